import type { Allocated, Plan } from '$lib/domain';
import { checkAward, checkIndirect, checkMatch } from './check-award';
import { checkOfferings } from './check-offerings';
import { grouped, sum, Tally, type Breach, type Claimed } from './tally';

/** What came of checking an allocation. */
export interface Checked {
	checked: number;
	worst: number;
	breaches: Breach[];
	/** Added up anew; `preference` is by award, per dollar. */
	objective: number;
}

/**
 * Computes every limit and rule of a plan from the allocation alone, in code that shares nothing with what wrote the
 * programme. What an allocation names that the plan does not know is a breach too.
 */
export function checkPlan(plan: Plan, claimed: Claimed, preference: Record<string, number>): Checked {
	const tally = new Tally();
	const prices = new Map(plan.unit_cost.map(({ partner, service, cost }) => [`${partner}|${service}`, cost]));
	for (const row of claimed.allocation)
		checkRow(plan, row, { tally, price: prices.get(`${row.partner}|${row.service}`) });
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

interface At {
	tally: Tally;
	price: number | undefined;
}

function checkRow(plan: Plan, row: Allocated, { tally, price = NaN }: At): void {
	const where = `${row.funder}, ${row.partner}, ${row.service}, ${row.population}, quarter ${row.quarter}`;
	const funder = plan.funders.find(({ id }) => id === row.funder);
	tally.atMost(-row.units, 0, `units are not negative: ${where}`);
	tally.atMost(
		Math.abs(row.cost - row.units * price),
		0,
		`cost is units x unit cost: ${where}`,
		Math.max(1, row.cost)
	);
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

function checkNeeds(plan: Plan, allocation: Allocated[], tally: Tally): void {
	const key = (row: { population: string; service: string; quarter: number }) =>
		`${row.population}|${row.service}|${row.quarter}`;
	const needs = new Map(plan.need.map((row) => [key(row), row.units]));
	for (const [place, rows] of grouped(allocation, key))
		tally.atMost(
			sum(rows, ({ units }) => units),
			needs.get(place) ?? 0,
			`need: ${place}`
		);
}

function checkPlaces(plan: Plan, allocation: Allocated[], tally: Tally): void {
	const key = (row: { partner: string; service: string; quarter: number }) =>
		`${row.partner}|${row.service}|${row.quarter}`;
	const places = new Map(plan.capacity.map((row) => [key(row), row.units ?? Infinity]));
	for (const [place, rows] of grouped(allocation, key)) {
		const most = places.get(place) ?? 0;
		if (most !== Infinity)
			tally.atMost(
				sum(rows, ({ units }) => units),
				most,
				`capacity: ${place}`
			);
	}
	if (plan.offerings) checkOfferings(plan.offerings, allocation, tally);
}

function checkFloors(plan: Plan, allocation: Allocated[], tally: Tally): void {
	if (!plan.floors) return;
	const weights = new Map(
		plan.need.map((row) => [`${row.population}|${row.service}|${row.quarter}`, row.weight])
	);
	const weigh = (row: Allocated) =>
		row.units * (weights.get(`${row.population}|${row.service}|${row.quarter}`) ?? 0);
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
		tally.atMost(
			min_contract,
			sum(rows, ({ cost }) => cost),
			`contract: ${pair}`,
			Math.max(1, min_contract)
		);
	if (max_partners_per_funder === null) return;
	for (const [funder, pairs] of grouped([...made.keys()], (pair) => pair.slice(0, pair.lastIndexOf('|'))))
		tally.atMost(pairs.length, max_partners_per_funder, `partners of ${funder}`);
}

function objectiveOf(
	plan: Plan,
	{ allocation, indirect }: Claimed,
	preference: Record<string, number>
): number {
	const weights = new Map(
		plan.need.map((row) => [`${row.population}|${row.service}|${row.quarter}`, row.weight])
	);
	const gained = sum(allocation, (row) => {
		const weight = weights.get(`${row.population}|${row.service}|${row.quarter}`) ?? 0;
		return weight * row.units - (preference[row.funder] ?? 0) * row.cost;
	});
	return gained - sum(Object.entries(indirect), ([award, dollars]) => (preference[award] ?? 0) * dollars);
}
