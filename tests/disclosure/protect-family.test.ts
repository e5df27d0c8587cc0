import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKey, protectFamily, type Family, type FamilyCell } from '$lib/server/disclosure';
import { inOrder } from '../../src/lib/server/disclosure/withhold/in-order';
import { Ledger } from '../../src/lib/server/disclosure/withhold/ledger';
import { Reader } from '../../src/lib/server/disclosure/withhold/reader';
import { crossing, overlapping, toldBy } from './table-families';

const POLICY = { threshold: 11 };

/** People by one breakdown that adds up, with their total. */
function lineOf(counts: number[]): Family {
	const cells: FamilyCell[] = counts.map((count, at) => ({
		at: { zip: `z${at}` },
		counts: { served: count }
	}));
	cells.push({ at: {}, counts: { served: counts.reduce((sum, count) => sum + count, 0) } });
	return {
		id: 'served',
		dimensions: [{ id: 'zip', kind: 'partition' }],
		tables: [['zip']],
		cells,
		sums: [],
		headline: [[]]
	};
}

/** People in need at one place: covered or not. */
function rateOf(covered: number, unmet: number): Family {
	return {
		id: 'need',
		dimensions: [],
		tables: [[]],
		cells: [{ at: {}, counts: { need: covered + unmet, covered, unmet } }],
		sums: [{ total: 'need', parts: ['covered', 'unmet'] }],
		headline: []
	};
}

async function hiddenZips(counts: number[]): Promise<number[]> {
	const { hidden } = await protectFamily(lineOf(counts), POLICY);
	return counts.map((_, at) => at).filter((at) => hidden.includes(cellKey('served', { zip: `z${at}` })));
}

