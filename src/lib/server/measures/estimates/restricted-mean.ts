import { type Interval, Z95 } from './interval';
import type { RiskStep } from './kaplan-meier';

/** The mean time without the event within a horizon, with its standard error and 95 % interval. */
export interface RestrictedMean extends Interval {
	value: number;
	error: number;
}

/** One time of a curve: the share without the event by its end, and by how much the sum of Greenwood's formula grew at it. */
export interface CurveDrop {
	time: number;
	share: number;
	noise: number;
}

/**
 * The area under the Kaplan-Meier curve from 0 to `horizon`, in the unit of time. A curve that ends earlier is carried
 * on as it ended. Variance: the sum over event times t of (area from t to the horizon)^2 d / (n (n - d)); a time at
 * which all who are left have the event adds nothing, since the area behind it is 0.
 * Equals R's survival::survfit(...) printed with rmean = horizon.
 */
export function restrictedMean(steps: readonly RiskStep[], horizon: number, z = Z95): RestrictedMean {
	let share = 1;
	const drops = steps.map(({ time, at_risk, events }) => ({
		time,
		share: (share *= at_risk > 0 ? 1 - events / at_risk : 1),
		noise: events > 0 && events < at_risk ? events / (at_risk * (at_risk - events)) : 0
	}));
	return areaUnder(drops, horizon, z);
}

/** The same of a curve of which the shares and their errors are known. */
export function areaUnder(drops: readonly CurveDrop[], horizon: number, z = Z95): RestrictedMean {
	const within = drops.filter(({ time }) => time < horizon);
	const ends = within.map((_, at) => within[at + 1]?.time ?? horizon);
	const pieces = within.map(({ time, share }, at) => share * ((ends[at] ?? horizon) - time));
	const value = (within[0]?.time ?? horizon) + pieces.reduce((sum, piece) => sum + piece, 0);
	const error = Math.sqrt(varianceOf(within, pieces));
	return { value, error, lower: Math.max(0, value - z * error), upper: Math.min(horizon, value + z * error) };
}

function varianceOf(drops: readonly CurveDrop[], pieces: readonly number[]): number {
	let behind = 0;
	return drops.reduceRight((variance, { noise }, at) => {
		behind += pieces[at] ?? 0;
		return variance + behind * behind * noise;
	}, 0);
}
