/** People of a population helped by a partner with a service, paid by an award. `cost` is units x unit cost. */
export interface Allocated {
	funder: string;
	partner: string;
	population: string;
	service: string;
	quarter: number;
	units: number;
	cost: number;
}

/** Why somebody is not helped: no rule allows it, every place is taken, the money is spent, or its time is over. */
export type UnmetReason = 'rule' | 'capacity' | 'money' | 'time';

/** People who are not helped, and why; `rules` names the rules that stand in the way where a rule does. */
export interface Unmet {
	population: string;
	service: string;
	quarter: number;
	units: number;
	reason: UnmetReason;
	rules?: string[];
}

/** One rule of a plan, as an answer names it; `words` says it as a sentence. */
export interface RuleNamed {
	rule: string;
	award?: string;
	partner?: string;
	service?: string;
	population?: string;
	quarter?: number;
	words: string;
}

/** What is known to hold of an answer, by arithmetic that shares nothing with the solver. */
export interface PlanCertificate {
	/** How many rules and limits were computed anew from the allocation. */
	checked: number;
	/** The furthest that any of them is overstepped, as a share of its size. */
	worst: number;
	/** The objective, added up from the allocation. */
	objective: number;
	/** No plan under these rules can reach more; `null` where nothing proves it. */
	bound: number | null;
	/** (bound - objective) / objective. */
	gap: number | null;
	/** Where the bound comes from: multipliers summed up by us, or the solver's search over whole numbers. */
	bound_from: 'multipliers' | 'search' | null;
	holds: boolean;
}

/** What one more place at a partner would add to the objective. */
export interface PlaceValue {
	partner: string;
	service: string;
	quarter: number;
	value: number;
}

/** Gains in the objective by one more dollar (a draw cap grows with its budget) and by one more place; places that add nothing are left out. */
export interface MarginalValues {
	awards: Record<string, number>;
	capacity: PlaceValue[];
	/** Contracts were held as they are. */
	contracts_held: boolean;
	/** False where the values of awards are the solver's multipliers alone, which at a corner may promise too much. */
	one_sided: boolean;
	/** The same of places. */
	places_one_sided: boolean;
}

/** What one rule's change would bring. */
export interface RuleChange extends RuleNamed {
	objective_gain: number;
	people_gain: number;
}

/** Where one more dollar would add most, and what it would have to be allowed to pay. */
export interface NextDollar {
	service: string;
	population: string;
	/** Gain in the objective by the first dollar. */
	value: number;
	/** People helped by a thousand such dollars, while they last at that price. */
	people_per_1000: number;
	words: string;
}

/** Another plan that is nearly as good. */
export interface Alternative {
	objective: number;
	/** 0.01: a hundredth of the objective is given up at most. */
	within: number;
	partners: string[];
	/** Whether no such plan makes do with fewer partners. */
	proven: boolean;
	allocation: Allocated[];
	words: string;
}

/**
 * Why an award's money stays: no line lets it pay for a need in its time, every need that it may pay for is met, every
 * place that it may pay for is taken, nobody's money matches it, or its other rules hold it.
 */
export type LeftReason = 'no_line' | 'needs_met' | 'places' | 'match' | 'rules';

/** What an award spent and has left, and why, where a dollar or more stays. */
export interface AwardSpent {
	award: string;
	budget: number;
	direct: number;
	indirect: number;
	left: number;
	why_left: LeftReason | null;
}

/** A need and how far it is met. */
export interface NeedMet {
	population: string;
	service: string;
	quarter: number;
	need: number;
	met: number;
}

/** The answer to a plan document. */
export interface PlanResult {
	id: string;
	status: 'optimal' | 'infeasible' | 'time_limit';
	objective: number | null;
	/** After `time_limit`: no plan can reach more than this, as far as is known. */
	bound?: number | null;
	allocation: Allocated[];
	indirect: Record<string, number>;
	match: { from: string; to: string; dollars: number }[];
	unmet: Unmet[];
	duals: MarginalValues | null;
	/** Infeasible: rules that cannot all hold, none of which can be left out. */
	reasons: RuleNamed[];
	/** Infeasible: whether each of the reasons is known to be needed; without it there would be a plan. */
	irreducible?: boolean;
	coverage: NeedMet[];
	awards: AwardSpent[];
	/** People helped in the document's baseline who are not helped here. */
	lost: { population: string; service: string; quarter: number; units: number }[] | null;
	certificate: PlanCertificate | null;
	alternatives: Alternative[];
	best_change: RuleChange | null;
	/** The same among changes that partners settle between themselves: whom an award pays, places, sizes of contracts. */
	best_agreement: RuleChange | null;
	next_dollar: NextDollar[];
	/** What was assumed or left out, each as a sentence. */
	notes: string[];
	/** The answer in sentences. */
	words: string[];
}
