import { type Interval, Z95 } from './interval';
import type { RiskStep } from './kaplan-meier';

/** The mean time without the event within a horizon, with its standard error and 95 % interval. */
export interface RestrictedMean extends Interval {
	value: number;
	error: number;
}

/**
 * The area under the Kaplan-Meier curve from 0 to `horizon`, in the unit of time. A curve that ends earlier is carried
 * on as it ended. Variance: the sum over event times t of (area from t to the horizon)^2 d / (n (n - d)); a time at
 * which all who are left have the event adds nothing, since the area behind it is 0.
 * Equals R's survival::survfit(...) printed with rmean = horizon.
 */
export function restrictedMean(steps: readonly RiskStep[], horizon: number, z = Z95): RestrictedMean {
	const within = steps.filter(({ time }) => time < horizon);
	let share = 1;
	const shares = within.map(({ at_risk, events }) => (share *= at_risk > 0 ? 1 - events / at_risk : 1));
	const ends = within.map((_, at) => within[at + 1]?.time ?? horizon);
	const pieces = within.map(({ time }, at) => (shares[at] ?? 0) * ((ends[at] ?? horizon) - time));
	const value = (within[0]?.time ?? horizon) + pieces.reduce((sum, piece) => sum + piece, 0);
	const error = Math.sqrt(varianceOf(within, pieces));
	return { value, error, lower: Math.max(0, value - z * error), upper: Math.min(horizon, value + z * error) };
}

function varianceOf(steps: readonly RiskStep[], pieces: readonly number[]): number {
	let behind = 0;
	let variance = 0;
	for (let at = steps.length - 1; at >= 0; at--) {
		const { at_risk, events } = steps[at] as RiskStep;
		behind += pieces[at] ?? 0;
		if (events > 0 && events < at_risk)
			variance += (behind * behind * events) / (at_risk * (at_risk - events));
	}
	return variance;
}
