import { EMPTY, type Interval, Z95 } from './interval';

/** People still watched when a time began, and how many of them left for each cause at it. */
export interface CauseStep {
	time: number;
	at_risk: number;
	events: Record<string, number>;
}

/** The share of the people who are in a state at a time, with its standard error and 95 % log interval. */
export interface StateShare extends Interval {
	value: number;
	error: number;
}

/** Where everyone is at one time: still under way (`staying`) or gone for a cause. The shares add up to 1. */
export interface StateStep {
	time: number;
	staying: StateShare;
	gone: Record<string, StateShare>;
}

interface Jump {
	at_risk: number;
	all: number;
	own: number;
	stayingBefore: number;
	gone: number;
}

/**
 * The Aalen-Johansen estimate of competing causes at each time, with its delta-method variance.
 * Equals R's survival::survfit of several states (conf.type = "log").
 */
export function aalenJohansen(steps: readonly CauseStep[], causes: readonly string[], z = Z95): StateStep[] {
	const staying = stayingShares(steps, causes);
	const gone = causes.map((cause) => causeShares(jumpsOf(steps, causes, cause)));
	return steps.map((step, at) => ({
		time: step.time,
		staying: withInterval(staying[at] as [number, number], z),
		gone: Object.fromEntries(
			causes.map((cause, k) => [cause, withInterval(gone[k]?.[at] as [number, number], z)])
		)
	}));
}

function allEvents(step: CauseStep, causes: readonly string[]): number {
	return causes.reduce((sum, cause) => sum + (step.events[cause] ?? 0), 0);
}

function stayingShares(steps: readonly CauseStep[], causes: readonly string[]): [number, number][] {
	let share = 1;
	let variance = 0;
	return steps.map((step) => {
		const all = allEvents(step, causes);
		share *= 1 - hazard(all, step.at_risk);
		variance += greenwood(step.at_risk, all);
		return [share, share === 0 ? 0 : share * Math.sqrt(variance)];
	});
}

/** Nobody leaves where nobody is watched. */
function hazard(events: number, atRisk: number): number {
	return events === 0 ? 0 : events / atRisk;
}

function greenwood(atRisk: number, events: number): number {
	return events === 0 || atRisk === events ? 0 : events / (atRisk * (atRisk - events));
}

function jumpsOf(steps: readonly CauseStep[], causes: readonly string[], cause: string): Jump[] {
	let staying = 1;
	let gone = 0;
	return steps.map((step) => {
		const stayingBefore = staying;
		const all = allEvents(step, causes);
		const own = step.events[cause] ?? 0;
		gone += stayingBefore * hazard(own, step.at_risk);
		staying *= 1 - hazard(all, step.at_risk);
		return { at_risk: step.at_risk, all, own, stayingBefore, gone };
	});
}

function causeShares(jumps: readonly Jump[]): [number, number][] {
	return jumps.map((jump, at) => [
		jump.gone,
		Math.sqrt(Math.max(0, varianceAt(jumps.slice(0, at + 1), jump.gone)))
	]);
}

function varianceAt(past: readonly Jump[], gone: number): number {
	return past.reduce((sum, jump) => {
		const since = gone - jump.gone;
		const { at_risk: n, own, stayingBefore: before } = jump;
		if (n === 0) return sum;
		const drift = since * since * greenwood(n, jump.all);
		const noise = (before * before * own * (n - own)) / (n * n * n);
		return sum + drift + noise - (2 * since * before * own) / (n * n);
	}, 0);
}

function withInterval([value, error]: [number, number], z: number): StateShare {
	return { value, error, ...logInterval(value, error, z) };
}

function logInterval(value: number, error: number, z: number): Interval {
	if (value <= 0) return EMPTY;
	const half = (z * error) / value;
	return { lower: value * Math.exp(-half), upper: Math.min(1, value * Math.exp(half)) };
}
