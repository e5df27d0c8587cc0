import type { Family, FamilyCell, FamilyDimension } from '../family';
import {
	combinationOf,
	isCounted,
	linesByCombination,
	numberOf,
	truthOf,
	variablesIn,
	type Desk,
	type Line
} from './reader-desk';

/** People in no table, of whom a reader gets the number by adding and subtracting counts. */
export interface WorkedOut {
	key: string;
	counts: number[];
	signs: number[];
	people: number;
	/** That it is not below none is said by no other rule. */
	isRule: boolean;
}

const NEITHER = 'in neither of';

/** Counts with their signs; -1 stands for one that does not occur. */
type Signed = [number: number, sign: 1 | -1][];

/**
 * Of each total and its parts in a breakdown that overlaps: who is not in a part, who is in several parts, and who is
 * in neither of two. A rule holds for a whole table or not at all: what some true count breaks, nobody can rely on.
 */
export function workedOut(family: Family, desk: Desk): WorkedOut[] {
	return family.dimensions
		.filter(({ kind }) => kind === 'overlapping')
		.flatMap((dimension) =>
			[...linesByCombination(family.cells, dimension.id).values()].flatMap((lines) =>
				countedIn(lines, dimension, desk).flatMap((variable) => [
					...counted('less', outside(lines, variable, desk), desk),
					...counted(`in several of ${dimension.id} of`, inSeveral(lines, variable, desk), desk, lastOf),
					...counted('in others than', besideLoners(lines, variable, { dimension, desk }), desk),
					...counted(NEITHER, beyondBoth(lines, variable, { dimension, family, desk }), desk)
				])
			)
		);
}

/** What is counted of the total and of its parts, so that everybody of a part is among the total's. */
function countedIn(lines: Line[], { nested }: FamilyDimension, desk: Desk): string[] {
	const [first] = lines;
	const all = variablesIn(lines.flatMap(({ cells }) => cells));
	return all.filter(
		(variable) => (nested?.includes(variable) ?? true) && isCounted(desk, variable, first?.total ?? {})
	);
}

/** `named` are the counts by which it is called, the same whatever else occurs. */
function counted(
	what: string,
	all: Signed[],
	desk: Desk,
	named: (signed: Signed) => Signed = (signed) => signed.filter(([, sign], at) => at === 0 || sign < 0)
): WorkedOut[] {
	const found = all.map((signed) => {
		const occurring = signed.filter(([number]) => number >= 0);
		const people = occurring.reduce((sum, [number, sign]) => sum + sign * truthOf(desk, number), 0);
		const names = named(signed).map(([number]) => desk.seen[number]?.key ?? '');
		const [counts, signs] = [occurring.map(([number]) => number), occurring.map(([, sign]) => sign)];
		const isRule = what === NEITHER;
		return { key: `${what} ${names.join(' ')}`, counts, signs, people, isRule };
	});
	return found.some(({ people }) => people < 0) ? [] : found;
}

function isAnybody(desk: Desk): (number: number) => boolean {
	return (number) => truthOf(desk, number) > 0;
}

function outside(lines: Line[], variable: string, desk: Desk): Signed[] {
	return lines.flatMap(({ cells, total }) =>
		cells
			.map(({ at }) => numberOf(desk, variable, at))
			.filter(isAnybody(desk))
			.map((part): Signed => [
				[numberOf(desk, variable, total), 1],
				[part, -1]
			])
	);
}

/** The total, whatever parts there are. */
function lastOf(signed: Signed): Signed {
	return signed.slice(-1);
}

/** Everybody is counted once in the total, and in each of their parts. */
function inSeveral(lines: Line[], variable: string, desk: Desk): Signed[] {
	return lines.map(({ cells, total }): Signed => [
		...cells.map(({ at }): Signed[number] => [numberOf(desk, variable, at), 1]),
		[numberOf(desk, variable, total), -1]
	]);
}

/** Nobody of some parts is in another one. */
function besideLoners(
	lines: Line[],
	variable: string,
	{ dimension: { id, disjoint }, desk }: { dimension: FamilyDimension; desk: Desk }
): Signed[] {
	const { values = [], within } = disjoint ?? {};
	return lines.flatMap(({ cells, total }) => {
		if (within !== undefined && !(within in total)) return [];
		const whole = numberOf(desk, variable, total);
		const all = cells
			.map(({ at }) => ({ name: at[id] ?? '', number: numberOf(desk, variable, at) }))
			.filter(({ number }) => isAnybody(desk)(number));
		const loners = all.filter(({ name }) => values.includes(name));
		const pairs = loners.flatMap((one, place) =>
			all.filter((other) => !loners.slice(0, place + 1).includes(other)).map((other) => [one, other])
		);
		return pairs.map((pair): Signed => [
			[whole, 1],
			...pair.map(({ number }): Signed[number] => [number, -1])
		]);
	});
}

/** Of two breakdowns that are told together: whoever is in both is subtracted twice. */
function beyondBoth(
	lines: Line[],
	variable: string,
	{ dimension, family, desk }: { dimension: FamilyDimension; family: Family; desk: Desk }
): Signed[] {
	const { crossed } = dimension;
	const other = family.dimensions.find((one) => one.id === crossed?.with);
	if (!crossed || !other || !(other.nested?.includes(variable) ?? true)) return [];
	return lines.flatMap(({ cells, total }) => {
		const isFast = crossed.within === undefined || crossed.within in total;
		const both = { ...cells[0]?.at, [other.id]: '' };
		if (!isFast || other.id in total || desk.counted.get(combinationOf(both))?.has(variable) !== true)
			return [];
		const others = family.cells.filter((cell) => isBeside(cell, total, other.id));
		return cells.flatMap((one) =>
			others
				.map((cell) => [one, cell].map(({ at }) => numberOf(desk, variable, at)))
				.map((pair, place) => ({ pair, at: { ...one.at, ...others[place]?.at } }))
				.filter(({ pair }) => pair.every(isAnybody(desk)))
				.map(({ pair: [part = -1, beside = -1], at }): Signed => [
					[numberOf(desk, variable, total), 1],
					[part, -1],
					[beside, -1],
					[numberOf(desk, variable, at), 1]
				])
		);
	});
}

function isBeside({ at }: FamilyCell, total: Record<string, string>, dimension: string): boolean {
	const names = Object.keys(total);
	return (
		dimension in at &&
		Object.keys(at).length === names.length + 1 &&
		names.every((name) => at[name] === total[name])
	);
}
