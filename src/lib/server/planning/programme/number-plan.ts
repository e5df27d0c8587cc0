import type { Plan, PlanFunder } from '$lib/domain';

/** A plan with numbers in place of names: prices and places as tables that are read by position. */
export interface Numbered {
	plan: Plan;
	populations: ReadonlyMap<string, number>;
	services: ReadonlyMap<string, number>;
	partners: ReadonlyMap<string, number>;
	awards: ReadonlyMap<string, number>;
	/** Dollars for one person by partner x service; NaN where the partner has no price. */
	costs: Float64Array;
	/** People by partner x service x quarter; NaN where none are named, Infinity where not limited. */
	places: Float64Array;
	/** What a dollar of each award costs the objective. */
	preference: Float64Array;
}

/** Numbers a plan's names in the order of its lists. `preference` is by award, per dollar. */
export function numberPlan(plan: Plan, preference: Float64Array): Numbered {
	const numbered = {
		plan,
		populations: positions(plan.populations),
		services: positions(plan.services),
		partners: positions(plan.partners),
		awards: positions(plan.funders),
		costs: new Float64Array(plan.partners.length * plan.services.length).fill(NaN),
		places: new Float64Array(plan.partners.length * plan.services.length * plan.quarters).fill(NaN),
		preference
	};
	for (const { partner, service, cost } of plan.unit_cost)
		numbered.costs[offer(numbered, numbered.partners.get(partner)!, numbered.services.get(service)!)] = cost;
	for (const { partner, service, quarter, units } of plan.capacity) {
		const at = offer(numbered, numbered.partners.get(partner)!, numbered.services.get(service)!);
		numbered.places[at * plan.quarters + quarter] = units ?? Infinity;
	}
	return numbered;
}

function positions(list: { id: string }[]): Map<string, number> {
	return new Map(list.map(({ id }, index) => [id, index]));
}

/** Where a partner's service stands in the tables. */
export function offer({ plan }: Pick<Numbered, 'plan'>, partner: number, service: number): number {
	return partner * plan.services.length + service;
}

/** Most that an award may pay for one person of a service. */
export function personCap({ per_person_cap: cap }: PlanFunder, service: string): number {
	if (cap === null) return Infinity;
	return typeof cap === 'number' ? cap : (cap[service] ?? Infinity);
}

/** Whether an award lives in a quarter. */
export function isLive({ first_quarter, last_quarter }: PlanFunder, quarter: number): boolean {
	return first_quarter <= quarter && quarter <= last_quarter;
}
