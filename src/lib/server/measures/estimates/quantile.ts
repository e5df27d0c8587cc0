import type { Interval } from './interval';
import type { SurvivalStep } from './kaplan-meier';

/** Two shares closer than this are the same share (R's survfit uses the same tolerance). */
const SAME = Math.sqrt(Number.EPSILON);

/** The time by which a share of the people had the event, with its interval; empty where it was not reached. */
export interface SurvivalQuantile extends Interval {
	value: number | null;
}

/**
 * The first time at which the curve is at or below 1 - `share`; exactly on a flat, the flat's midpoint. The
 * interval follows the same rule on the interval's own curves. Equals R's quantile.survfit.
 */
export function survivalQuantile(curve: readonly SurvivalStep[], share: number): SurvivalQuantile {
	const reach = (column: 'value' | 'lower' | 'upper') => firstReach(curve, column, 1 - share);
	return { value: reach('value'), lower: reach('lower'), upper: reach('upper') };
}

function firstReach(curve: readonly SurvivalStep[], column: 'value' | 'lower' | 'upper', level: number) {
	const known = curve.filter((step) => step[column] !== null);
	const at = known.findIndex((step) => (step[column] as number) <= level + SAME);
	const found = known[at];
	if (!found) return null;
	const isFlat = Math.abs((found[column] as number) - level) <= SAME;
	return isFlat ? (found.time + flatEnd(known.slice(at), column, level)) / 2 : found.time;
}

/** Where the flat ends: the next time with a lower value, or the last time of the curve. */
function flatEnd(rest: readonly SurvivalStep[], column: 'value' | 'lower' | 'upper', level: number): number {
	const drop = rest.find((step) => (step[column] as number) < level - SAME);
	return (drop ?? rest[rest.length - 1] ?? { time: NaN }).time;
}
