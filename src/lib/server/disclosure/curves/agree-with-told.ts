import { countLeavers, isSayable, kindsOf, lastMonth, type CurveStep, type ToldCount } from './curve';

/**
 * Whether a month of a curve may be shown beside a count of the same group that is told elsewhere: every number that a
 * reader gets by subtracting one from the other is nobody or enough people, even if the month tells every kind apart.
 */
export function agreesWithTold(
	steps: CurveStep[],
	told: ToldCount,
	{ month, threshold }: { month: number; threshold: number }
): boolean {
	return differences(steps, told, month).every((count) => isSayable(count, threshold));
}

/**
 * Leavers up to one moment are among those up to a later one; who never left in these ways is among those who are
 * still there after the first and not among those who left otherwise.
 */
function differences(steps: CurveStep[], told: ToldCount, month: number): number[] {
	const group = { at: {}, steps };
	const all = kindsOf([group]);
	const others = all.filter((kind) => !told.kinds.includes(kind));
	const by = (kinds: string[]) => countLeavers([group], kinds, 0, month);
	const started = steps[0]?.at_risk ?? 0;
	const rest = started - told.count;
	const there = month < lastMonth(group) ? (steps[month]?.at_risk ?? 0) : 0;
	const isBefore = month <= told.after;
	const isAfter = month >= told.before;
	return [
		...(isBefore ? someOf(told.kinds).map((kinds) => told.count - by(kinds)) : []),
		...(isAfter ? [by(told.kinds) - told.count] : []),
		...[[], ...someOf(others)].flatMap((kinds) => [
			rest - by(kinds),
			...(isAfter ? [rest - there - by(kinds)] : [])
		])
	];
}

/** Every choice of one or more. */
function someOf(kinds: string[]): string[][] {
	const [first, ...rest] = kinds;
	if (first === undefined) return [];
	const without = someOf(rest);
	return [[first], ...without, ...without.map((some) => [first, ...some])];
}
