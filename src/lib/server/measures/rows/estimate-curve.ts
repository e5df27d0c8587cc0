import type { CurveStep } from '$lib/server/disclosure';
import { aalenJohansen, kaplanMeier, type Interval } from '../estimates';

/** An estimate that a reader may see, with its standard error and its interval. */
export interface Estimate extends Interval {
	value: number;
	error: number | null;
}

/** What is estimated at one month: who has not withdrawn, and where everyone is. */
export interface CurvePoint {
	time: number;
	retention: Estimate;
	/** By state: active, completed, withdrew, transferred; they add up to 1. */
	states: Record<string, Estimate>;
}

/** What ends training, the curve's own first; data end only ends our watching. */
export const CAUSES = ['withdrew', 'completed', 'transferred'];

/** By how much at most the shares of a pathway that left may be too high, all together, for transfers that are not told apart. */
export const MOST_TOO_HIGH = 0.02;

/** Estimates a group's curve: Kaplan-Meier of not having withdrawn, Aalen-Johansen of where people are. */
export function estimateCurve(steps: readonly CurveStep[]): CurvePoint[] {
	const kept = kaplanMeier(
		steps.map(({ time, at_risk, events }) => ({ time, at_risk, events: events.withdrew ?? 0 }))
	);
	const causes = causesOf(steps);
	const shares = aalenJohansen(steps, causes);
	return steps.map(({ time }, at) => ({
		time,
		retention: plain(kept[at]),
		states: {
			active: plain(shares[at]?.staying),
			...Object.fromEntries(causes.map((cause) => [cause, plain(shares[at]?.gone[cause])]))
		}
	}));
}

/** The causes of leaving that a curve tells apart. */
export function causesOf(steps: readonly CurveStep[]): string[] {
	return CAUSES.filter((cause) => steps.some(({ events }) => cause in events));
}

function plain(estimate: Estimate | undefined): Estimate {
	const { value = 0, error = null, lower = null, upper = null } = estimate ?? {};
	return { value, error, lower, upper };
}
