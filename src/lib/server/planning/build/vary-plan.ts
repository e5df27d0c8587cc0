import type { Plan } from '$lib/domain';

/** By how much an assumption of a plan is off: 1 is as assumed. */
export interface Variation {
	prices?: number;
	places?: number;
	administration?: number;
	money?: number;
}

/** The same plan where prices, places, administration or money are other than assumed. */
export function varyPlan(
	plan: Plan,
	{ prices = 1, places = 1, administration = 1, money = 1 }: Variation
): Plan {
	const more = (units: number | null) => (units === null ? null : units * places);
	return {
		...plan,
		unit_cost: plan.unit_cost.map((row) => ({ ...row, cost: row.cost * prices })),
		capacity: plan.capacity.map((row) => ({ ...row, units: more(row.units) })),
		offerings: plan.offerings && plan.offerings.map((line) => ({ ...line, cap: more(line.cap) })),
		partners: plan.partners.map((row) => ({ ...row, indirect_rate: row.indirect_rate * administration })),
		funders: plan.funders.map((funder) => ({ ...funder, budget: funder.budget * money }))
	};
}
