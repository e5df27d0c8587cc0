/** What kind of help a service is; a share cap looks at `support`. */
export type ServiceGroup = 'training' | 'support' | 'housing' | 'career';

export const SERVICE_GROUPS: readonly ServiceGroup[] = ['training', 'support', 'housing', 'career'];

/** What one person of a service costs at a partner. */
export interface PlanCost {
	partner: string;
	service: string;
	cost: number;
}

/** How many people a partner can give a service in a quarter; `null` is not limited. */
export interface PlanCapacity {
	partner: string;
	service: string;
	quarter: number;
	units: number | null;
}

/** How many people of a population need a service in a quarter, and what helping one of them weighs. */
export interface PlanNeed {
	population: string;
	service: string;
	quarter: number;
	units: number;
	weight: number;
}

/** An award: its money, and the rules on what it may pay for. Shares are of what the award spends on services. */
export interface PlanFunder {
	id: string;
	federal: boolean;
	flexible: boolean;
	/** Bounds services and indirect costs together. */
	budget: number;
	services: string[];
	populations: string[];
	first_quarter: number;
	last_quarter: number;
	/** What a thousand of its dollars cost the objective: money to keep for last has more. */
	preference_cost_per_1000: number;
	/** Most of its money that may be indirect cost. */
	admin_cap: number | null;
	/** Most of its budget that may go to services in one quarter. */
	quarter_draw_cap: number | null;
	/** Non-federal money for its services that each of its own dollars needs beside it. */
	match_ratio: number | null;
	earmark: { populations: string[]; min_share: number } | null;
	support_share_cap: number | null;
	/** Most that it may pay for one person, for every service or by service. */
	per_person_cap: number | Record<string, number> | null;
	/** By law 1 pays before 2; `null` where no law says. */
	payer_order: number | null;
}

/** A line of the service matrix: this partner may be paid by this award, in these quarters, for so many people in each. */
export interface PlanOffering {
	funder: string;
	partner: string;
	service: string;
	/** `any` is everybody. */
	population: string;
	from: number;
	to: number;
	cap: number | null;
}

/** People helped today, so that a plan can say who would lose. */
export interface PlanBaseline {
	population: string;
	service: string;
	quarter: number;
	units: number;
}

/** A what-if: needs, places, money and rules, as `plan FILE.json` reads it and the screens write it. Quarters count from 0. */
export interface Plan {
	id: string;
	quarters: number;
	populations: { id: string }[];
	services: { id: string; group: ServiceGroup }[];
	partners: { id: string; indirect_rate: number }[];
	unit_cost: PlanCost[];
	capacity: PlanCapacity[];
	need: PlanNeed[];
	funders: PlanFunder[];
	floors: { min_weighted_coverage: number } | null;
	contracts: { min_contract: number; max_partners_per_funder: number | null } | null;
	/** Left out: an award pays at every partner whatever its own rules allow. */
	offerings: PlanOffering[] | null;
	baseline: PlanBaseline[] | null;
}
