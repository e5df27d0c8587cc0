import type { Plan, RuleChange } from '$lib/domain';
import { findBest, writePlan, type Best, type BestOptions } from '../find-best';
import { byRule, priceOpenings } from '../proof/price-openings';
import { ruleChanges, type Change } from './rule-changes';

/** The change that would help most of those tried, and whether none of the others can help more. */
export interface BestChange {
	change: RuleChange | null;
	proven: boolean;
}

/** Gains below this share of the objective are rounding. */
const NOTHING = 1e-7;

/**
 * The one rule whose change would help most. The multipliers of the best plan bound what each change can bring; the
 * changes are then solved, the most promising first, until none that is left can bring more, or time is up.
 */
export async function findBestChange(
	plan: Plan,
	best: Best,
	limits: { options: BestOptions; until: number }
): Promise<BestChange> {
	const before = best.answer && totals(plan, best);
	if (!before) return { change: null, proven: false };
	const promises = await promisesOf(plan, best, { objective: before.objective, ...limits });
	let found: RuleChange | null = null;
	for (const { change, promise } of promises) {
		if (promise <= Math.max(found?.objective_gain ?? 0, NOTHING * before.objective)) break;
		if (performance.now() > limits.until) return { change: found, proven: false };
		const timeLimit = Math.max(1, (limits.until - performance.now()) / 1000);
		const changed = await solved(change.plan, best, { ...limits.options, timeLimit });
		if (!changed) return { change: found, proven: false };
		const gain = changed.objective - before.objective;
		if (gain <= Math.max(found?.objective_gain ?? 0, NOTHING * before.objective)) continue;
		found = { ...change.named, objective_gain: gain, people_gain: changed.people - before.people };
	}
	return { change: found, proven: true };
}

/** What each change can bring at most, the most first: without contracts no plan does worse, so their bounds hold with them too. */
async function promisesOf(
	plan: Plan,
	best: Best,
	{ objective, options, until }: { objective: number; options: BestOptions; until: number }
): Promise<{ change: Change; promise: number }[]> {
	const { perDollar } = best.preference;
	const free = plan.contracts
		? await findBest({ ...plan, contracts: null }, { ...options, steps: 'none', preference: best.preference })
		: best;
	const known = free.multipliers && byRule(free.written, free.multipliers);
	const most = (changed: Plan) =>
		known ? priceOpenings(writePlan({ ...changed, contracts: null }, perDollar), known).bound : Infinity;
	const promises: { change: Change; promise: number }[] = [];
	for (const change of ruleChanges(plan)) {
		const isLate = performance.now() > until;
		promises.push({ change, promise: isLate ? Infinity : most(change.plan) - objective });
		await breathe();
	}
	return promises.sort((one, other) => (one.promise === other.promise ? 0 : other.promise - one.promise));
}

/** Lets others have the thread: a large plan has hundreds of rules, each of which is a programme to be written. */
function breathe(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

interface Totals {
	objective: number;
	people: number;
}

async function solved(plan: Plan, best: Best, options: BestOptions): Promise<Totals | null> {
	const changed = await findBest(plan, { ...options, steps: 'none', preference: best.preference });
	return changed.status === 'optimal' && changed.answer ? totals(plan, changed) : null;
}

function totals(plan: Plan, { answer, preference }: Best): Totals {
	const weights = new Map(
		plan.need.map((row) => [`${row.population}|${row.service}|${row.quarter}`, row.weight])
	);
	const taste = new Map(plan.funders.map(({ id }, award) => [id, preference.perDollar[award]!]));
	const total = { objective: 0, people: 0 };
	for (const { funder, population, service, quarter, units, cost } of answer!.allocation) {
		total.people += units;
		total.objective +=
			(weights.get(`${population}|${service}|${quarter}`) ?? 0) * units - (taste.get(funder) ?? 0) * cost;
	}
	for (const [award, dollars] of Object.entries(answer!.indirect))
		total.objective -= (taste.get(award) ?? 0) * dollars;
	return total;
}
