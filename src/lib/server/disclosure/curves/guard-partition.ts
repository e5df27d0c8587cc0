import {
	countLeavers,
	isSayable,
	kindsOf,
	lastMonth,
	monthsOfKind,
	othersThan,
	type CurveDraft,
	type CurveGroup
} from './curve';

/**
 * Everybody less all groups that show a month is the rest of them: whatever months and kinds only the rest hides can
 * be worked out for the rest as a whole. Takes months away from further groups, the smallest first, until what can
 * be worked out is nobody or enough people.
 */
export function guardPartition(everybody: CurveDraft, drafts: CurveDraft[], threshold: number): void {
	const last = Math.max(0, ...drafts.map(({ group }) => lastMonth(group)));
	if (drafts.length > 0) guardSum(everybody, drafts);
	for (let leak = findLeak(everybody, drafts, { threshold, last }); leak !== null;) {
		const { kind, month } = leak;
		const showing = drafts.filter((draft) => monthsOfKind(draft, kind).includes(month));
		hide(smallestOf(showing), month);
		leak = findLeak(everybody, drafts, { threshold, last });
	}
}

/** All groups together are everybody: a month that everybody hides is hidden by one of them too, the smallest. */
function guardSum(everybody: CurveDraft, drafts: CurveDraft[]): void {
	for (const kind of [null, ...kindsOf([everybody.group])]) {
		const known = monthsOfKind(everybody, kind);
		const [first, ...rest] = drafts.map((draft) => monthsOfKind(draft, kind));
		const all = (first ?? []).filter((month) => rest.every((months) => months.includes(month)));
		for (const month of all) if (!known.includes(month)) hide(smallestOf(drafts), month);
	}
}

function hide(draft: CurveDraft, month: number): void {
	draft.ends = draft.ends.filter((end) => end !== month);
	draft.tail = draft.tail.filter((end) => end !== month);
}

function smallestOf(drafts: CurveDraft[]): CurveDraft {
	return drafts.reduce((least, draft) => (sizeOf(draft) < sizeOf(least) ? draft : least));
}

/** Groups that are withheld are the rest of everybody: too few in all, and the smallest other group is withheld too. */
export function guardRest(drafts: CurveDraft[], threshold: number): void {
	for (;;) {
		const withheld = drafts.filter((draft) => draft.withheld !== null);
		const shown = drafts.filter((draft) => draft.withheld === null);
		const people = withheld.reduce((sum, draft) => sum + sizeOf(draft), 0);
		if (shown.length === 0 || isSayable(people, threshold)) return;
		const smallest = smallestOf(shown);
		smallest.withheld = 'Showing it would give a smaller group away.';
		smallest.ends = [];
	}
}

/** A month and a kind, null for all but the curve's own, of which those that hide it can be worked out. */
interface Leak {
	kind: string | null;
	month: number;
}

/** Two months between which a reader can work out a small count of those that hide one of them. */
function findLeak(
	everybody: CurveDraft,
	drafts: CurveDraft[],
	{ threshold, last }: { threshold: number; last: number }
): Leak | null {
	for (const kind of [...kindsOf([everybody.group]), null]) {
		if (!isTold(everybody, kind)) continue;
		const told = [0, ...monthsOfKind(everybody, kind), last];
		const kinds = kind === null ? (othersThan(everybody)?.others ?? []) : [kind];
		const groups = drafts.map((draft) => knownOf(draft, { kind, kinds, last }));
		const leak = leakOfKind(groups, told, (some, from, to) =>
			isSayable(countLeavers(some, kinds, from, to), threshold)
		);
		if (leak !== null) return { kind, month: leak };
	}
	return null;
}

/** A group, the months that it shows, and all by whose end a reader knows how many of it had left as one kind. */
interface Known {
	group: CurveGroup;
	shown: number[];
	months: Set<number>;
}

/** A month of a leak that some group shows. */
function leakOfKind(
	groups: Known[],
	told: number[],
	isSafe: (some: CurveGroup[], from: number, to: number) => boolean
): number | null {
	const last = told.at(-1) ?? 0;
	const canYield = (month: number) => groups.some(({ shown }) => shown.includes(month));
	const yielding = (from: number, to: number) =>
		(to === last ? [from, to] : [to, from]).find(canYield) ?? null;
	for (const to of told) {
		const without = groups.filter(({ months }) => !months.has(to));
		for (const from of told.filter((month) => month < to)) {
			const rest = groups.filter(({ months }) => !months.has(to) || !months.has(from));
			const month = yielding(from, to);
			if (month !== null && !isSafe(groupsOf(rest), from, to)) return month;
		}
		for (const own of monthsOfAll(without)) {
			const month = yielding(own, to);
			if (month !== null && !isSafe(groupsOf(without), Math.min(own, to), Math.max(own, to))) return month;
		}
	}
	return null;
}

function groupsOf(known: Known[]): CurveGroup[] {
	return known.map(({ group }) => group);
}

/** Months at which a reader knows all of these groups by their own curves. */
function monthsOfAll([first, ...rest]: Known[]): number[] {
	if (first === undefined) return [];
	return [...first.months].filter((month) => rest.every(({ months }) => months.has(month)));
}

/**
 * Nobody has left by month 0; by the last one, as many as the tables of totals tell; and where nobody left between two
 * months that are known, every month between them is known too.
 */
function knownOf(
	draft: CurveDraft,
	{ kind, kinds, last }: { kind: string | null; kinds: string[]; last: number }
): Known {
	const shown = monthsOfKind(draft, kind);
	const ends = [0, ...shown, ...(isTold(draft, kind) && !shown.includes(last) ? [last] : [])];
	const months = ends.flatMap((to, at) => {
		const from = ends[at - 1] ?? 0;
		const isStill = countLeavers([draft.group], kinds, from, to) === 0;
		return isStill ? Array.from({ length: to - from }, (_, place) => from + 1 + place) : [to];
	});
	return { group: draft.group, shown, months: new Set([0, ...months]) };
}

/** Whether a kind is told apart from the others; of all but the curve's own, whether that one is. */
function isTold(draft: CurveDraft, kind: string | null): boolean {
	if (draft.withheld !== null) return false;
	if (kind === null) return othersThan(draft) !== null;
	return !draft.classes.some((some) => some.length > 1 && some.includes(kind));
}

function sizeOf({ group }: CurveDraft): number {
	return group.steps[0]?.at_risk ?? 0;
}
