import {
	cellKey,
	protectCurves,
	type CurveGroup,
	type CurveStep,
	type ProtectedCurve,
	type ProtectedStep
} from '$lib/server/disclosure';
import type { CountedCurves, KeptCurves, KeptGroup, KeptStep } from './curves';
import { errorOf, mostTooHigh, type Scale } from '../estimates';
import {
	CAUSES,
	causesOf,
	estimateCurve,
	MOST_TOO_HIGH,
	type CurvePoint,
	type Estimate
} from '../rows/estimate-curve';
import { placeKey } from '../families';
import { monthsShutByCohorts, type BesideCurves } from './told-of-cohorts';
import { monthsShutByStates } from './told-of-states';

/** What a curve's counts are called in its family: everybody at risk at first has started, the censored are active. */
const FAMILY_NAMES: Record<string, string> = { at_risk: 'started', censored: 'active' };

/** Decimals of an estimate from the first step of several months on: the months inside cannot be worked out of it. */
const ROUNDED = 1000;

/**
 * Protects counted curves beside their family's withheld cells and the curves of other states, and estimates what is left to show. Transfers are
 * rare, and every month that tells them apart waits until they are enough: where more months can be shown with
 * transferred people watched no longer than to their transfer, the curves are estimated so, and say it. Their pathway
 * ends where its shares could be too high by more than `MOST_TOO_HIGH` for it.
 */
export function protectCountedCurves(
	counted: CountedCurves,
	family: BesideCurves,
	others: readonly KeptCurves[]
): KeptCurves {
	const { threshold } = family;
	const apart = counted.map((breakdown) => ({
		...breakdown,
		shut: [...monthsShutByCohorts(breakdown, family), ...monthsShutByStates(breakdown, others, threshold)],
		groups: breakdown.groups.map((group) => flagged(group, family))
	}));
	const lumped = apart.map((breakdown) => ({ ...breakdown, groups: breakdown.groups.map(withoutTransfers) }));
	const kept = [apart, lumped].map((breakdowns) =>
		protectCurves(breakdowns, { threshold }).map(({ by, curves }, at) => ({
			by,
			lumpsTransfers: breakdowns === lumped,
			groups: curves.map((curve, place) =>
				keepCurve(curve, breakdowns[at]?.groups[place] as CurveGroup, transfersOf(curve.at, family))
			)
		}))
	);
	return kept.reduce((one, other) => (pointsOf(other) > pointsOf(one) ? other : one));
}

/** How many transferred, as far as a reader knows: of the group, or else of everybody; null where neither is told. */
function transfersOf(at: Record<string, string>, { cells, hidden }: BesideCurves): number | null {
	const told = [at, {}].map((place) =>
		hidden.has(cellKey('transferred', place)) ? undefined : cells.get(placeKey(place))?.counts.transferred
	);
	return told[0] ?? told[1] ?? null;
}

function flagged(group: Omit<CurveGroup, 'hidden'>, { cells, hidden }: BesideCurves): CurveGroup {
	const names = ['at_risk', 'censored', ...CAUSES];
	const isWithheld = (kind: string) => hidden.has(cellKey(FAMILY_NAMES[kind] ?? kind, group.at));
	return { ...group, hidden: names.filter((kind) => isWithheld(kind) && !isNobody(kind, { cells, hidden })) };
}

/** Told to be none of everybody, and so none of any group. */
function isNobody(kind: string, { cells, hidden }: Pick<BesideCurves, 'cells' | 'hidden'>): boolean {
	const name = FAMILY_NAMES[kind] ?? kind;
	return cells.get(placeKey({}))?.counts[name] === 0 && !hidden.has(cellKey(name, {}));
}

/** Whoever transferred is watched no longer; how many are so is what all the others leave over. */
function withoutTransfers(group: CurveGroup): CurveGroup {
	const steps = group.steps.map(({ events: { transferred = 0, ...events }, censored, ...step }) => ({
		...step,
		events,
		censored: censored + transferred
	}));
	return {
		...group,
		steps,
		hidden: group.hidden?.filter((kind) => kind !== 'censored' && kind !== 'transferred')
	};
}

/** Points of everybody's curve, and of their pathway. */
function pointsOf(breakdowns: KeptCurves): number {
	const everybody = breakdowns.filter(({ by }) => by.length === 0).flatMap(({ groups }) => groups);
	const points = everybody.flatMap(({ steps }) => steps).filter(({ hidden }) => !hidden);
	return points.length + points.filter(({ states }) => Object.keys(states).length > 0).length;
}

function keepCurve(curve: ProtectedCurve, group: CurveGroup, transfers: number | null): KeptGroup {
	const told = { ...group, steps: group.steps.map((step) => untold(step, curve.joined)) };
	const points = new Map(estimateCurve(told.steps).map((point) => [point.time, point]));
	const first = curve.steps.find(({ hidden, merged }) => !hidden && merged)?.time ?? Infinity;
	const end = endOfPathway(told.steps, transfers);
	const steps = curve.steps.map((step) =>
		keepStep(
			{ ...step, merged: step.time >= first, isTail: step.isTail || step.time >= end },
			points.get(step.time),
			curve.joined
		)
	);
	return { at: curve.at, steps, withheld: curve.withheld, joined: curve.joined.length > 0 };
}

/** The first month whose shares could be too high by too much, because transfers are told among the censored. */
function endOfPathway(steps: CurveStep[], transfers: number | null): number {
	if (transfers === 0 || steps.some(({ events }) => 'transferred' in events)) return Infinity;
	const over = mostTooHigh(steps, causesOf(steps), transfers);
	return steps.find((_, at) => (over[at] ?? 0) > MOST_TOO_HIGH)?.time ?? Infinity;
}

/** Shares of the other causes would give a cause back that may not be told apart, so it ends the watching instead. */
function untold(step: CurveStep, joined: string[]): CurveStep {
	const events = Object.entries(step.events);
	const lumped = events
		.filter(([cause]) => joined.includes(cause))
		.reduce((sum, [, count]) => sum + count, 0);
	const apart = Object.fromEntries(events.filter(([cause]) => !joined.includes(cause)));
	return { ...step, events: apart, censored: step.censored + lumped };
}

function keepStep(step: ProtectedStep, point: CurvePoint | undefined, joined: string[]): KeptStep {
	const { time, at_risk, events } = step;
	if (step.hidden || !point)
		return { time, hidden: true, at_risk: 0, events: {}, retention: null, states: {} };
	const isTold = !joined.includes('withdrew');
	/* With completing as the end of watching, the share that withdrew would not be the share that drops out. */
	const isPathway = isTold && !step.isTail && !joined.includes('completed');
	const states = isPathway ? Object.entries(point.states) : [];
	const shown = states.map(([state, estimate]) => [state, step.merged ? rounded(estimate, 'log') : estimate]);
	const retention = step.merged ? rounded(point.retention, 'log-log') : point.retention;
	return {
		time,
		hidden: false,
		at_risk,
		events,
		retention: isTold ? retention : null,
		states: Object.fromEntries(shown)
	};
}

/** A rounded estimate, with the standard error that its own rounded interval says: it tells nothing more. */
function rounded({ value, lower, upper }: Estimate, scale: Scale): Estimate {
	const round = (number: number | null) => (number === null ? null : Math.round(number * ROUNDED) / ROUNDED);
	const told = { value: round(value) ?? 0, lower: round(lower), upper: round(upper) };
	return { ...told, error: round(errorOf(told, scale)) };
}
