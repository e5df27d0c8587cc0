import type { Plan, PlanFunder } from '$lib/domain';
import { grouped, subsets, sum, type Claimed, type Tally } from './tally';

/** Holds one award to its budget and its own rules. */
export function checkAward(
	plan: Plan,
	funder: PlanFunder,
	{ claimed, tally }: { claimed: Claimed; tally: Tally }
): void {
	const rows = claimed.allocation.filter((row) => row.funder === funder.id);
	const direct = sum(rows, ({ cost }) => cost);
	const indirect = claimed.indirect[funder.id] ?? 0;
	const size = Math.max(1, funder.budget);
	const hold = (value: number, limit: number, rule: string) =>
		tally.atMost(value, limit, `${rule}: ${funder.id}`, size);
	hold(direct + indirect, funder.budget, 'budget');
	hold(-indirect, 0, 'indirect cost is not negative');
	const others = plan.funders.some(({ admin_cap }) => admin_cap !== null);
	if (funder.admin_cap !== null) hold(indirect, funder.admin_cap * (direct + indirect), 'admin_cap');
	else if (others) hold(indirect, 0, 'an award without admin_cap carries no indirect cost');
	if (funder.quarter_draw_cap !== null)
		for (const [quarter, own] of grouped(rows, (row) => String(row.quarter)))
			hold(
				sum(own, ({ cost }) => cost),
				funder.quarter_draw_cap * funder.budget,
				`quarter_draw_cap, quarter ${quarter}`
			);
	if (funder.earmark) {
		const named = rows.filter(({ population }) => funder.earmark!.populations.includes(population));
		hold(
			funder.earmark.min_share * direct,
			sum(named, ({ cost }) => cost),
			'earmark'
		);
	}
	if (funder.support_share_cap !== null) {
		const support = new Set(plan.services.filter(({ group }) => group === 'support').map(({ id }) => id));
		const spent = sum(
			rows.filter(({ service }) => support.has(service)),
			({ cost }) => cost
		);
		hold(spent, funder.support_share_cap * direct, 'support_share_cap');
	}
}

/** Indirect cost follows from what partners are paid, and somebody must pay all of it. */
export function checkIndirect(plan: Plan, { allocation, indirect }: Claimed, tally: Tally): void {
	const rates = new Map(plan.partners.map(({ id, indirect_rate }) => [id, indirect_rate]));
	const owed = sum(allocation, ({ partner, cost }) => cost * (rates.get(partner) ?? 0));
	const paid = sum(Object.values(indirect), (dollars) => dollars);
	tally.atMost(Math.abs(owed - paid), 0, 'indirect cost is paid in full', Math.max(1, owed));
}

/** Match comes from those who may give it, is enough for those who need it, and no dollar counts twice. */
export function checkMatch(plan: Plan, { allocation, match }: Claimed, tally: Tally): void {
	const byId = new Map(plan.funders.map((funder) => [funder.id, funder]));
	const byService = new Map<string, number>();
	for (const { funder, service, cost } of allocation)
		byService.set(`${funder}|${service}`, (byService.get(`${funder}|${service}`) ?? 0) + cost);
	const spent = (funder: string, services: string[]) =>
		sum(services, (service) => byService.get(`${funder}|${service}`) ?? 0);
	for (const { from, to, dollars } of match) {
		const [giver, taker] = [byId.get(from), byId.get(to)];
		if (!giver || !taker) return tally.must(false, `match: ${from} or ${to} is not in the plan`);
		tally.must(!giver.federal && giver.match_ratio === null, `match: ${from} may give match`);
		tally.atMost(-dollars, 0, `match: ${from} to ${to} is not negative`);
	}
	const takers = plan.funders.filter(({ federal, match_ratio }) => federal && match_ratio !== null);
	for (const taker of takers) {
		const got = sum(
			match.filter(({ to }) => to === taker.id),
			({ dollars }) => dollars
		);
		tally.atMost(
			taker.match_ratio! * spent(taker.id, taker.services),
			got,
			`match: ${taker.id}`,
			Math.max(1, taker.budget)
		);
	}
	for (const giver of plan.funders) checkGiver(giver, { match, byId, spent, tally });
}

interface Matching {
	match: Claimed['match'];
	byId: Map<string, PlanFunder>;
	spent: (funder: string, services: string[]) => number;
	tally: Tally;
}

/** No dollar matches twice: what any takers count together is no more than what was spent on any service of theirs. */
function checkGiver(giver: PlanFunder, { match, byId, spent, tally }: Matching): void {
	const own = match.filter(({ from }) => from === giver.id);
	const sets =
		own.length <= 10 && own.length > 0 ? subsets(own, 1 << own.length) : [own, ...own.map((one) => [one])];
	for (const some of sets) {
		if (some.length === 0) continue;
		const services = new Set(some.flatMap(({ to }) => byId.get(to)?.services ?? []));
		const counted = sum(some, ({ dollars }) => dollars);
		tally.atMost(
			counted,
			spent(giver.id, [...services]),
			`match: a dollar of ${giver.id} counts once`,
			Math.max(1, giver.budget)
		);
	}
}
