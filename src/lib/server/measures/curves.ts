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

/** One published row of a group's curve. */
export interface KeptStep {
	time: number;
	at_risk: number;
}

/** Protected curves as they are kept. */
export type KeptCurves = { by: string[]; groups: { at: Record<string, string>; steps: KeptStep[] }[] }[];
