import type { DimensionKind, Quarter } from '$lib/domain';
import { quarterAt } from '$lib/domain';
import type { FamilyCell, FamilySum } from '$lib/server/disclosure';
import type { CountedCurves } from '../kept/curves';

/** Asks the marts of the state that is being counted. */
export type AskMarts = <Row = Record<string, unknown>>(sql: string) => Promise<Row[]>;

/** Everything published of the same persons: which tables, which variables, and how they are counted. */
export interface FamilySpec {
	id: string;
	dimensions: { id: string; kind: DimensionKind }[];
	tables: string[][];
	variables: string[];
	sums: FamilySum[];
	headline: string[][];
	count: (ask: AskMarts) => Promise<CountedCell[]>;
	curves?: (ask: AskMarts) => Promise<CountedCurves>;
	/** Counts that notes may say, where neither they nor what they leave over is small. */
	asides?: (ask: AskMarts) => Promise<Aside[]>;
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

/** A grouped count as SQL brings it: breakdowns (null where left out), then the variables. */
type GroupedRow = Record<string, string | number | null>;

/** What to count: rows of `from`, by each of `sets`, as `counts` (SQL by variable). */
export interface Grouping {
	from: string;
	sets: string[][];
	counts: Record<string, string>;
	/** Numbers beside the counts (SQL by name). */
	figures?: Record<string, string>;
}

/** Rows in which a person may stand several times, and what is kept of them at one place. */
export interface PersonGrouping extends Grouping {
	/** Breakdowns by which a person stands in one row only; none where rows are no persons at all. */
	grain: string[] | null;
	/** What is kept of a person's rows, as SQL with its name: the lowest level. */
	keep?: string;
}

/** All combinations that a family's tables imply: each table and every margin of it, once. */
export function combinationsOf(tables: readonly string[][]): string[][] {
	const all = tables.flatMap(subsets).map((set) => [...set].sort());
	return [...new Map(all.map((set) => [set.join(), set])).values()];
}

function subsets(table: string[]): string[][] {
	return table.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
}

/** Counts every combination in one statement (a plain GROUP BY each: GROUPING SETS run on one thread). */
export async function countGroups(ask: AskMarts, grouping: Grouping): Promise<CountedCell[]> {
	return askCells(ask, grouping, () => 'counted');
}

/** The mart column that holds a breakdown: quarters are counted by their index. */
function columnOf(name: string): string {
	return name === 'quarter' ? 'quarter_index' : name;
}

/** Counts persons: each once per place first, then the places. */
export async function countPersons(ask: AskMarts, grouping: PersonGrouping): Promise<CountedCell[]> {
	const { grain, keep } = grouping;
	return askCells(ask, grouping, (set) => {
		if (grain?.every((name) => set.includes(name))) return 'counted';
		const columns = ['person_no', ...set.map(columnOf), ...(keep ? [keep] : [])];
		return `(SELECT ${columns.join(', ')} FROM counted ${groupBy(['person_no', ...set])})`;
	});
}

function groupBy(set: string[]): string {
	return set.length > 0 ? `GROUP BY ${set.map(columnOf).join(', ')}` : '';
}

/** A breakdown that a set leaves out comes back as null, which is a margin. */
async function askCells(
	ask: AskMarts,
	{ from, sets, counts, figures = {} }: Grouping,
	rowsOf: (set: string[]) => string
): Promise<CountedCell[]> {
	const numbers = [...typed(counts, 'INTEGER'), ...typed(figures, 'DOUBLE')];
	const each = sets.map(
		(set) => `SELECT ${[...set.map(columnOf), ...numbers].join(', ')} FROM ${rowsOf(set)} ${groupBy(set)}`
	);
	const rows = await ask<GroupedRow>(
		`WITH counted AS MATERIALIZED (SELECT * FROM ${from})\n${each.join('\nUNION ALL BY NAME\n')}`
	);
	return rows.map((row) => ({
		at: placeOf(row, [...new Set(sets.flat())]),
		counts: Object.fromEntries(Object.keys(counts).map((name) => [name, Number(row[name] ?? 0)])),
		...(Object.keys(figures).length > 0 ? { figures: figuresOf(row, Object.keys(figures)) } : {})
	}));
}

function typed(columns: Record<string, string>, type: string): string[] {
	return Object.entries(columns).map(([name, sql]) => `(${sql})::${type} AS ${name}`);
}

function placeOf(row: GroupedRow, names: string[]): Record<string, string> {
	const present = names.filter((name) => (row[columnOf(name)] ?? null) !== null);
	return Object.fromEntries(present.map((name) => [name, valueText(name, row[columnOf(name)])]));
}

function figuresOf(row: GroupedRow, names: string[]): Record<string, number> {
	const known = names.filter((name) => (row[name] ?? null) !== null);
	return Object.fromEntries(known.map((name) => [name, Number(row[name])]));
}

/** The index of a quarter becomes its name. */
function valueText(name: string, value: unknown): string {
	return name === 'quarter' && typeof value === 'number' ? quarterAt(value) : String(value);
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

function placeKey(at: Record<string, string>): string {
	const names = Object.keys(at).sort();
	return JSON.stringify(names.map((name) => [name, at[name]]));
}
