import type { Allocated, Plan, PlanFunder } from '$lib/domain';

/** What is checked: an allocation with the indirect cost and the match that belong to it. */
export interface Claimed {
	allocation: Allocated[];
	indirect: Record<string, number>;
	match: { from: string; to: string; dollars: number }[];
}

/** One rule that an allocation oversteps. */
export interface Breach {
	rule: string;
	/** How far, as a share of the rule's size. */
	by: number;
}

/** What came of checking an allocation. */
export interface Checked {
	checked: number;
	worst: number;
	breaches: Breach[];
	/** Added up anew; `preference` is by award, per dollar. */
	objective: number;
}

/** The share of a rule's size that rounding may overstep. */
export const TOLERANCE = 1e-6;

/**
 * Computes every limit and rule of a plan from the allocation alone, in code that shares nothing with what wrote the
 * programme. What an allocation names that the plan does not know is a breach too.
 */
export function checkPlan(plan: Plan, claimed: Claimed, preference: Record<string, number>): Checked {
	const tally = new Tally();
	const prices = new Map(plan.unit_cost.map(({ partner, service, cost }) => [`${partner}|${service}`, cost]));
	for (const row of claimed.allocation) checkRow(plan, row, { tally, price: prices.get(`${row.partner}|${row.service}`) });
	checkNeeds(plan, claimed.allocation, tally);
	checkPlaces(plan, claimed.allocation, tally);
	for (const funder of plan.funders) checkAward(plan, funder, { claimed, tally });
	checkIndirect(plan, claimed, tally);
	checkMatch(plan, claimed, tally);
	checkFloors(plan, claimed.allocation, tally);
	checkContracts(plan, claimed.allocation, tally);
	const { checked, worst, breaches } = tally;
	return { checked, worst, breaches, objective: objectiveOf(plan, claimed, preference) };
}

class Tally {
	checked = 0;
	worst = 0;
	readonly breaches: Breach[] = [];

	/** Holds `value` to at most `limit`; `size` is what an error is measured by. */
	atMost(value: number, limit: number, rule: string, size = Math.max(1, Math.abs(limit))): void {
		this.checked += 1;
		const by = (value - limit) / size;
		this.worst = Math.max(this.worst, Number.isNaN(by) ? Infinity : by);
		if (!(by <= TOLERANCE)) this.breaches.push({ rule, by });
	}

	must(holds: boolean, rule: string): void {
		this.atMost(holds ? 0 : 1, 0, rule);
	}
}

interface At {
	tally: Tally;
	price: number | undefined;
}

function checkRow(plan: Plan, row: Allocated, { tally, price = NaN }: At): void {
	const where = `${row.funder}, ${row.partner}, ${row.service}, ${row.population}, quarter ${row.quarter}`;
	const funder = plan.funders.find(({ id }) => id === row.funder);
	tally.atMost(-row.units, 0, `units are not negative: ${where}`);
	tally.atMost(Math.abs(row.cost - row.units * price), 0, `cost is units x unit cost: ${where}`, Math.max(1, row.cost));
	if (!funder) return tally.must(false, `the award is in the plan: ${where}`);
	tally.must(funder.services.includes(row.service), `the award pays for this service: ${where}`);
	tally.must(funder.populations.includes(row.population), `the award pays for this population: ${where}`);
	tally.must(
		row.quarter >= funder.first_quarter && row.quarter <= funder.last_quarter,
		`the award lives in this quarter: ${where}`
	);
	const cap = funder.per_person_cap;
	const most = cap === null ? Infinity : typeof cap === 'number' ? cap : (cap[row.service] ?? Infinity);
	if (most !== Infinity) tally.atMost(price, most, `the award pays so much for one person: ${where}`);
}

function sum<Row>(rows: Row[], value: (row: Row) => number): number {
	return rows.reduce((total, row) => total + value(row), 0);
}

function grouped<Row>(rows: Row[], key: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(row);
		else groups.set(key(row), [row]);
	}
	return groups;
}

function checkNeeds(plan: Plan, allocation: Allocated[], tally: Tally): void {
	const key = (row: { population: string; service: string; quarter: number }) =>
		`${row.population}|${row.service}|${row.quarter}`;
	const needs = new Map(plan.need.map((row) => [key(row), row.units]));
	for (const [place, rows] of grouped(allocation, key))
		tally.atMost(sum(rows, ({ units }) => units), needs.get(place) ?? 0, `need: ${place}`);
}

