import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '$lib/domain';
import { readPlan } from '$lib/server/planning';
import { ruleChanges } from '$lib/server/planning/explain/rule-changes';
import { makePlan } from '../../scripts/bench/make-plan';
import { planOf, solved, type Document } from './a-plan';

const few = (numRuns: number) => ({ numRuns, seed: 11 });
const size = fc.record({
	populations: fc.integer({ min: 2, max: 5 }),
	services: fc.integer({ min: 2, max: 5 }),
	funders: fc.integer({ min: 2, max: 4 }),
	partners: fc.integer({ min: 1, max: 3 }),
	quarters: fc.integer({ min: 1, max: 3 }),
	seed: fc.integer({ min: 1, max: 1e6 })
});

function made(of: Parameters<typeof makePlan>[0]): Document {
	return makePlan(of) as Document;
}

const NEAR = 1e-5;

describe('any plan', () => {
	it('is never the worse for more budget', async () => {
		await fc.assert(
			fc.asyncProperty(size, fc.nat(), fc.integer({ min: 1, max: 50_000 }), async (of, which, dollars) => {
				const [before, after] = [made(of), made(of)];
				after.funders[which % after.funders.length]!.budget! += dollars;
				const [less, more] = [await solved(before), await solved(after)];
				expect(more.objective!).toBeGreaterThanOrEqual(less.objective! - NEAR);
			}),
			few(20)
		);
	});

	it('is never the worse for a rule that is gone', async () => {
		await fc.assert(
			fc.asyncProperty(size, fc.nat(), async (of, which) => {
				const plan = planOf(made(of));
				const changes = ruleChanges(plan);
				const changed = changes[which % changes.length]!;
				const [with_, without] = [await solved(plan), await solved(changed.plan)];
				expect(without.objective!).toBeGreaterThanOrEqual(with_.objective! - NEAR);
			}),
			few(20)
		);
	});

	it('has one answer whatever the order of its rows, and the same answer twice', async () => {
		await fc.assert(
			fc.asyncProperty(
				size,
				fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
				async (of, chance) => {
					const document = made(of);
					const mixed = Object.fromEntries(
						Object.entries(document).map(([name, value]) => [
							name,
							Array.isArray(value) ? shuffled(value, chance) : value
						])
					);
					const [one, other] = [await solved(document), await solved(mixed)];
					expect({ ...other, notes: [] }).toEqual({ ...one, notes: [] });
				}
			),
			few(12)
		);
	});

	it('says the same of its rows in either form', async () => {
		await fc.assert(
			fc.asyncProperty(size, async (of) => {
				const [direct, pooled] = [
					await solved(made(of), { form: 'direct' }),
					await solved(made(of), { form: 'pooled' })
				];
				expect(pooled.objective).toBeCloseTo(direct.objective!, 5);
				expect(pooled.duals!.awards).toEqual(near(direct.duals!.awards));
			}),
			few(12)
		);
	});

	it('meets, leaves and reasons about every need, and spends no dollar twice', async () => {
		await fc.assert(
			fc.asyncProperty(size, async (of) => {
				const { coverage, unmet, awards, allocation } = await solved(made(of));
				const plan: Plan = planOf(made(of));
				const met = coverage.reduce((sum, row) => sum + row.met, 0);
				const left = unmet.reduce((sum, row) => sum + row.units, 0);
				expect(met + left).toBeCloseTo(
					plan.need.reduce((sum, row) => sum + row.units, 0),
					3
				);
				expect(allocation.reduce((sum, row) => sum + row.cost, 0)).toBeCloseTo(
					awards.reduce((sum, row) => sum + row.direct, 0),
					3
				);
				for (const { budget, direct, indirect, left: rest } of awards)
					expect(direct + indirect + rest).toBeCloseTo(budget, 1);
			}),
			few(12)
		);
	});

	it('is read without a crash whatever stands in it, and never solved when something is wrong', () => {
		fc.assert(
			fc.property(
				fc.object({ maxDepth: 4 }),
				fc.constantFrom(
					...Object.keys(made({ populations: 2, services: 2, funders: 2, partners: 1, quarters: 2, seed: 3 }))
				),
				(junk, name) => {
					const document = {
						...made({ populations: 2, services: 2, funders: 2, partners: 1, quarters: 2, seed: 3 }),
						[name]: [junk]
					};
					const read = readPlan(document);
					if ('problems' in read)
						for (const problem of read.problems)
							expect(problem).toMatch(/^[a-z_]+(, line \d+)?(, \w+)*: .+\.$/s);
					else expect(read.plan.id).toBe(document.id);
				}
			),
			few(200)
		);
	});
});

function shuffled(list: unknown[], chance: Iterator<number>): unknown[] {
	return list
		.map((value) => ({ value, at: chance.next().value as number }))
		.sort((a, b) => a.at - b.at)
		.map(({ value }) => value);
}

function near(values: Record<string, number>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).map(([id, value]) => [id, expect.closeTo(value, 6) as unknown])
	);
}
