import { EMPTY, type Interval, Z95 } from './interval';

/** People still watched when a time began, and how many of them had the event at it. */
export interface RiskStep {
	time: number;
	at_risk: number;
	events: number;
}

/** The share without the event by the end of a time, with its standard error and 95 % log-log interval. */
export interface SurvivalStep extends RiskStep, Interval {
	value: number;
	/** Empty where nobody is left, as the interval is. */
	error: number | null;
}

/**
 * The Kaplan-Meier estimate at each time, events before censorings, with Greenwood's error.
 * Equals R's survival::survfit(conf.type = "log-log"), but for S = 1, which shows [1, 1].
 */
export function kaplanMeier(steps: readonly RiskStep[], z = Z95): SurvivalStep[] {
	let value = 1;
	let variance = 0;
	return steps.map((step) => {
		if (step.events > 0) {
			value *= 1 - step.events / step.at_risk;
			variance += step.events / (step.at_risk * (step.at_risk - step.events));
		}
		const errorOfLog = Math.sqrt(variance);
		return {
			...step,
			value,
			error: value === 0 ? null : value * errorOfLog,
			...logLog(value, errorOfLog, z)
		};
	});
}

function logLog(value: number, errorOfLog: number, z: number): Interval {
	if (value === 1) return { lower: 1, upper: 1 };
	if (value <= 0) return EMPTY;
	const centre = Math.log(-Math.log(value));
	const half = (z * errorOfLog) / Math.log(value);
	return { lower: Math.exp(-Math.exp(centre - half)), upper: Math.exp(-Math.exp(centre + half)) };
}
