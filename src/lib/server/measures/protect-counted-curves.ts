import {
	cellKey,
	protectCurves,
	type CurveGroup,
	type ProtectedCurve,
	type ProtectedStep
} from '$lib/server/disclosure';
import type { CountedCurves, KeptCurves, KeptGroup, KeptStep } from './curves';
import { CAUSES, estimateCurve, type CurvePoint, type Estimate } from './estimate-curve';
import type { Policy } from './kept-store';

/** What a curve's counts are called in its family: everybody at risk at first has started, the censored are active. */
const FAMILY_NAMES: Record<string, string> = { at_risk: 'started', censored: 'active' };

/** Decimals of an estimate that stands for several months: the months inside cannot be worked out of it. */
const ROUNDED = 1000;

/** Protects counted curves beside their family's withheld cells, and estimates what is left to show. */
export function protectCountedCurves(
	counted: CountedCurves,
	policy: Policy,
	hidden: ReadonlySet<string>
): KeptCurves {
	const breakdowns = counted.map((breakdown) => ({
		...breakdown,
		groups: breakdown.groups.map((group) => ({ ...group, hidden: hiddenIn(group, hidden) }))
	}));
	return protectCurves(breakdowns, policy).map(({ by, curves }, at) => ({
		by,
		groups: curves.map((curve, place) => keepCurve(curve, breakdowns[at]?.groups[place] as CurveGroup))
	}));
}

function hiddenIn({ at }: Pick<CurveGroup, 'at'>, hidden: ReadonlySet<string>): string[] {
	return ['at_risk', 'censored', ...CAUSES].filter((kind) =>
		hidden.has(cellKey(FAMILY_NAMES[kind] ?? kind, at))
	);
}

function keepCurve(curve: ProtectedCurve, group: CurveGroup): KeptGroup {
	const points = new Map(estimateCurve(group.steps).map((point) => [point.time, point]));
	const steps = curve.steps.map((step) => keepStep(step, points.get(step.time), curve.joined));
	return { at: curve.at, steps, withheld: curve.withheld };
}

function keepStep(step: ProtectedStep, point: CurvePoint | undefined, joined: string[]): KeptStep {
	const { time, at_risk, events } = step;
	if (step.hidden || !point)
		return { time, hidden: true, at_risk: 0, events: {}, retention: null, states: {} };
	const show = (cause: string, estimate: Estimate) =>
		joined.includes(cause) ? null : step.merged ? rounded(estimate) : estimate;
	const states = Object.entries(point.states).map(([state, estimate]) => [state, show(state, estimate)]);
	const retention = show('withdrew', point.retention);
	return { time, hidden: false, at_risk, events, retention, states: Object.fromEntries(states) };
}

function rounded({ value, lower, upper }: Estimate): Estimate {
	const round = (number: number | null) => (number === null ? null : Math.round(number * ROUNDED) / ROUNDED);
	return { value: round(value) ?? 0, lower: round(lower), upper: round(upper) };
}
