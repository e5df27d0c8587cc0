import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	auditChange,
	auditFamily,
	cellKey,
	protectFamily,
	type Family,
	type Protection,
	type ReleasedCell
} from '$lib/server/disclosure';
import { countFamily, dice, type Counting, type Unit } from './invented-families';
import { crossing, overlapping, PROVED, tableFamily, toldBy } from './table-families';

const POLICY = { threshold: 11 };

/** A protection that withholds exactly these cells of a table, named like r2 c1; margins have one name. */
function withholding(family: Family, names: string[]): Protection {
	const hidden = names.map((name) => {
		const row = /r\d/.exec(name)?.[0];
		const column = /c\d/.exec(name)?.[0];
		return cellKey('people', { ...(row ? { row } : {}), ...(column ? { column } : {}) });
	});
	const released: ReleasedCell[] = family.cells.map(({ at, counts }) => {
		const key = cellKey('people', at);
		return { key, value: counts.people ?? 0, hidden: hidden.includes(key) };
	});
	return { threshold: 11, hidden, mayBeZero: [], withheldWhole: [], above: [], released };
}

async function intervals(table: number, names: string[]): Promise<Record<string, [number, number, boolean]>> {
	const family = tableFamily(PROVED[table]?.rows ?? []);
	const audited = await auditFamily(family, withholding(family, names), POLICY, {
		exact: true,
		complementary: true
	});
	const at = new Map(audited.map(({ cell, low, high, safe }) => [cell, [low, high, safe]]));
	return Object.fromEntries(
		names.map((name) => {
			const row = /r\d/.exec(name)?.[0];
			const column = /c\d/.exec(name)?.[0];
			const [low, high, safe] =
				at.get(cellKey('people', { ...(row ? { row } : {}), ...(column ? { column } : {}) })) ?? [];
			return [
				name,
				[Math.round(Number(low) * 1e6) / 1e6, Math.round(Number(high) * 1e6) / 1e6, safe === true]
			];
		})
	);
}