describe('protecting a family of tables', () => {
	it('withholds ten people and shows eleven', async () => {
		expect(await hiddenZips([10, 11, 40, 50])).toEqual([0, 1]);
		expect(await hiddenZips([11, 12, 40, 50])).toEqual([]);
	});

	it('shows zero', async () => {
		expect(await hiddenZips([0, 4, 40, 50])).toEqual([1, 2]);
	});

	it('never leaves one withheld cell alone in its line', async () => {
		expect((await hiddenZips([3, 100, 200])).length).toBeGreaterThan(1);
	});

	it('withholds more than two where two would still give the small ones away', async () => {
		expect(await hiddenZips([2, 3, 30, 60])).toEqual([0, 1, 2]);
	});

	it('withholds a whole line, zeros included, where ones among so few would give it away', async () => {
		const { hidden, mayBeZero } = await protectFamily(lineOf([4, 7, 0]), POLICY);
		expect(hidden).toHaveLength(3);
		expect(mayBeZero).toEqual(hidden);
	});

	it('keeps the total of a line when the parts are withheld', async () => {
		const { hidden } = await protectFamily(lineOf([4, 30, 60]), POLICY);
		expect(hidden).not.toContain(cellKey('served', {}));
	});

	it('withholds a rate whose complement is small, and keeps the number in need', async () => {
		const { hidden } = await protectFamily(rateOf(40, 5), POLICY);
		expect(hidden.sort()).toEqual([cellKey('covered', {}), cellKey('unmet', {})]);
		expect((await protectFamily(rateOf(40, 11), POLICY)).hidden).toEqual([]);
	});

	it('withholds a group that leaves ten people or fewer of the total, and keeps the total', async () => {
		const hidden = async (family: Family) => (await protectFamily(family, POLICY)).hidden;
		expect(await hidden(overlapping([100, 95, 40]))).toEqual([cellKey('people', { group: 'g1' })]);
		expect(await hidden(overlapping([100, 89, 40]))).toEqual([]);
	});

	it('withholds the finer count where five people would be known to be in two groups, or six in neither of two breakdowns', async () => {
		const hidden = async (family: Family) => (await protectFamily(family, POLICY)).hidden;
		expect(await hidden(overlapping([50, 30, 25]))).toEqual([cellKey('people', { group: 'g2' })]);
		expect(await hidden(overlapping([50, 36, 25]))).toEqual([]);
		const both = cellKey('people', { partner: 'p', group: 'g' });
		expect(await hidden(crossing([20, 50, 60, 96]))).toEqual([both]);
		expect(await hidden(crossing([20, 50, 60, 105]))).toEqual([]);
	});

	it('withholds a change of those in two groups by three people, though each count changed by more', async () => {
		const first = await protectFamily(overlapping([100, 70, 50]), POLICY);
		const next = await protectFamily(overlapping([125, 84, 64]), POLICY, toldBy(first));
		expect(first.hidden).toEqual([]);
		expect(next.hidden).toEqual([cellKey('people', { group: 'g2' })]);
	});

	it('withholds how many are in none of the groups where all others together are eight', async () => {
		const family = overlapping([60, 52, 8], { disjoint: { values: ['g1'] } });
		const { hidden } = await protectFamily(family, POLICY);
		expect(hidden.sort()).toEqual(['g1', 'g2'].map((group) => cellKey('people', { group })));
	});

	it('tells what is declared first before what is larger, also where it is left over of a total', () => {
		const counted = (due: number, employed: number, unanswered: number) => ({
			due,
			employed,
			not_employed: due - employed,
			answered: due - unanswered,
			without_job: due - employed - unanswered,
			unanswered
		});
		const family: Family = {
			id: 'exit',
			dimensions: [
				{ id: 'quarter', kind: 'partition' },
				{ id: 'population', kind: 'overlapping', disjoint: { values: ['none'] } }
			],
			tables: [['quarter'], ['population']],
			cells: [
				{ at: {}, counts: counted(560, 260, 45) },
				{ at: { quarter: '2015Q1' }, counts: counted(140, 60, 7) },
				{ at: { quarter: '2015Q2' }, counts: counted(200, 90, 8) },
				{ at: { quarter: '2015Q3' }, counts: counted(220, 110, 30) },
				{ at: { population: 'none' }, counts: counted(100, 40, 15) },
				{ at: { population: 'low_income' }, counts: counted(455, 215, 30) }
			],
			sums: [
				{ total: 'due', parts: ['employed', 'not_employed'] },
				{ total: 'due', parts: ['answered', 'unanswered'] },
				{ total: 'not_employed', parts: ['without_job', 'unanswered'] }
			],
			headline: [[], ['quarter'], ['population']]
		};
		const ledger = new Ledger(family, 11);
		const { nodes } = new Reader(ledger, () => [{ kind: 'left', threshold: 11 }]);
		const inTurn = inOrder(ledger, nodes).filter(({ cell }) => cell.at.quarter === '2015Q1');
		expect(nodes.some(({ left, name }) => left && name === 'answered')).toBe(true);
		expect(inTurn.map(({ name }) => name)).toEqual([
			'due',
			'employed',
			'not_employed',
			'answered',
			'without_job'
		]);
	});

	it('refuses a threshold that protects nobody', async () => {
		await expect(protectFamily(lineOf([4, 40]), { threshold: 5 })).rejects.toThrow('below 11');
	});

	it('keeps withheld in the next state what was withheld in one', async () => {
		const first = await protectFamily(lineOf([4, 15, 60, 70]), POLICY);
		const next = await protectFamily(lineOf([4, 15, 60, 95]), POLICY, toldBy(first));
		expect(first.hidden.every((key) => next.hidden.includes(key))).toBe(true);
	});

	it('withholds in the new state a total that differs by three people from the one before', async () => {
		const first = await protectFamily(lineOf([40, 60, 70]), POLICY);
		const next = await protectFamily(lineOf([43, 60, 70]), POLICY, toldBy(first));
		expect(first.hidden).toEqual([]);
		expect(next.hidden).toContain(cellKey('served', { zip: 'z0' }));
		expect(next.hidden).toContain(cellKey('served', {}));
	});

	it('withholds who began where three more of those served did not than an earlier state told', async () => {
		const [served, rest] = [{ served: 'told' }, { link: 'rest' }];
		const family: Family = {
			id: 'training',
			dimensions: [],
			tables: [[]],
			cells: [
				{ at: served, counts: { served: 100 }, told: 'before' },
				{ at: {}, counts: { started: 60 } },
				{ at: rest, counts: { rest: 40 }, told: 'never' }
			],
			sums: [],
			headline: [[]],
			links: [
				{
					total: { variable: 'served', at: served },
					parts: [
						{ variable: 'started', at: {} },
						{ variable: 'rest', at: rest }
					]
				}
			],
			settled: [{ key: cellKey('served', served), value: 100, hidden: false }]
		};
		const before = (value: number) =>
			new Map([[cellKey('rest', rest), [{ key: cellKey('rest', rest), value, hidden: false }]]]);
		expect((await protectFamily(family, POLICY)).hidden).toEqual([]);
		expect((await protectFamily(family, POLICY, before(20))).hidden).toEqual([]);
		expect((await protectFamily(family, POLICY, before(37))).hidden).toEqual([cellKey('started', {})]);
	});

	it('takes a count that was withheld as told where a sum left only that number', async () => {
		const [key, said] = [cellKey('served', { zip: 'z0' }), { value: 40, hidden: true }];
		const hidden = async (isSolved: boolean) =>
			(await protectFamily(lineOf([43, 60, 70]), POLICY, new Map([[key, [{ key, ...said, isSolved }]]])))
				.hidden;
		expect(await hidden(false)).toEqual([]);
		expect(await hidden(true)).toContain(key);
	});

	it('leaves every small part of a line free to reach the threshold and to span ten', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 12 }), async (counts) => {
				const { hidden, mayBeZero } = await protectFamily(lineOf(counts), POLICY);
				const total = counts.reduce((sum, count) => sum + count, 0);
				if (hidden.includes(cellKey('served', {}))) return;
				const held = counts.filter((_, at) => hidden.includes(cellKey('served', { zip: `z${at}` })));
				const room = held.reduce((sum, count) => sum + count, 0);
				const least = mayBeZero.length > 0 ? 0 : 1;
				const highest = room - least * (held.length - 1);
				const small = counts.filter((count) => count > 0 && count < 11);
				expect(total).toBe(counts.reduce((sum, count) => sum + count, 0));
				expect(held.length === 0 ? small.length === 0 : highest >= 11 && highest - least >= 10).toBe(true);
			}),
			{ numRuns: 300 }
		);
	});
});
