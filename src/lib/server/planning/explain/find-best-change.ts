import type { Plan, RuleChange } from '$lib/domain';
import { findBest, writePlan, type Best, type BestOptions } from '../find-best';
import { byRule, priceOpenings } from '../proof/price-openings';
import { ruleChanges, type Change } from './rule-changes';

/** The change that would help most, the same among what partners settle between themselves, and whether no other can help more. */
export interface BestChange {
	change: RuleChange | null;
	agreement: RuleChange | null;
	proven: boolean;
}

/** Whom an award pays, how many places there are and how small a contract may be is no law: partners agree on it. */
const AGREED = new Set(['partners', 'capacity', 'min_contract', 'max_partners_per_funder']);

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
	if (!before) return { change: null, agreement: null, proven: false };
	const promises = await promisesOf(plan, best, { objective: before.objective, ...limits });
	const search = new Search(best, before, limits);
	const all = await search.among(promises);
	const agreed = await search.among(promises.filter(({ change }) => AGREED.has(change.named.rule)));
	return { change: all.found, agreement: agreed.found, proven: all.proven && agreed.proven };
}

interface Promised {
	change: Change;
	promise: number;
}

/** Solves changes in the order of what they promise; one that was solved before is not solved again. */
class Search {
	private readonly known = new Map<Change, Totals>();

	constructor(
		private readonly best: Best,
		private readonly before: Totals,
		private readonly limits: { options: BestOptions; until: number }
	) {}

	async among(promises: Promised[]): Promise<{ found: RuleChange | null; proven: boolean }> {
		let found: RuleChange | null = null;
		for (const { change, promise } of promises) {
			const least = Math.max(found?.objective_gain ?? 0, NOTHING * this.before.objective);
			if (promise <= least) break;
			const changed = await this.solve(change);
			if (!changed) return { found, proven: false };
			const gain = changed.objective - this.before.objective;
			if (gain <= least) continue;
			const people_gain = changed.people - this.before.people;
			found = { ...change.named, objective_gain: gain, people_gain };
		}
		return { found, proven: true };
	}

	private async solve(change: Change): Promise<Totals | null> {
		const known = this.known.get(change);
		if (known) return known;
		const { options, until } = this.limits;
		if (performance.now() > until) return null;
		const timeLimit = Math.max(1, (until - performance.now()) / 1000);
		const changed = await solved(change.plan, this.best, { ...options, timeLimit });
		if (changed) this.known.set(change, changed);
		return changed;
	}
}

/** What each change can bring at most, the most first: without contracts no plan does worse, so their bounds hold with them too. */
async function promisesOf(
	plan: Plan,
	best: Best,
	{ objective, options, until }: { objective: number; options: BestOptions; until: number }
): Promise<Promised[]> {
	const { perDollar } = best.preference;
	const free = plan.contracts
		? await findBest({ ...plan, contracts: null }, { ...options, steps: 'none', preference: best.preference })
		: best;
	const known = free.multipliers && byRule(free.written, free.multipliers);
	const most = (changed: Plan) =>
		known ? priceOpenings(writePlan({ ...changed, contracts: null }, perDollar), known).bound : Infinity;
	const promises: Promised[] = [];
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
