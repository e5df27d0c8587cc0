import { describe, expect, it } from 'vitest';
import { findBest, limits, writePlan } from '$lib/server/planning/find-best';
import { askSteps } from '$lib/server/planning/programme/ask-steps';
import { study } from '$lib/server/solver';
import { makePlan } from '../../scripts/bench/make-plan';
import { planOf } from './a-plan';

describe('a plan too large for simplex', () => {
	it('is solved in larger units of money, and says the same as in dollars', async () => {
		const size = { populations: 60, services: 16, funders: 14, partners: 6, quarters: 4, seed: 2 };
		const plan = planOf(makePlan(size));
		const best = await findBest(plan, { form: 'direct', steps: 'awards' });
		expect(best.written.program.costs.length).toBeGreaterThan(25_000);
		const plain = writePlan(plan, best.preference.perDollar, 'pooled');
		const { steps } = askSteps(plain);
		const other = await study(plain.program, { ...limits({}), steps, lookAfter: plan.funders.length });
		const objective = best.written.program.costs.reduce((sum, cost, at) => sum + cost * best.values![at]!, 0);
		expect(objective / other.objective).toBeCloseTo(1, 8);
		expect(best.bound! / other.objective).toBeCloseTo(1, 8);
		plan.funders.forEach(({ id }, award) =>
			expect(best.duals!.awards[id]).toBeCloseTo(other.gains![award]!, 6)
		);
	});
});
