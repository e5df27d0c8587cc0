import {
	kindsOf,
	lastMonth,
	othersThan,
	type CurveBreakdown,
	type CurveDraft,
	type CurveGroup,
	type CurveStep,
	type ProtectedBreakdown,
	type ProtectedCurve,
	type ProtectedStep,
	type Reach
} from './curves/curve';
import { guardPartition, guardRest } from './curves/guard-partition';
import { joinAlike, joinedKinds, joinKinds } from './curves/join-kinds';
import { mergeSteps, mergeTail } from './curves/merge-steps';
import type { Policy } from './family';

/**
 * Months at which groups may be shown when any group of the table is smaller than `MONTHLY_FROM`, the finest first: most
 * who leave do so in the first months. Where too few do, longer steps are shown more often, and at months that more groups share.
 */
const GRIDS = [
	[1, 2, 3, 6, 9, 12, 18, 24],
	[2, 3, 6, 9, 12, 18, 24],
	[6, 12, 18]
];

const REACHES: readonly Reach[] = ['early', 'far'];

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
	const months = { grid, shut: all?.shut ?? [], reach: 'far' as const };
	const everybody = whole ? draftCurve(whole, months, threshold) : null;
	if (everybody) everybody.tail = mergeTail(everybody, threshold);
	return breakdowns.map((breakdown) => {
		if (breakdown.by.length === 0) return { by: [], curves: everybody ? [curveOf(everybody)] : [] };
		return { by: breakdown.by, curves: protectBreakdown(everybody, breakdown, threshold) };
	});
}

/** The curves of a breakdown on one grid, the same for all its groups: of those it may have, the one that tells most. */
function protectBreakdown(
	everybody: CurveDraft | null,
	breakdown: CurveBreakdown,
	threshold: number
): ProtectedCurve[] {
	const last = Math.max(0, ...breakdown.groups.map(lastMonth));
	const isLarge = breakdown.groups.every(({ steps }) => (steps[0]?.at_risk ?? 0) >= MONTHLY_FROM);
	const grids = (isLarge ? [range(last)] : GRIDS).map((grid) => grid.filter((month) => month <= last));
	const drawn = grids.flatMap((grid) =>
		REACHES.map((reach) => protectOnGrid(everybody, { ...breakdown, grid, reach }, threshold))
	);
	const best = drawn.reduce((one, other) => (tellsMore(other, one) ? other : one));
	return best.map(curveOf);
}

/** First more groups that can be compared at one month, then more points at months of several groups, then more points. */
function tellsMore(drafts: CurveDraft[], others: CurveDraft[]): boolean {
	const [own, theirs] = [toldBy(drafts), toldBy(others)];
	const place = own.findIndex((count, at) => count !== theirs[at]);
	return place >= 0 && (own[place] ?? 0) > (theirs[place] ?? 0);
}

/** Most groups that tell of their own kind in one month, points at months that two groups or more show, and all points. */
function toldBy(drafts: CurveDraft[]): number[] {
	const telling = drafts.filter((draft) => othersThan(draft) !== null);
	const months = telling.flatMap(({ ends, tail }) => [...ends, ...tail]);
	const sizes = [...Map.groupBy(months, (month) => month).values()].map(({ length }) => length);
	const shared = sizes.filter((size) => size > 1).reduce((sum, size) => sum + size, 0);
	return [Math.max(0, ...sizes), shared, months.length];
}

function protectOnGrid(
	everybody: CurveDraft | null,
	{
		kind,
		groups,
		grid,
		reach,
		shut = [],
		exchanges = false
	}: CurveBreakdown & Pick<CurveDraft, 'grid' | 'reach'>,
	threshold: number
): CurveDraft[] {
	const drafts = groups.map((group) => draftCurve(group, { grid, shut, reach }, threshold));
	const isPartition = kind === 'partition';
	const guard = () => {
		if (everybody === null) return;
		if (isPartition) guardPartition(everybody, drafts, threshold);
		else
			for (const draft of drafts) guardPartition(everybody, [draft, othersOf(everybody, draft)], threshold);
	};
	if (isPartition) {
		guardRest(drafts, threshold);
		joinAlike(drafts, threshold);
		for (const draft of drafts) if (draft.withheld === null) draft.ends = mergeSteps(draft, threshold);
	}
	guard();
	if (exchanges) return drafts;
	for (const draft of drafts) if (draft.withheld === null) draft.tail = mergeTail(draft, threshold);
	guard();
	return drafts;
}

/** Everybody who is not in a group: of an overlapping breakdown no table has them, and subtracting would. */
function othersOf(everybody: CurveDraft, draft: CurveDraft): CurveDraft {
	const steps = everybody.group.steps.map((step, at): CurveStep => {
		const own = draft.group.steps[at];
		const events = Object.entries(step.events);
		return {
			time: step.time,
			at_risk: step.at_risk - (own?.at_risk ?? 0),
			events: Object.fromEntries(events.map(([kind, count]) => [kind, count - (own?.events[kind] ?? 0)])),
			censored: step.censored - (own?.censored ?? 0)
		};
	});
	return { ...draft, group: { at: {}, steps }, ends: [], tail: [] };
}

function draftCurve(
	group: CurveGroup,
	months: Pick<CurveDraft, 'grid' | 'shut' | 'reach'>,
	threshold: number
): CurveDraft {
	const size = group.steps[0]?.at_risk ?? 0;
	const withheld = whyWithheld(group, size, threshold);
	const classes = joinKinds(group, threshold);
	const draft: CurveDraft = { group, ...months, ends: [], tail: [], classes, withheld };
	return withheld ? draft : { ...draft, ends: mergeSteps(draft, threshold) };
}

function whyWithheld(group: CurveGroup, size: number, threshold: number): string | null {
	if (size < threshold) return `Fewer than ${threshold} people started.`;
	return group.hidden?.includes('at_risk') ? 'How many started is withheld to protect privacy.' : null;
}

function curveOf(draft: CurveDraft): ProtectedCurve {
	const points = draft.ends.length + draft.tail.length;
	const withheld = draft.withheld ?? (points === 0 ? 'Every point would give small numbers away.' : null);
	const steps = draft.grid.map((month) => stepOf(draft, month));
	return { at: draft.group.at, steps, joined: withheld ? [] : joinedKinds(draft), withheld };
}

function stepOf(draft: CurveDraft, month: number): ProtectedStep {
	const points = [...draft.ends, ...draft.tail];
	const before = points.filter((end) => end < month).at(-1) ?? 0;
	const isTail = draft.tail.includes(month);
	const nothing = { time: month, hidden: true, from: month, at_risk: 0, events: {}, merged: false, isTail };
	if (!points.includes(month)) return nothing;
	const steps = draft.group.steps.slice(before, month);
	const kinds = isTail ? [othersThan(draft)?.own ?? ''] : apartKinds(draft);
	return {
		...nothing,
		hidden: false,
		from: before + 1,
		at_risk: steps[0]?.at_risk ?? 0,
		events: Object.fromEntries(kinds.map((kind) => [kind, sumOf(steps, kind)])),
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
