import { describe, expect, test } from 'vitest';
import { AS_FILED, unchanged, type PlanBasis, type Scenario } from '$lib/domain';
import { buildPlan, readPlan, solvePlan } from '$lib/server/planning';
import { basisAward, basisLine, basisNeed, smallBasis } from './a-basis';

/** People helped under a scenario, and the plan and sentences behind it. */
async function helped(basis: PlanBasis, scenario: Partial<Scenario> = {}) {
	const { plan, assumptions } = buildPlan(basis, { ...AS_FILED, ...scenario });
	const read = readPlan(JSON.parse(JSON.stringify(plan)));
	if ('problems' in read) throw new Error(read.problems.join('\n'));
	const result = await solvePlan(read.plan, { explain: false });
	const people = result.allocation.reduce((sum, { units }) => sum + units, 0);
	return { people: Math.round(people * 1000) / 1000, plan, result, assumptions };
}

function said(assumptions: { words: string; rows: string[] }[], part: string): string[] {
	return assumptions
		.filter(({ words }) => words.includes(part))
		.flatMap(({ words, rows }) => [words, ...rows]);
}

const grant = (change: object) => ({ awards: [{ ...unchanged('GRANT'), ...change }] });

describe('a plan made of a state', () => {
	test('helps eight of sixteen with what is left, and says who would lose', async () => {
		const { people, plan, result } = await helped(smallBasis());
		expect(plan).toMatchObject({
			quarters: 4,
			unit_cost: [{ partner: 'college', service: 'tuition', cost: 1000 }],
			funders: [{ id: 'GRANT', budget: 8000, first_quarter: 0, last_quarter: 3, federal: true }],
			offerings: [{ funder: 'GRANT', partner: 'college', population: 'any', from: 0, to: 3, cap: null }]
		});
		expect(plan.need.map(({ units }) => units)).toEqual([4, 4, 4, 4]);
		expect(plan.baseline!.map(({ units }) => units)).toEqual([2, 2, 2, 2]);
		expect([people, result.status]).toEqual([8, 'optimal']);
	});

	test('an award pays until the quarter in which it ends, longer or shorter where a scenario says so', async () => {
		const ended = smallBasis({
			awards: [basisAward('GRANT', { end_date: '2015-09-29' })],
			lines: [basisLine('o-1', { to: '2015Q3' })]
		});
		expect((await helped(ended)).people).toBe(0);
		expect((await helped(ended, grant({ last: '2015Q4' }))).people).toBe(4);
		expect((await helped(ended, grant({ fate: 'renewed' }))).people).toBe(16);
		expect((await helped(smallBasis(), grant({ last: '2015Q4' }))).people).toBe(4);
		expect((await helped(smallBasis(), grant({ fate: 'gone' }))).people).toBe(0);
		expect((await helped(smallBasis(), grant({ share: 0.25 }))).people).toBe(2);
	});

	test('a renewed award brings what it had for each quarter on average', async () => {
		const { plan } = await helped(smallBasis(), grant({ last: '2016Q1', fate: 'renewed', share: 0.5 }));
		expect(plan.funders).toMatchObject([
			{ id: 'GRANT', budget: 4000, first_quarter: 0, last_quarter: 1 },
			{ id: 'GRANT (renewed)', budget: 10_000, first_quarter: 2, last_quarter: 3 }
		]);
	});

	test('more people in need, and the lowest and highest of the range', async () => {
		const units = async (scenario: Partial<Scenario>) =>
			(await helped(smallBasis(), scenario)).plan.need[0]!.units;
		expect(await units({ growth: 0.25 })).toBe(5);
		expect(await units({ need: 'low' })).toBe(2);
		expect(await units({ need: 'high', growth: -0.5 })).toBe(3);
	});

	test('a new award pays what it may, and places open up where they are added', async () => {
		const full = smallBasis({ lines: [basisLine('o-1', { capacity: 1 })] });
		expect((await helped(full)).people).toBe(4);
		const more = [{ partner: 'college', service: 'tuition', units: 1 }];
		expect((await helped(full, { places: more })).people).toBe(8);
		const added = { dollars: 3000, services: ['tuition'], populations: ['tanf'], from: null, to: null };
		expect((await helped(smallBasis(), { added })).people).toBe(11);
		expect((await helped(smallBasis(), { added: { ...added, populations: ['refugee'] } })).people).toBe(8);
	});

	test('a rule is relaxed for one award alone', async () => {
		const refugees = smallBasis({
			needs: [basisNeed({ population: 'refugee' })],
			awards: [basisAward('GRANT', { allowed_populations: ['tanf'] })],
			lines: [basisLine('o-1', { population: 'tanf' })]
		});
		expect((await helped(refugees)).people).toBe(0);
		expect((await helped(refugees, { relaxed: [{ award: 'GRANT', rule: 'populations' }] })).people).toBe(8);
	});

	test('a priority goes before, and a floor that nothing reaches is answered with the rules that conflict', async () => {
		const two = smallBasis({ needs: [basisNeed(), basisNeed({ population: 'refugee' })] });
		const { result } = await helped(two, { priorities: [{ population: 'refugee', times: 2 }] });
		expect(new Set(result.allocation.map(({ population }) => population))).toEqual(new Set(['refugee']));
		const floor = await helped(two, { floor: 0.9 });
		expect(floor.result.status).toBe('infeasible');
		expect(floor.result.reasons.map(({ rule }) => rule)).toContain('budget');
	});
});

