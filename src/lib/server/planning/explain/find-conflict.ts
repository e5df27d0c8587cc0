import type { Plan, RuleNamed } from '$lib/domain';
import { study } from '$lib/server/solver';
import { limits, methodFor, writePlan, type BestOptions } from '../find-best';
import { numberPlan } from '../programme/number-plan';
import { conflictRules, type Droppable, type Loosened } from './conflict-rules';

/** Rules that cannot all hold, and whether each of them is known to be needed for that. */
export interface Conflict {
	rules: RuleNamed[];
	irreducible: boolean;
}

/** Seconds for one question whether some rules can hold together. */
const ONE_QUESTION = 20;

/**
 * An irreducible set of rules that cannot all hold, by a deletion filter: rules are left out, many at once where that
 * changes nothing, and only those stay without which a plan would be possible.
 */
export async function findConflict(
	plan: Plan,
	time: { options: BestOptions; until: number }
): Promise<Conflict> {
	const rules = conflictRules(numberPlan(plan, new Float64Array(plan.funders.length)));
	const filter = new Filter(time);
	const kept = await filter.run({ plan, floorless: new Set() }, rules);
	return { rules: kept.map(({ named }) => named), irreducible: filter.isSure };
}

class Filter {
	isSure = true;

	constructor(private readonly time: { options: BestOptions; until: number }) {}

	async run(start: Loosened, rules: Droppable[]): Promise<Droppable[]> {
		let loosened = start;
		const kept: Droppable[] = [];
		const waiting = [rules];
		for (let block = waiting.shift(); block; block = waiting.shift()) {
			if (block.length === 0) continue;
			const without = block.reduce((plan, rule) => rule.drop(plan), loosened);
			if (await this.isStillImpossible(without)) loosened = without;
			else if (block.length === 1) kept.push(...block);
			else waiting.unshift(block.slice(0, block.length >> 1), block.slice(block.length >> 1));
		}
		return kept;
	}

	private async isStillImpossible({ plan, floorless }: Loosened): Promise<boolean> {
		if (performance.now() > this.time.until) {
			this.isSure = false;
			return false;
		}
		const written = writePlan(plan, new Float64Array(plan.funders.length), undefined, { floorless });
		const { status } = await study(
			{ ...written.program, costs: new Float64Array(written.program.costs.length) },
			{ ...limits(this.time.options), timeLimit: ONE_QUESTION, method: methodFor(written) }
		);
		if (status === 'time_limit') this.isSure = false;
		return status === 'infeasible';
	}
}
