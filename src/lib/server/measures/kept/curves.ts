import type { CurveBreakdown, CurveGroup } from '$lib/server/disclosure';
import type { Estimate } from '../rows/estimate-curve';

/** The curves of one breakdown as counted: every group, month by month without holes. */
export type CountedBreakdown = Omit<CurveBreakdown, 'groups'> & { groups: Omit<CurveGroup, 'hidden'>[] };

export type CountedCurves = CountedBreakdown[];

/** One row of a protected curve; a hidden one has a month and nothing else to say. */
export interface KeptStep {
	time: number;
	hidden: boolean;
	at_risk: number;
	/** Leavers by cause, of all months that the row stands for; causes that may not be told apart are missing. */
	events: Record<string, number>;
	/** Not having withdrawn; null where withdrawing may not be told apart. */
	retention: Estimate | null;
	/** Shares by state; states that may not be told apart are missing. */
	states: Record<string, Estimate>;
}

/** The protected curve of one group. */
export interface KeptGroup {
	at: Record<string, string>;
	steps: KeptStep[];
	/** Why nothing of the group is shown, or null. */
	withheld: string | null;
	/** Whether some causes of leaving may not be told apart, and end the watching instead. */
	joined: boolean;
}

/** The protected curves of one breakdown. */
export interface KeptBreakdown {
	by: string[];
	/** Whether transferred people are watched no longer than to their transfer, and no state of their own. */
	lumpsTransfers: boolean;
	groups: KeptGroup[];
}

export type KeptCurves = KeptBreakdown[];