describe('what the rows do not say', () => {
	test('a withheld need is five people, listed, and the same whatever it was', async () => {
		const basis = smallBasis({ needs: [basisNeed({ expected: 5, assumed: 2 })] });
		expect(said((await helped(basis)).assumptions, 'withheld to protect privacy enters')).toEqual([
			'A count that is withheld to protect privacy enters as 5 people, or as many as the total of its service leaves for it; the plan has read no withheld count.',
			'Tuition, TANF recipients: 2 quarters'
		]);
	});

	test('fewer than four published quarters are named', async () => {
		const one = (await helped(smallBasis({ trailing: ['2015Q3'] }))).assumptions;
		expect(said(one, 'Fewer than four')).toEqual([
			'Fewer than four quarters are published; “the last four quarters” are this one: 2015Q3.'
		]);
		expect(said((await helped(smallBasis())).assumptions, 'Fewer than four')).toEqual([]);
	});

	test('a line without a price takes what was paid lately; without that it is left out, by its row', async () => {
		const unpriced = [basisLine('o-1', { unit_cost: null })];
		const paid = await helped(smallBasis({ lines: unpriced, paid: { tuition: 500 } }));
		expect([paid.people, said(paid.assumptions, 'no line names a price').at(-1)]).toEqual([
			16,
			'Tuition at Training College: $500'
		]);
		const none = await helped(smallBasis({ lines: unpriced }));
		expect([none.people, said(none.assumptions, 'Nobody names a price').at(-1)]).toEqual([
			0,
			'Tuition at Training College, line o-1'
		]);
	});

	test('the lowest of several prices counts, one that lives before one that is over', async () => {
		const lines = [
			basisLine('o-1', { unit_cost: 1200 }),
			basisLine('o-2', { unit_cost: 1000 }),
			basisLine('o-3', { unit_cost: 10, to: '2015Q1' })
		];
		expect((await helped(smallBasis({ lines }))).plan.unit_cost[0]!.cost).toBe(1000);
	});

	test('an overspent award is planned with nothing, and one without rules pays only what the matrix names', async () => {
		const overspent = await helped(smallBasis({ awards: [basisAward('GRANT', { left: -500 })] }));
		expect([overspent.people, said(overspent.assumptions, 'More was spent').at(-1)]).toEqual([
			0,
			'Award GRANT (GRANT): -$500'
		]);
		const silent = await helped(
			smallBasis({
				needs: [basisNeed(), basisNeed({ service: 'food' })],
				awards: [basisAward('GRANT', { allowed_services: [], allowed_populations: [] })]
			})
		);
		expect(silent.people).toBe(8);
		expect(new Set(silent.result.allocation.map(({ service }) => service))).toEqual(new Set(['tuition']));
		expect(said(silent.assumptions, 'do not say for what')).toHaveLength(2);
		expect(said(silent.assumptions, 'do not say for whom')).toHaveLength(2);
	});

	test('a line whose cap does not reach its price, or behind which no award stands, is left out and named', async () => {
		const lines = [
			basisLine('o-1', { cap_usd: 300, cap_period: 'month' }),
			basisLine('o-2', { award: null }),
			basisLine('o-3', { award: 'NEVER-FILED' })
		];
		const { people, assumptions } = await helped(smallBasis({ lines }));
		expect(people).toBe(0);
		const rows = assumptions.filter(({ kind }) => kind === 'left_out').flatMap((one) => one.rows);
		expect(rows.map((row) => /o-\d/.exec(row)?.[0]).sort()).toEqual(['o-1', 'o-2', 'o-3']);
	});

	test('a scenario that names what the state does not know is refused, not half answered', () => {
		const stranger = () => buildPlan(smallBasis(), { ...AS_FILED, relaxed: [{ award: 'X', rule: 'match' }] });
		expect(stranger).toThrow('The scenario names "X", which state 3 does not know.');
	});
});