function checkPlaces(plan: Plan, allocation: Allocated[], tally: Tally): void {
	const key = (row: { partner: string; service: string; quarter: number }) =>
		`${row.partner}|${row.service}|${row.quarter}`;
	const places = new Map(plan.capacity.map((row) => [key(row), row.units ?? Infinity]));
	for (const [place, rows] of grouped(allocation, key)) {
		const most = places.get(place) ?? 0;
		if (most !== Infinity) tally.atMost(sum(rows, ({ units }) => units), most, `capacity: ${place}`);
	}
	if (plan.offerings) checkOfferings(plan.offerings, allocation, tally);
}

/** Each row fits under some offering, and what only limited offerings cover fits under their limits together. */
function checkOfferings(offerings: NonNullable<Plan['offerings']>, allocation: Allocated[], tally: Tally): void {
	const covers = (row: Allocated) =>
		offerings.filter(
			(line) =>
				line.funder === row.funder &&
				line.partner === row.partner &&
				line.service === row.service &&
				(line.population === 'any' || line.population === row.population) &&
				line.from <= row.quarter &&
				row.quarter <= line.to
		);
	const limited = allocation.flatMap((row) => {
		const lines = covers(row);
		tally.must(lines.length > 0, `an offering covers it: ${row.funder}, ${row.partner}, ${row.service}`);
		return lines.some(({ cap }) => cap === null) ? [] : [{ row, lines }];
	});
	const place = ({ row }: { row: Allocated }) => `${row.funder}|${row.partner}|${row.service}|${row.quarter}`;
	for (const [where, all] of grouped(limited, place)) checkLimits(where, all, tally);
}

/** Any people who may only use some lines are no more than those lines carry (Hall's condition over sets of populations). */
function checkLimits(where: string, all: { row: Allocated; lines: NonNullable<Plan['offerings']> }[], tally: Tally): void {
	const sets = [...new Set(all.map(({ lines }) => lines))];
	const tried = sets.length <= 10 ? 1 << sets.length : 0;
	const limits = tried > 0 ? subsets(sets, tried) : [sets, ...sets.map((one) => [one])];
	for (const some of limits) {
		const open = new Set(some.flat());
		const inside = all.filter(({ lines }) => lines.every((line) => open.has(line)));
		tally.atMost(
			sum(inside, ({ row }) => row.units),
			sum([...open], ({ cap }) => cap ?? Infinity),
			`offering: ${where}`
		);
	}
}

function subsets<T>(all: T[], count: number): T[][] {
	return Array.from({ length: count - 1 }, (_, i) => all.filter((_, bit) => ((i + 1) >> bit) & 1));
}

function checkAward(plan: Plan, funder: PlanFunder, { claimed, tally }: { claimed: Claimed; tally: Tally }): void {
	const rows = claimed.allocation.filter((row) => row.funder === funder.id);
	const direct = sum(rows, ({ cost }) => cost);
	const indirect = claimed.indirect[funder.id] ?? 0;
	const size = Math.max(1, funder.budget);
	const hold = (value: number, limit: number, rule: string) => tally.atMost(value, limit, `${rule}: ${funder.id}`, size);
	hold(direct + indirect, funder.budget, 'budget');
	hold(-indirect, 0, 'indirect cost is not negative');
	const others = plan.funders.some(({ admin_cap }) => admin_cap !== null);
	if (funder.admin_cap !== null) hold(indirect, funder.admin_cap * (direct + indirect), 'admin_cap');
	else if (others) hold(indirect, 0, 'an award without admin_cap carries no indirect cost');
	if (funder.quarter_draw_cap !== null)
		for (const [quarter, own] of grouped(rows, (row) => String(row.quarter)))
			hold(sum(own, ({ cost }) => cost), funder.quarter_draw_cap * funder.budget, `quarter_draw_cap, quarter ${quarter}`);
	if (funder.earmark) {
		const named = rows.filter(({ population }) => funder.earmark!.populations.includes(population));
		hold(funder.earmark.min_share * direct, sum(named, ({ cost }) => cost), 'earmark');
	}
	if (funder.support_share_cap !== null) {
		const support = new Set(plan.services.filter(({ group }) => group === 'support').map(({ id }) => id));
		const spent = sum(rows.filter(({ service }) => support.has(service)), ({ cost }) => cost);
		hold(spent, funder.support_share_cap * direct, 'support_share_cap');
	}
}

