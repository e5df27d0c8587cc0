import type { DimensionKind } from '$lib/domain';

/** One month of a group as counted: who was watched when it began, who left and why, who was watched no longer. */
export interface CurveStep {
	/** Months since the start: 1, 2, 3 … without holes. */
	time: number;
	at_risk: number;
	/** Leavers by kind. */
	events: Record<string, number>;
	censored: number;
}

/**
 * A count of a group that is told elsewhere: its leavers of some kinds up to a moment which for everybody lies at or
 * after the end of one month and at or before the end of another.
 */
export interface ToldCount {
	kinds: string[];
	count: number;
	after: number;
	before: number;
}

/** A group of people and its months, to the last in which anybody was watched. */
export interface CurveGroup {
	at: Record<string, string>;
	steps: CurveStep[];
	/** Counts of this group that its family withholds: kinds of leaving, `censored`, or `at_risk` for its size. */
	hidden?: string[];
}

/** The curves of one breakdown; the one by nothing is everybody. */
export interface CurveBreakdown {
	by: string[];
	kind: DimensionKind;
	groups: CurveGroup[];
	/** Months that none of its groups may show, because of what is told of them elsewhere. */
	shut?: readonly number[];
	/** People pass from one of its groups to another: who is at risk does not tell how many left. */
	exchanges?: boolean;
}

/** A point of a protected curve. A hidden one has a month and nothing else to say. */
export interface ProtectedStep {
	time: number;
	hidden: boolean;
	/** First of the months that the point stands for; `at_risk` is of this month, `events` are of all of them. */
	from: number;
	at_risk: number;
	events: Record<string, number>;
	/** Stands for more than one month: estimates must be rounded, or the months inside could be worked out. */
	merged: boolean;
	/** Tells the curve's own kind of leaving alone: whoever leaves otherwise may not be told apart. */
	isTail: boolean;
}

/** The protected curve of one group. */
export interface ProtectedCurve {
	at: Record<string, string>;
	steps: ProtectedStep[];
	/** Kinds that are too rare to be told apart in this group: neither their counts nor their shares may be shown. */
	joined: string[];
	/** Why nothing of the group is shown, or null. */
	withheld: string | null;
}

/** The protected curves of one breakdown. */
export interface ProtectedBreakdown {
	by: string[];
	curves: ProtectedCurve[];
}

export type Reach = 'early' | 'far';

/** A curve while it is protected: which months end a point, and which kinds are told apart. */
export interface CurveDraft {
	group: CurveGroup;
	/** Months that may end a point, as declared for the table. */
	grid: number[];
	/** Months of the grid that may not end one after all. */
	shut: readonly number[];
	/** Of two chains of as many points, whether the one that reaches further is taken, or the one of earlier months. */
	reach: Reach;
	/** Months that do end a point. */
	ends: number[];
	/** Later months that end a point of the curve's own kind alone, beside all others together. */
	tail: number[];
	/** Kinds, each in a set with those it cannot be told apart from. `censored` is one of them. */
	classes: string[][];
	withheld: string | null;
}

/** Watched no longer for a reason that is no event. */
export const CENSORED = 'censored';

/** How many people of these groups left in the months after `from`, up to and with `to`, as one of these kinds. */
export function countLeavers(
	groups: readonly CurveGroup[],
	kinds: readonly string[],
	from: number,
	to: number
): number {
	let sum = 0;
	for (const group of groups) {
		const last = group.steps.length;
		for (const kind of kinds) {
			const left = leftBy(group, kind);
			sum += (left[Math.min(to, last)] ?? 0) - (left[Math.min(from, last)] ?? 0);
		}
	}
	return sum;
}

const summed = new WeakMap<CurveStep[], Map<string, number[]>>();

/** How many of a group had left as one kind by the end of each month; by month 0, nobody. */
function leftBy({ steps }: CurveGroup, kind: string): number[] {
	const known = summed.get(steps) ?? new Map<string, number[]>();
	summed.set(steps, known);
	const made = known.get(kind);
	if (made) return made;
	const left = [0];
	for (const step of steps)
		left.push((left.at(-1) ?? 0) + (kind === CENSORED ? step.censored : (step.events[kind] ?? 0)));
	known.set(kind, left);
	return left;
}

/** Whether a count may be derived by a reader: nobody, or at least as many as the threshold. */
export function isSayable(count: number, threshold: number): boolean {
	return count === 0 || count >= threshold;
}

/** All kinds that occur in these groups, with `censored` last. */
export function kindsOf(groups: CurveGroup[]): string[] {
	const kinds = groups.flatMap(({ steps }) => steps.flatMap(({ events }) => Object.keys(events)));
	return [...new Set(kinds), CENSORED];
}

/** The curve's own kind, the first one named, and all others together; null where it is not told apart from them. */
export function othersThan({ group, classes }: CurveDraft): { own: string; others: string[] } | null {
	const [own = CENSORED, ...others] = kindsOf([group]);
	return classes.some((kinds) => kinds.join() === own) ? { own, others } : null;
}

/** The months at which a reader knows how many left as one of these kinds, of which `null` is all but the curve's own. */
export function monthsOfKind(draft: CurveDraft, kind: string | null): number[] {
	const { ends, tail, classes, withheld } = draft;
	if (withheld !== null) return [];
	const apart = othersThan(draft);
	if (apart !== null && (kind === null || kind === apart.own)) return [...ends, ...tail];
	const isJoined = classes.some((kinds) => kinds.length > 1 && kind !== null && kinds.includes(kind));
	return kind === null || isJoined ? [] : ends;
}

/** The last month in which anybody was watched. */
export function lastMonth({ steps }: CurveGroup): number {
	return steps.length;
}
