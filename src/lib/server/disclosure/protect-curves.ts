import {
	kindsOf,
	lastMonth,
	type CurveBreakdown,
	type CurveDraft,
	type CurveGroup,
	type ProtectedBreakdown,
	type ProtectedCurve,
	type ProtectedStep
} from './curves/curve';
import { guardPartition, guardRest } from './curves/guard-partition';
import { joinAlike, joinedKinds, joinKinds } from './curves/join-kinds';
import { mergeSteps } from './curves/merge-steps';
import type { Policy } from './family';

/** Months at which groups are shown when any group of the table is smaller than `MONTHLY_FROM`: most who leave do so in the first. */
const COARSE = [1, 2, 3, 6, 9, 12, 18, 24];

/** People from which a group is shown month by month (disclosure.md, Curves). */
const MONTHLY_FROM = 500;

/**
 * Chooses the points of all curves of the same people, so that neither a point, nor two of one curve, nor everybody
 * less the groups gives a small count away. Months that end no point come back hidden.
 */
export function protectCurves(breakdowns: CurveBreakdown[], { threshold }: Policy): ProtectedBreakdown[] {
	const all = breakdowns.find(({ by }) => by.length === 0);
	const whole = all?.groups[0];
	const grid = whole ? range(lastMonth(whole)) : [];
	const everybody = whole ? draftCurve(whole, { grid, shut: all?.shut ?? [] }, threshold) : null;
	return breakdowns.map((breakdown) => {
		if (breakdown.by.length === 0) return { by: [], curves: everybody ? [curveOf(everybody)] : [] };
		return { by: breakdown.by, curves: protectBreakdown(everybody, breakdown, threshold) };
	});
}

function protectBreakdown(
	everybody: CurveDraft | null,
	{ kind, groups, shut = [] }: CurveBreakdown,
	threshold: number
): ProtectedCurve[] {
	const isLarge = groups.every(({ steps }) => (steps[0]?.at_risk ?? 0) >= MONTHLY_FROM);
	const last = Math.max(0, ...groups.map(lastMonth));
	const grid = isLarge ? range(last) : COARSE.filter((month) => month <= last);
	const drafts = groups.map((group) => draftCurve(group, { grid, shut }, threshold));
	if (kind === 'partition') {
		guardRest(drafts, threshold);
		joinAlike(drafts, threshold);
		for (const draft of drafts) if (draft.withheld === null) draft.ends = mergeSteps(draft, threshold);
		if (everybody) guardPartition(everybody, drafts, threshold);
	}
	return drafts.map(curveOf);
}

function draftCurve(
	group: CurveGroup,
	months: Pick<CurveDraft, 'grid' | 'shut'>,
	threshold: number
): CurveDraft {
	const size = group.steps[0]?.at_risk ?? 0;
	const withheld = whyWithheld(group, size, threshold);
	const draft: CurveDraft = { group, ...months, ends: [], classes: joinKinds(group, threshold), withheld };
	return withheld ? draft : { ...draft, ends: mergeSteps(draft, threshold) };
}

function whyWithheld(group: CurveGroup, size: number, threshold: number): string | null {
	if (size < threshold) return `Fewer than ${threshold} people started.`;
	return group.hidden?.includes('at_risk') ? 'How many started is withheld to protect privacy.' : null;
}

function curveOf(draft: CurveDraft): ProtectedCurve {
	const empty = draft.ends.length === 0 ? 'Every point would give small numbers away.' : null;
	const withheld = draft.withheld ?? empty;
	const steps = draft.grid.map((month) => stepOf(draft, month));
	return { at: draft.group.at, steps, joined: withheld ? [] : joinedKinds(draft), withheld };
}

function stepOf(draft: CurveDraft, month: number): ProtectedStep {
	const before = draft.ends.filter((end) => end < month).at(-1) ?? 0;
	const nothing = { time: month, hidden: true, from: month, at_risk: 0, events: {}, merged: false };
	if (!draft.ends.includes(month)) return nothing;
	const steps = draft.group.steps.slice(before, month);
	const events = Object.fromEntries(apartKinds(draft).map((kind) => [kind, sumOf(steps, kind)]));
	return {
		...nothing,
		hidden: false,
		from: before + 1,
		at_risk: steps[0]?.at_risk ?? 0,
		events,
		merged: steps.length > 1
	};
}

function apartKinds({ group, classes }: CurveDraft): string[] {
	const events = kindsOf([group]).slice(0, -1);
	return events.filter((kind) => classes.some((some) => some.length === 1 && some[0] === kind));
}

function sumOf(steps: CurveGroup['steps'], kind: string): number {
	return steps.reduce((sum, { events }) => sum + (events[kind] ?? 0), 0);
}

function range(last: number): number[] {
	return Array.from({ length: last }, (_, index) => index + 1);
}
