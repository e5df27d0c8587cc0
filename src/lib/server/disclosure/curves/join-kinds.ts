import {
	CENSORED,
	countLeavers,
	isSayable,
	kindsOf,
	lastMonth,
	type CurveDraft,
	type CurveGroup
} from './curve';

/**
 * Puts kinds that are too rare in a group, or withheld by its family, together with others until what can be told
 * apart is nobody or enough people. The first kind named is kept apart as long as possible: it is the curve's own.
 */
export function joinKinds(group: CurveGroup, threshold: number): string[][] {
	const kinds = kindsOf([group]);
	const unsafe = kinds.filter((kind) => isRare(group, kind, threshold) || group.hidden?.includes(kind));
	return joinWith(group, kinds, unsafe, threshold);
}

/**
 * Where one group of a partition joins a kind, everybody less the others would give it back: so another group joins
 * it too, the one with the fewest of that kind, until the groups that join it hold enough of them together.
 */
export function joinAlike(drafts: CurveDraft[], threshold: number): void {
	for (const kind of kindsOf(drafts.map(({ group }) => group))) {
		for (;;) {
			const [joined, apart] = split(drafts, kind);
			const count = countLeavers(
				joined.map(({ group }) => group),
				[kind],
				0,
				Infinity
			);
			if (joined.length === 0 || apart.length === 0 || (joined.length > 1 && isSayable(count, threshold)))
				break;
			joinIn(fewest(apart, kind), kind, threshold);
		}
	}
}

function isRare(group: CurveGroup, kind: string, threshold: number): boolean {
	return !isSayable(countLeavers([group], [kind], 0, lastMonth(group)), threshold);
}

function joinWith(group: CurveGroup, kinds: string[], unsafe: string[], threshold: number): string[][] {
	const count = (some: string[]) => countLeavers([group], some, 0, lastMonth(group));
	const joined = [...unsafe];
	const left = kinds.filter((kind) => !unsafe.includes(kind));
	while (
		joined.length > 0 &&
		left.length > 0 &&
		(joined.length < 2 || !isSayable(count(joined), threshold))
	) {
		const others = left.filter((kind) => kind !== kinds[0]);
		const next = [...(others.length > 0 ? others : left)].sort(
			(one, other) => count([other]) - count([one])
		)[0];
		if (next === undefined) break;
		joined.push(...left.splice(left.indexOf(next), 1));
	}
	const apart = left.map((kind) => [kind]);
	return joined.length > 0 ? [joined, ...apart] : apart;
}

function split(drafts: CurveDraft[], kind: string): [CurveDraft[], CurveDraft[]] {
	const isJoined = (draft: CurveDraft) =>
		draft.withheld !== null || draft.classes.some((some) => some.length > 1 && some.includes(kind));
	const having = drafts.filter(({ group }) => countLeavers([group], [kind], 0, lastMonth(group)) > 0);
	return [having.filter(isJoined), having.filter((draft) => !isJoined(draft))];
}

function fewest(drafts: CurveDraft[], kind: string): CurveDraft {
	const count = ({ group }: CurveDraft) => countLeavers([group], [kind], 0, lastMonth(group));
	return drafts.reduce((least, draft) => (count(draft) < count(least) ? draft : least));
}

function joinIn(draft: CurveDraft, kind: string, threshold: number): void {
	const unsafe = [...draft.classes.filter((some) => some.length > 1).flat(), kind];
	draft.classes = joinWith(draft.group, kindsOf([draft.group]), unsafe, threshold);
}

/** Kinds of a curve that a reader may not tell apart; `censored` alone with others needs no mention. */
export function joinedKinds({ classes }: CurveDraft): string[] {
	return classes
		.filter((some) => some.length > 1)
		.flatMap((some) => some.filter((kind) => kind !== CENSORED));
}