describe('the audit', () => {
	it('finds the intervals that two other solvers find in a table of three by three', async () => {
		expect(await intervals(0, ['r2 c1', 'r3 c1', 'r3 c2', 'r2 c2', 'r2 c3', 'r3 c3'])).toEqual({
			'r2 c1': [1, 13, true],
			'r3 c1': [1, 13, true],
			'r3 c2': [1, 19, true],
			'r2 c2': [1, 19, true],
			'r2 c3': [10, 36, true],
			'r3 c3': [1, 27, true]
		});
	});

	it('calls two withheld cells a line unsafe where a reader can still tell that one is below eleven', async () => {
		expect(await intervals(0, ['r2 c1', 'r3 c1', 'r3 c2', 'r2 c2'])).toEqual({
			'r2 c1': [5, 13, false],
			'r3 c1': [1, 9, false],
			'r3 c2': [1, 9, false],
			'r2 c2': [11, 19, true]
		});
	});

	it('finds the intervals of a table with a small total', async () => {
		const names = ['r2 c5', 'r5 c1', 'r5 c2', 'r5', 'r1 c1', 'r1 c5', 'r2 c1', 'r2 c2', 'r2'];
		const found = await intervals(4, names);
		expect(found['r5']).toEqual([2, 36, true]);
		expect(found['r5 c2']).toEqual([1, 16, true]);
		expect(found['r2']).toEqual([47, 81, true]);
		expect(Object.values(found).every(([, , safe]) => safe)).toBe(true);
	});

	it('tells a withheld cell that stands alone in its line', async () => {
		expect(await intervals(3, ['r1 c2'])).toEqual({ 'r1 c2': [4, 4, false] });
	});

	it('knows that a total below eleven parts into nothing larger', async () => {
		const family = tableFamily(
			[
				[5, 6],
				[40, 50]
			],
			[['row'], []]
		);
		const audited = await auditFamily(
			family,
			withholding(family, ['r1 c1', 'r1 c2', 'r2 c1', 'r2 c2']),
			POLICY
		);
		expect(audited.map(({ low, high, safe }) => [low, high, safe])).toEqual([
			[1, 10, false],
			[1, 10, false]
		]);
	});

	it('knows that nobody of "none" is in another group, so that all others are among those left', async () => {
		const found = await unsafeOf(overlapping([60, 52, 5, 6], { disjoint: { values: ['g1'] } }), [2, 3]);
		expect(found.map(({ value, low, high }) => [value, Math.round(low), Math.round(high)])).toEqual([
			[5, 1, 8],
			[6, 1, 8],
			[8, 8, 8],
			[3, 0, 8],
			[3, 0, 7],
			[2, 0, 7]
		]);
	});

	it('adds up groups that overlap: whoever is in two of them is counted twice', async () => {
		const found = await unsafeOf(overlapping([50, 30, 25]), []);
		expect(found.map(({ value, low, high }) => [value, low, high])).toEqual([[5, 5, 5]]);
		expect(await unsafeOf(overlapping([50, 36, 25]), [])).toEqual([]);
	});

	it('knows who is in neither of two breakdowns that are told together, and whom all but "none" and one group have', async () => {
		const told = ([both, ...rest]: number[]) => unsafeOf(crossing([both ?? 0, ...rest]), []);
		expect((await told([20, 50, 60, 96])).map(({ value, low, high }) => [value, low, high])).toEqual([
			[6, 6, 6]
		]);
		expect(await told([20, 50, 60, 105])).toEqual([]);
		const others = await unsafeOf(overlapping([60, 40, 13, 12], { disjoint: { values: ['g1'] } }), []);
		expect(others.map(({ value }) => value).sort()).toEqual([5, 7, 8]);
	});

	it('finds by how few people two states differ: who is in two groups, and a withheld count that its sum leaves', () => {
		const told = (family: Family, hidden: string[] = []) => ({
			family,
			protection: withholding(family, hidden)
		});
		const [early, late] = [overlapping([100, 70, 50]), overlapping([125, 84, 64])].map((family) =>
			told(family)
		);
		expect(early && late && auditChange(early, late, POLICY)).toMatchObject([{ before: 20, now: 23 }]);
		const table = (corner: number) =>
			tableFamily([
				[corner, 60 - corner],
				[30, 40]
			]);
		const changes = (hidden: string[]) =>
			auditChange(told(table(20), hidden), told(table(23)), POLICY).map(({ before, now }) => [before, now]);
		expect(changes(['r1 c2'])).toContainEqual([40, 37]);
		expect(changes(['r1 c1', 'r1 c2', 'r2 c1', 'r2 c2', 'c1', 'c2'])).toEqual([]);
	});

	it('subtracts a group from the total of groups that overlap: five of a hundred people are not in it', async () => {
		const found = await unsafeOf(overlapping([100, 95, 40]), []);
		expect(found.map(({ value, low, high }) => [value, low, high])).toEqual([[5, 5, 5]]);
	});

	it('takes a variable that only the parts of a table count for no zero in the whole', async () => {
		const parts = ['a', 'b'].map((row) => ({ at: { row }, counts: { people: 20, later: 5 } }));
		const family: Family = {
			id: 'parts',
			dimensions: [{ id: 'row', kind: 'partition' }],
			tables: [['row']],
			cells: [{ at: {}, counts: { people: 40 } }, ...parts],
			sums: [],
			headline: []
		};
		const shown = { threshold: 11, hidden: [], mayBeZero: [], withheldWhole: [], above: [], released: [] };
		const hidden = { ...shown, hidden: parts.map(({ at }) => cellKey('later', at)) };
		expect(await auditFamily(family, hidden, POLICY, { complementary: true })).toMatchObject([
			{ safe: true },
			{ safe: true }
		]);
	});
});

async function unsafeOf(family: Family, hidden: number[]) {
	const keys = hidden.map((at) => cellKey('people', family.cells[at]?.at ?? {}));
	const protection = {
		threshold: 11,
		hidden: keys,
		mayBeZero: [],
		withheldWhole: [],
		above: [],
		released: []
	};
	return (await auditFamily(family, protection, POLICY, { exact: true })).filter(({ safe }) => !safe);
}

