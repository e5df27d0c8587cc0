import type { Quarter } from './calendar';

/** Which end of the expected need is planned for. */
export type NeedLevel = 'low' | 'expected' | 'high';

/** What meeting a need counts: each service in full alike, each person once, or what it costs. */
export type Weighing = 'service' | 'people' | 'dollars';

/** What becomes of an award: as filed, renewed at its end, or gone. */
export type AwardFate = 'filed' | 'renewed' | 'gone';

/** What is changed of one award. */
export interface AwardChange {
	award: string;
	fate: AwardFate;
	/** The last quarter in which it pays; null is as filed. */
	last: Quarter | null;
	/** The share of its money that comes; 1 is all of it. */
	share: number;
	/** How likely it is renewed; null is as its filed outlook says. */
	chance: number | null;
}

/** Money that does not exist yet, and the rules it carries; no services or populations named allows all of them. */
export interface AddedAward {
	dollars: number;
	services: string[];
	populations: string[];
	/** First and last quarter; null is the whole plan. */
	from: Quarter | null;
	to: Quarter | null;
}

/** More places at a partner, in people for each quarter. */
export interface AddedPlaces {
	partner: string;
	service: string;
	units: number;
}

/** A rule of an award that somebody may relax. */
export const RELAXABLE = ['services', 'populations', 'partners', 'admin', 'match', 'person'] as const;
export type RelaxableRule = (typeof RELAXABLE)[number];

export interface RelaxedRule {
	award: string;
	rule: RelaxableRule;
}

/** How much more the needs of a population weigh. */
export interface Priority {
	population: string;
	times: number;
}

/** What is changed against the data of a state; whatever is not named stays as filed. */
export interface Scenario {
	need: NeedLevel;
	/** 0.1 is a tenth more people in need. */
	growth: number;
	weigh: Weighing;
	/** The share of each population's weighted need that must be met; null asks for none. */
	floor: number | null;
	awards: AwardChange[];
	added: AddedAward | null;
	places: AddedPlaces[];
	relaxed: RelaxedRule[];
	priorities: Priority[];
}

/** Nothing is changed: what the data of a state say. */
export const AS_FILED: Scenario = {
	need: 'expected',
	growth: 0,
	weigh: 'service',
	floor: null,
	awards: [],
	added: null,
	places: [],
	relaxed: [],
	priorities: []
};

/** An award of which nothing is changed. */
export function unchanged(award: string): AwardChange {
	return { award, fate: 'filed', last: null, share: 1, chance: null };
}

/** What a scenario changes of an award. */
export function changeOf(scenario: Scenario, award: string): AwardChange {
	return scenario.awards.find((change) => change.award === award) ?? unchanged(award);
}

/** Where a sentence about a plan stands, and what it rests on. */
export interface Assumption {
	kind: 'need' | 'money' | 'rules' | 'prices' | 'places' | 'weights' | 'left_out';
	words: string;
	/** Where it comes from: a measure, a dataset, or a choice made here. */
	from: string;
	/** The rows that it is about, each in words. */
	rows: string[];
}

/** A scenario that somebody kept under a name, pinned to the state that it was solved on. It holds no number of people. */
export interface KeptScenario {
	/** Made of the name it was first kept under. */
	id: string;
	name: string;
	state: number;
	/** What is changed, as an address has it. */
	text: string;
	/** Whether it was taken off the list; its versions stay. */
	isRemoved: boolean;
}
