import { countLeavers, isSayable, kindsOf, lastMonth, type CurveDraft } from './curve';

/**
 * Everybody less all groups that show a month is the rest of them: whatever months and kinds only the rest hides can
 * be worked out for the rest as a whole. Takes months away from further groups, the smallest first, until what can
 * be worked out is nobody or enough people.
 */
export function guardPartition(everybody: CurveDraft, drafts: CurveDraft[], threshold: number): void {
	const last = Math.max(0, ...drafts.map(({ group }) => lastMonth(group)));
	if (drafts.length > 0) guardSum(everybody, drafts);
	for (let leak = findLeak(everybody, drafts, { threshold, last }); leak !== null;) {
		const [from, to] = leak;
		const month = to === last ? from : to;
		const showing = drafts.filter(({ ends }) => ends.includes(month));
		const smallest = showing.reduce((least, draft) => (sizeOf(draft) < sizeOf(least) ? draft : least));
		smallest.ends = smallest.ends.filter((end) => end !== month);
		leak = findLeak(everybody, drafts, { threshold, last });
	}
}

/** All groups together are everybody: a month that everybody hides is hidden by one of them too, the smallest. */
function guardSum(everybody: CurveDraft, drafts: CurveDraft[]): void {
	const smallest = drafts.reduce((least, draft) => (sizeOf(draft) < sizeOf(least) ? draft : least));
	smallest.ends = smallest.ends.filter(
		(month) => everybody.ends.includes(month) || drafts.some(({ ends }) => !ends.includes(month))
	);
}

/** Groups that are withheld are the rest of everybody: too few in all, and the smallest other group is withheld too. */
export function guardRest(drafts: CurveDraft[], threshold: number): void {
	for (;;) {
		const withheld = drafts.filter((draft) => draft.withheld !== null);
		const shown = drafts.filter((draft) => draft.withheld === null);
		const people = withheld.reduce((sum, draft) => sum + sizeOf(draft), 0);
		if (shown.length === 0 || isSayable(people, threshold)) return;
		const smallest = shown.reduce((least, draft) => (sizeOf(draft) < sizeOf(least) ? draft : least));
		smallest.withheld = 'Showing it would give a smaller group away.';
		smallest.ends = [];
	}
}

/** Two months between which a reader can work out a small count of those that hide one of them. */
function findLeak(
	everybody: CurveDraft,
	drafts: CurveDraft[],
	{ threshold, last }: { threshold: number; last: number }
): [number, number] | null {
	const months = [0, ...everybody.ends, last];
	for (const kind of kindsOf(drafts.map(({ group }) => group))) {
		if (!isApart(everybody, kind)) continue;
		for (const [at, to] of months.entries()) {
			for (const from of months.slice(0, at)) {
				const rest = drafts.filter(
					(draft) => !knows(draft, kind, from, last) || !knows(draft, kind, to, last)
				);
				const count = countLeavers(
					rest.map(({ group }) => group),
					[kind],
					from,
					to
				);
				if (!isSayable(count, threshold) && canYield(drafts, from, to, last)) return [from, to];
			}
		}
	}
	return null;
}

function knows(draft: CurveDraft, kind: string, month: number, last: number): boolean {
	if (month === 0) return true;
	return isApart(draft, kind) && (month === last || draft.ends.includes(month));
}

function isApart({ classes, withheld }: CurveDraft, kind: string): boolean {
	return withheld === null && !classes.some((some) => some.length > 1 && some.includes(kind));
}

function canYield(drafts: CurveDraft[], from: number, to: number, last: number): boolean {
	const month = to === last ? from : to;
	return drafts.some(({ ends }) => ends.includes(month));
}

function sizeOf({ group }: CurveDraft): number {
	return group.steps[0]?.at_risk ?? 0;
}
