import type { CurveBreakdown, CurveGroup } from '$lib/server/disclosure';
import type { Estimate } from './estimate-curve';

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
	/** Shares by state; states that may not be told apart are null. */
	states: Record<string, Estimate | null>;
}

/** The protected curve of one group. */
export interface KeptGroup {
	at: Record<string, string>;
	steps: KeptStep[];
	/** Why nothing of the group is shown, or null. */
	withheld: string | null;
}

/** The protected curves of one breakdown. */
export interface KeptBreakdown {
	by: string[];
	groups: KeptGroup[];
}

export type KeptCurves = KeptBreakdown[];