const THREE: Counting = {
	id: 'people',
	dimensions: [
		{ id: 'quarter', kind: 'overlapping', crossed: { with: 'group' } },
		{ id: 'group', kind: 'overlapping', disjoint: { values: ['none'] } },
		{ id: 'zip', kind: 'partition' },
		{ id: 'sex', kind: 'partition' }
	],
	tables: [
		['quarter', 'group'],
		['quarter', 'zip', 'sex']
	],
	headline: [[], ['quarter']],
	sums: [{ total: 'need', parts: ['covered', 'unmet'] }],
	variables: ['need', 'covered', 'unmet'],
	variablesOf: (level) => ['need', level === 0 ? 'covered' : 'unmet']
};

/** Some people who stand in one or two quarters and groups. */
function crowd(people: number, seed: number): Unit[] {
	const roll = dice(seed);
	const some = (name: string, size: number) => `${name}${Math.floor(size * roll() ** 1.7)}`;
	return Array.from({ length: people }, (_, person) => ({
		person,
		level: roll() < 0.7 ? 0 : 1,
		at: {
			quarter: [...new Set([some('q', 3), some('q', 3)])],
			group: roll() < 0.4 ? ['none'] : [...new Set([some('g', 3), some('g', 3)])],
			zip: [some('z', 5)],
			sex: [some('s', 3)]
		}
	}));
}

describe('what is published of a family', () => {
	it('is safe in the five tables with a proved optimum', async () => {
		for (const { rows } of PROVED) {
			for (const headline of [[], [[]], [[], ['row']]]) {
				const family = tableFamily(rows, headline);
				const audited = await auditFamily(family, await protectFamily(family, POLICY), POLICY, {
					exact: true
				});
				expect(audited.filter(({ safe }) => !safe)).toEqual([]);
			}
		}
	});

	it('never lets a reader confirm a small count, whatever the people', { timeout: 120_000 }, async () => {
		const made = fc.record({ people: fc.integer({ min: 5, max: 400 }), seed: fc.nat() });
		await fc.assert(
			fc.asyncProperty(made, async ({ people, seed }) => {
				const family = countFamily(crowd(people, seed), THREE);
				const audited = await auditFamily(family, await protectFamily(family, POLICY), POLICY);
				expect(audited.filter(({ safe }) => !safe)).toEqual([]);
			}),
			{ numRuns: 10, seed: 11 }
		);
	});

	it(
		'never lets a reader confirm a small change from one state to the next',
		{ timeout: 120_000 },
		async () => {
			const made = fc.record({ people: fc.integer({ min: 60, max: 160 }), more: fc.nat(40), seed: fc.nat() });
			await fc.assert(
				fc.asyncProperty(made, async ({ people, more, seed }) => {
					const units = crowd(people + more, seed);
					const [before, after] = [units.slice(0, people), units].map((some) => countFamily(some, THREE));
					const first = await protectFamily(before as Family, POLICY);
					const next = await protectFamily(after as Family, POLICY, toldBy(first));
					const [old, now] = [await bounds(before as Family, first), await bounds(after as Family, next)];
					expect(smallChanges(old, now)).toEqual([]);
				}),
				{ numRuns: 2, seed: 5 }
			);
		}
	);
});

type Bounds = Map<string, [number, number]>;

async function bounds(family: Family, protection: Protection): Promise<Bounds> {
	const audited = await auditFamily(family, protection, POLICY, { exact: true, complementary: true });
	const shown = protection.released.filter(({ hidden }) => !hidden);
	return new Map([
		...shown.map(({ key, value }): [string, [number, number]] => [key, [value, value]]),
		...audited.map(({ cell, low, high }): [string, [number, number]] => [cell, [low, high]])
	]);
}

/** Changes of which a reader is sure that they are 1 to 10 people, up or down. */
function smallChanges(old: Bounds, now: Bounds): string[] {
	return [...now].flatMap(([key, [low, high]]) => {
		const before = old.get(key) ?? [0, 0];
		const [least, most] = [low - before[1], high - before[0]];
		const small = (least > 0.5 && most < 10.5) || (least > -10.5 && most < -0.5);
		return small ? [`${key}: ${least} to ${most}`] : [];
	});
}
