import type { Estimate } from './estimate-curve';

/** Who left in a month after the start, why, and how many were still watched when it began. */
export interface CurveStep {
	time: number;
	at_risk: number;
	/** Leavers by cause. */
	events: Record<string, number>;
	/** Watched no longer for another reason: data end. */
	censored: number;
}

/** The steps of one group of people, month by month without holes. */
export interface CountedGroup {
	at: Record<string, string>;
	steps: CurveStep[];
}

/** The curves of one breakdown: every group of it. */
export interface CountedBreakdown {
	by: string[];
	groups: CountedGroup[];
}

export type CountedCurves = CountedBreakdown[];

/** One row of a protected curve; a hidden one has a month and nothing else to say. */
export interface KeptStep {
	time: number;
	hidden: boolean;
	at_risk: number;
	/** Leavers by cause, of all months that the row stands for. */
	events: Record<string, number>;
	retention: Estimate;
	states: Record<string, Estimate>;
}

/** The protected curve of one group. */
export interface KeptGroup {
	at: Record<string, string>;
	steps: KeptStep[];
}

/** The protected curves of one breakdown, and what could not be published of it. */
export interface KeptBreakdown {
	by: string[];
	groups: KeptGroup[];
	notes: string[];
}

export type KeptCurves = KeptBreakdown[];
