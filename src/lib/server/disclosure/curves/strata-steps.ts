import { isSayable } from './curve';
import { areKindsOpen } from './strata-kinds';

/** People of one group within one stratum: when and why their training ended. */
export interface StratumPeople {
	group: string;
	stratum: string;
	month: number;
	kind: string;
	people: number;
}

/** Months at which the curves of the same people tell of them; none where a curve is withheld. */
export interface StrataMargins {
	groups: Record<string, number[]>;
	strata: Record<string, number[]>;
}

/** Which months end a step, which groups are compared, and within which strata. */
export interface StrataSteps {
	ends: number[];
	groups: string[];
	strata: string[];
}

/** What all groups of which no curve is told are together. */
const SILENT = '';

/**
 * Steps in which groups may be compared within strata. A step stands between two months that the curves of all compared
 * groups and of all told strata show, and none of them shows a month inside it, so that a step could not be cut in two.
 * Every count of a step, of every group within every stratum, is nobody or enough people; so is what is left over: all
 * groups of which no curve is told, and all strata that are not told. Who left in which other way stays open.
 */
export function chooseStrataSteps(
	people: readonly StratumPeople[],
	{ groups, strata }: StrataMargins,
	threshold: number
): StrataSteps {
	const telling = Object.keys(groups).filter((group) => (groups[group] ?? []).length > 0);
	const named = people.map((one) => (telling.includes(one.group) ? one : { ...one, group: SILENT }));
	const byStratum = Map.groupBy(named, ({ stratum }) => stratum);
	for (
		let ends = commonMonths(telling.map((group) => groups[group] ?? []));
		ends.length > 0;
		ends = ends.slice(0, -1)
	) {
		const isFine = (some: readonly StratumPeople[]) =>
			[...Map.groupBy(some, ({ group }) => group).values()].every((own) => isTellable(own, ends, threshold));
		const shows = (months: number[]) =>
			months.filter((month) => month <= (ends.at(-1) ?? 0)).join() === ends.join();
		const fits = [...byStratum].filter(([name, some]) => shows(strata[name] ?? []) && isFine(some));
		const names = fits.sort((one, other) => sizeOf(other[1]) - sizeOf(one[1])).map(([name]) => name);
		const isSafe = () =>
			isFine(named.filter(({ stratum }) => !names.includes(stratum))) &&
			areKindsOpen(named, { ends, strata: names }, threshold);
		while (names.length > 0 && !isSafe()) names.pop();
		if (names.length > 0 && telling.length > 1) return { ends, groups: telling, strata: names };
	}
	return { ends: [], groups: [], strata: [] };
}

/** Months that all lists have, up to the first that some have and others have not. */
function commonMonths(lists: number[][]): number[] {
	const all = [...new Set(lists.flat())].sort((a, b) => a - b);
	const odd = all.findIndex((month) => !lists.every((months) => months.includes(month)));
	return odd < 0 ? all : all.slice(0, odd);
}

/** Whether each step of a group tells nobody or enough people: who withdrew, who left otherwise, who is still there. */
function isTellable(own: readonly StratumPeople[], ends: number[], threshold: number): boolean {
	return ends.every((to, at) => {
		const from = ends[at - 1] ?? 0;
		const watched = own.filter(({ month }) => month > from);
		const left = watched.filter(({ month }) => month <= to);
		const withdrew = sizeOf(left.filter(({ kind }) => kind === 'withdrew'));
		const counts = [sizeOf(watched), withdrew, sizeOf(left) - withdrew, sizeOf(watched) - sizeOf(left)];
		return counts.every((count) => isSayable(count, threshold));
	});
}

function sizeOf(some: readonly StratumPeople[]): number {
	return some.reduce((sum, { people }) => sum + people, 0);
}
