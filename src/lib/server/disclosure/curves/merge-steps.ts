import { countLeavers, isSayable, lastMonth, othersThan, type CurveDraft } from './curve';

/**
 * The months that end a point: of the grid, none where fewer than the threshold are at risk, and merged with later
 * ones until every kind of leaving is nobody or enough people. What follows the last point must be so as well. Of all
 * ways to merge, one with most points.
 */
export function mergeSteps(draft: CurveDraft, threshold: number): number[] {
	return longestChain(0, draft, { classes: draft.classes, threshold });
}

/**
 * Months after the last point that may still tell of the curve's own kind beside all others together: who withdraws
 * late is often known where who completes and who is no longer watched must not be told apart.
 */
export function mergeTail(draft: CurveDraft, threshold: number): number[] {
	const apart = othersThan(draft);
	const end = draft.ends.at(-1);
	if (end === undefined || apart === null) return [];
	return longestChain(end, draft, { classes: [[apart.own], apart.others], threshold });
}

interface Telling {
	/** Kinds that a step tells apart. */
	classes: string[][];
	threshold: number;
}

/** The longest chain of months after `start`; empty where what follows `start` has to stay one step. */
function longestChain(start: number, draft: CurveDraft, { classes, threshold }: Telling): number[] {
	const { group, grid, shut } = draft;
	const sayable = (from: number, to: number) =>
		classes.every((kinds) => isSayable(countLeavers([group], kinds, from, to), threshold));
	const watched = (month: number) => group.steps[month]?.at_risk ?? 0;
	const isOpen = (month: number) => watched(month - 1) >= threshold && !shut.includes(month);
	const chains = new Map<number, number[]>([[start, []]]);
	for (const month of grid.filter((one) => one > start && isOpen(one))) {
		const before = [...chains].filter(([from]) => sayable(from, month)).map(([, chain]) => chain);
		const [longest] = before.sort((one, other) => other.length - one.length);
		if (longest) chains.set(month, [...longest, month]);
	}
	const whole = [...chains.values()].filter((chain) => {
		const end = chain.at(-1) ?? start;
		return sayable(end, lastMonth(group)) && isSayable(watched(end), threshold);
	});
	const most = Math.max(0, ...whole.map(({ length }) => length));
	const longest = whole.filter(({ length }) => length === most);
	return longest.at(draft.reach === 'far' ? -1 : 0) ?? [];
}