function checkIndirect(plan: Plan, { allocation, indirect }: Claimed, tally: Tally): void {
	const rates = new Map(plan.partners.map(({ id, indirect_rate }) => [id, indirect_rate]));
	const owed = sum(allocation, ({ partner, cost }) => cost * (rates.get(partner) ?? 0));
	const paid = sum(Object.values(indirect), (dollars) => dollars);
	tally.atMost(Math.abs(owed - paid), 0, 'indirect cost is paid in full', Math.max(1, owed));
}

function checkMatch(plan: Plan, { allocation, match }: Claimed, tally: Tally): void {
	const byId = new Map(plan.funders.map((funder) => [funder.id, funder]));
	const spent = (funder: string, services: string[]) =>
		sum(allocation, (row) => (row.funder === funder && services.includes(row.service) ? row.cost : 0));
	for (const { from, to, dollars } of match) {
		const [giver, taker] = [byId.get(from), byId.get(to)];
		if (!giver || !taker) return tally.must(false, `match: ${from} or ${to} is not in the plan`);
		tally.must(!giver.federal && giver.match_ratio === null, `match: ${from} may give match`);
		tally.atMost(-dollars, 0, `match: ${from} to ${to} is not negative`);
	}
	const takers = plan.funders.filter(({ federal, match_ratio }) => federal && match_ratio !== null);
	for (const taker of takers) {
		const got = sum(match.filter(({ to }) => to === taker.id), ({ dollars }) => dollars);
		tally.atMost(taker.match_ratio! * spent(taker.id, taker.services), got, `match: ${taker.id}`, Math.max(1, taker.budget));
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
	const sets = own.length <= 10 && own.length > 0 ? subsets(own, 1 << own.length) : [own, ...own.map((one) => [one])];
	for (const some of sets) {
		if (some.length === 0) continue;
		const services = new Set(some.flatMap(({ to }) => byId.get(to)?.services ?? []));
		const counted = sum(some, ({ dollars }) => dollars);
		tally.atMost(counted, spent(giver.id, [...services]), `match: a dollar of ${giver.id} counts once`, Math.max(1, giver.budget));
	}
}

function checkFloors(plan: Plan, allocation: Allocated[], tally: Tally): void {
	if (!plan.floors) return;
	const weights = new Map(plan.need.map((row) => [`${row.population}|${row.service}|${row.quarter}`, row.weight]));
	const weigh = (row: Allocated) => row.units * (weights.get(`${row.population}|${row.service}|${row.quarter}`) ?? 0);
	for (const { id } of plan.populations) {
		const wanted = sum(plan.need, (row) => (row.population === id ? row.units * row.weight : 0));
		const met = sum(allocation, (row) => (row.population === id ? weigh(row) : 0));
		tally.atMost(plan.floors.min_weighted_coverage * wanted, met, `floor: ${id}`, Math.max(1, wanted));
	}
}

function checkContracts(plan: Plan, allocation: Allocated[], tally: Tally): void {
	if (!plan.contracts) return;
	const { min_contract, max_partners_per_funder } = plan.contracts;
	const made = grouped(allocation, (row) => `${row.funder}|${row.partner}`);
	for (const [pair, rows] of made)
		tally.atMost(min_contract, sum(rows, ({ cost }) => cost), `contract: ${pair}`, Math.max(1, min_contract));
	if (max_partners_per_funder === null) return;
	for (const [funder, pairs] of grouped([...made.keys()], (pair) => pair.slice(0, pair.lastIndexOf('|'))))
		tally.atMost(pairs.length, max_partners_per_funder, `partners of ${funder}`);
}

function objectiveOf(plan: Plan, { allocation, indirect }: Claimed, preference: Record<string, number>): number {
	const weights = new Map(plan.need.map((row) => [`${row.population}|${row.service}|${row.quarter}`, row.weight]));
	const gained = sum(allocation, (row) => {
		const weight = weights.get(`${row.population}|${row.service}|${row.quarter}`) ?? 0;
		return weight * row.units - (preference[row.funder] ?? 0) * row.cost;
	});
	return gained - sum(Object.entries(indirect), ([award, dollars]) => (preference[award] ?? 0) * dollars);
}
