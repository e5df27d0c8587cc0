import type { Quarter } from './calendar';

/** People expected to need a service each coming quarter, from protected counts alone. */
export interface BasisNeed {
	service: string;
	population: string;
	low: number;
	expected: number;
	high: number;
	/** Published quarters whose count is withheld and entered as five people, or as many as the service's total leaves for it. */
	assumed: number;
	/** The share of them who got it lately; null where that is withheld or nobody was in need. */
	helped: number | null;
}

/** An award with its rules and what was left of it at data end. */
export interface BasisAward {
	award: string;
	name: string;
	funder: string;
	/** A code of `fund_type`; null where none is filed. */
	fund_type: string | null;
	start_date: string;
	end_date: string;
	amount: number;
	/** Amount less what was spent and obligated by data end; below zero where more was. */
	left: number;
	/** Nothing named allows all that is not prohibited. */
	allowed_services: string[];
	prohibited_services: string[];
	allowed_populations: string[];
	per_person_cap: number | null;
	admin_share_max: number | null;
	match_share: number | null;
	payer_order: number | null;
	/** A code of `renewal`; null where none is filed. */
	renewal: string | null;
}

/** A line of the service matrix that pays, or paid in one of the last published quarters. */
export interface BasisLine {
	id: string;
	partner: string;
	/** The award behind it; null where none is named. */
	award: string | null;
	service: string;
	/** `any` is everybody. */
	population: string;
	/** First and last quarter of those looked at in which it lives. */
	from: Quarter;
	to: Quarter;
	isConditional: boolean;
	/** People in a quarter; null is not limited. */
	capacity: number | null;
	unit_cost: number | null;
	cap_usd: number | null;
	cap_period: string | null;
}

/**
 * Everything of one state that a plan may know: protected needs, and the public rows of awards, spending and the
 * service matrix. No unprotected count is in it.
 */
export interface PlanBasis {
	state: number;
	/** Last day of the latest published period. */
	asOf: string;
	/** The quarters that are planned, and the published ones that needs are expected from. */
	quarters: Quarter[];
	trailing: Quarter[];
	/** The award whose end the pages mark. */
	focus: string | null;
	needs: BasisNeed[];
	awards: BasisAward[];
	lines: BasisLine[];
	/** Dollars for one person and quarter that were paid lately, by service. */
	paid: Record<string, number>;
	/** Administration for each dollar of services that a partner filed lately. */
	indirect: Record<string, number>;
	names: Record<'service' | 'population' | 'partner' | 'award', Record<string, string>>;
}
