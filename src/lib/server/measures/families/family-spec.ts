import type { Quarter } from '$lib/domain';
import type { FamilyCell, FamilyDimension, FamilySum } from '$lib/server/disclosure';
import type { CountedCurves } from '../kept/curves';
import type { CountedStrata } from '../kept/strata';
import type { CountedSupport } from '../kept/supports';
import { combinationsOf, type Grouping, type PersonGrouping } from './grouping';

export { combinationsOf } from './grouping';

/** Asks the marts of the state that is being counted. */
export interface AskMarts {
	rows<Row = Record<string, unknown>>(sql: string): Promise<Row[]>;
	/** Every group that occurs, and the whole even where nobody does; carried over from an earlier state where that is possible. */
	tallies(grouping: Grouping | PersonGrouping): Promise<Tally[]>;
	/** Rows of a statement whose numbers do not add up over people: asked again where a mart that it names is another one. */
	unlessChanged<Row = Record<string, unknown>>(sql: string): Promise<Row[]>;
	/** What some work comes to that asks nowhere but here: the very same as before, where every answer is as it was. */
	whole<T>(name: string, work: (ask: AskMarts) => Promise<T>): Promise<T>;
}

/** Everything published of the same persons: which tables, which variables, and how they are counted. */
export interface FamilySpec {
	id: string;
	dimensions: FamilyDimension[];
	tables: string[][];
	variables: string[];
	sums: FamilySum[];
	headline: string[][];
	/** Families of the same people that are protected first; `PEOPLE_LINKS` says where the people can be subtracted. */
	beside?: string[];
	count: (ask: AskMarts) => Promise<CountedCell[]>;
	curves?: (ask: AskMarts) => Promise<CountedCurves>;
	/** Who had which support when, for those who did and did not to be compared. */
	supports?: (ask: AskMarts) => Promise<CountedSupport[]>;
	/** Who left when, for groups to be compared within strata. */
	strata?: (ask: AskMarts) => Promise<CountedStrata[]>;
	/** Counts that notes may say, where neither they nor what they leave over is small. */
	asides?: (ask: AskMarts) => Promise<Aside[]>;
	/** A sum over people that is told without counting them; as many of its marks differ between states as people's amounts do, or fewer. */
	amount?: { figure: string; marks: readonly string[] };
	/** Whether each combination that occurs has a row in every published quarter. */
	fillsQuarters: boolean;
}

/** A count for a note: so many of so many. */
export interface Aside {
	name: string;
	count: number;
	of: number;
}

/** A counted cell, with numbers that are no counts (amounts, medians) and are shown only where its counts are. */
export interface CountedCell extends FamilyCell {
	figures?: Record<string, number>;
}

/** What a group of a grouping comes to. */
export interface Tally {
	at: Record<string, string>;
	/** How many rows, or persons, it has. */
	tallied: number;
	/** Counts and sums by name. */
	numbers: Record<string, number>;
	spread: Record<string, number>;
}

/** Counts every combination of a grouping. */
export async function countGroups(ask: AskMarts, grouping: Grouping): Promise<CountedCell[]> {
	return cellsOf(await ask.tallies(grouping), grouping);
}

/** Counts persons: each once per place first, then the places. */
export async function countPersons(ask: AskMarts, grouping: PersonGrouping): Promise<CountedCell[]> {
	return cellsOf(await ask.tallies(grouping), grouping);
}

function cellsOf(tallies: Tally[], grouping: Grouping | PersonGrouping): CountedCell[] {
	const names = Object.keys(grouping.counts);
	const sums = Object.keys(grouping.sums ?? {});
	const quantiles = Object.keys(('spread' in grouping && grouping.spread?.shares) || {});
	const hasFigures = sums.length > 0 || quantiles.length > 0;
	const pick = (numbers: Record<string, number>, some: string[]) =>
		Object.fromEntries(some.map((name) => [name, numbers[name] ?? 0]));
	const known = (spread: Record<string, number>) => quantiles.filter((name) => name in spread);
	return tallies.map(({ at, numbers, spread }) => ({
		at,
		counts: pick(numbers, names),
		...(hasFigures ? { figures: { ...pick(numbers, sums), ...pick(spread, known(spread)) } } : {})
	}));
}

/** Adds a row of zeros for each published quarter in which a combination that occurs elsewhere has none. */
export function fillQuarters(cells: CountedCell[], spec: FamilySpec, quarters: Quarter[]): CountedCell[] {
	const known = new Set(cells.map((cell) => placeKey(cell.at)));
	const dated = new Set(
		combinationsOf(spec.tables)
			.filter((set) => set.includes('quarter'))
			.map((set) => set.join())
	);
	const missing = cells
		.filter((cell) => !cell.at.quarter && dated.has([...Object.keys(cell.at), 'quarter'].sort().join()))
		.flatMap((cell) => quarters.map((quarter) => ({ at: { ...cell.at, quarter }, counts: zerosLike(cell) })))
		.filter((cell) => !known.has(placeKey(cell.at)));
	return [...cells, ...missing];
}

function zerosLike({ counts }: CountedCell): Record<string, number> {
	return Object.fromEntries(Object.keys(counts).map((name) => [name, 0]));
}

/** A name for a place, whatever the order of its breakdowns; no text that was filed holds what stands between them. */
export function placeKey(at: Record<string, string>): string {
	let key = '';
	for (const name of Object.keys(at).sort()) key += `${name}\0${at[name]}\0`;
	return key;
}
