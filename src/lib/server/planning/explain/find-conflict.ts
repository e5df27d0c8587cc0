import type { Plan, RuleNamed } from '$lib/domain';
import type { BestOptions } from '../find-best';
import { numberPlan } from '../programme/number-plan';
import { conflictRules, type Droppable, type Loosened } from './conflict-rules';
import { fallShort, type Shortfall } from './short-of-floors';

/** Rules that cannot all hold, and whether each of them is known to be needed for that. */
export interface Conflict {
	rules: RuleNamed[];
	irreducible: boolean;
}

/** Seconds for one question whether some rules can hold together. */
const ONE_QUESTION = 20;

/**
 * An irreducible set of rules that cannot all hold, by a deletion filter: rules are left out, many at once where that
 * changes nothing, and only those stay without which a plan would be possible. Rules that the multipliers of a
 * shortfall do not rest on go first, all together.
 */
export async function findConflict(
	plan: Plan,
	time: { options: BestOptions; until: number }
): Promise<Conflict> {
	const rules = conflictRules(numberPlan(plan, new Float64Array(plan.funders.length)));
	const filter = new Filter({ plan, floorless: new Set() }, time);
	const kept = await filter.run(rules);
	return { rules: kept.map(({ named }) => named), irreducible: filter.isSure };
}

class Filter {
	isSure = true;

	constructor(
		private loosened: Loosened,
		private readonly time: { options: BestOptions; until: number }
	) {}

	/** Tries the rules in blocks, from the first on; those that are kept stay in their order. */
	async run(rules: Droppable[]): Promise<Droppable[]> {
		const first = await this.tryWithout([]);
		if (!first) return this.giveUp(rules);
		const kept: Droppable[] = [];
		let waiting = idleGone([rules], first, (rule) => this.leaveOut(rule));
		for (let block = waiting.shift(); block; block = waiting.shift()) {
			const missed = block.length > 0 && (await this.tryWithout(block));
			if (missed) waiting = idleGone(waiting, missed, (rule) => this.leaveOut(rule));
			else if (block.length === 1) kept.push(...block);
			else if (block.length > 1) waiting.unshift(...halves(block));
		}
		return kept;
	}

	/** No shortfall that is larger than rounding, or no time: the floors are what asks too much. */
	private giveUp(rules: Droppable[]): Droppable[] {
		this.isSure = false;
		return rules.filter(({ named }) => named.rule === 'floor');
	}

	/** Leaves a block of rules out for good where a plan stays impossible without them. */
	private async tryWithout(block: Droppable[]): Promise<Shortfall | null> {
		if (performance.now() > this.time.until) {
			this.isSure = false;
			return null;
		}
		const without = block.reduce((plan, rule) => rule.drop(plan), this.loosened);
		const short = await fallShort(without, this.time.options, ONE_QUESTION);
		if (short.status === 'unknown') this.isSure = false;
		if (short.status !== 'missed') return null;
		this.loosened = without;
		return short;
	}

	private leaveOut(rule: Droppable): void {
		this.loosened = rule.drop(this.loosened);
	}
}

/** A multiplier below this is rounding. */
const IDLE = 1e-9;

/** Leaves out the rules none of whose rows the shortfall rests on: it is proven without them. */
function idleGone(
	waiting: Droppable[][],
	{ written, multipliers }: Shortfall,
	leaveOut: (rule: Droppable) => void
): Droppable[][] {
	if (!multipliers) return waiting;
	const resting = written.rules.filter((_, row) => Math.abs(multipliers[row]!) > IDLE);
	const isIdle = ({ rows }: Droppable) => rows !== null && !resting.some(rows);
	for (const rule of waiting.flat().filter(isIdle)) leaveOut(rule);
	return waiting.map((block) => block.filter((rule) => !isIdle(rule)));
}

function halves<T>(block: T[]): T[][] {
	const middle = block.length >> 1;
	return [block.slice(0, middle), block.slice(middle)];
}
