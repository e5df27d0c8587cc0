import type { DimensionKind, Quarter } from '$lib/domain';
import { quarterAt } from '$lib/domain';
import type { FamilyCell, FamilySum } from '$lib/server/disclosure';
import type { CountedCurves } from '../curves';

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
export type GroupedRow = Record<string, string | number | null>;

/** What to count: rows of `from`, by each of `sets`, as `counts` (SQL by variable). */
export interface Grouping {
	from: string;
	sets: string[][];
	counts: Record<string, string>;
}

/** All combinations that a family's tables imply: each table and every margin of it, once. */
export function combinationsOf(tables: readonly string[][]): string[][] {
	const all = tables.flatMap(subsets).map((set) => [...set].sort());
	return [...new Map(all.map((set) => [set.join(), set])).values()];
}

function subsets(table: string[]): string[][] {
	return table.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
}

/** Counts every combination in one statement. Quarters are counted by their index and named here. */
export async function countGroups(ask: AskMarts, { from, sets, counts }: Grouping): Promise<FamilyCell[]> {
	const names = [...new Set(sets.flat())];
	const columns = names.map((name) => (name === 'quarter' ? 'quarter_index AS quarter' : name));
	const grouping = sets.map((set) => `(${set.map(columnOf).join(', ')})`);
	const counted = Object.entries(counts).map(([name, sql]) => `(${sql})::INTEGER AS ${name}`);
	const rows = await ask<GroupedRow>(
		`SELECT ${[...columns, ...counted].join(', ')} FROM ${from} GROUP BY GROUPING SETS (${grouping.join(', ')})`
	);
	return rows.map((row) => cellOf(row, names, Object.keys(counts)));
}

/** The mart column that holds a breakdown: quarters are counted by their index. */
export function columnOf(name: string): string {
	return name === 'quarter' ? 'quarter_index' : name;
}

/**
 * Counts persons who may stand in many rows: each person once per place first, then the places. `keep` says what is
 * kept of a person's rows at a place. A breakdown that a set leaves out comes back as null, which is a margin.
 */
export async function countPersons(
	ask: AskMarts,
	{ from, sets, counts, keep }: Grouping & { keep?: string }
): Promise<FamilyCell[]> {
	const names = [...new Set(sets.flat())];
	const grouping = sets.map((set) => `(${['person_no', ...set.map(columnOf)].join(', ')})`).join(', ');
	const columns = ['person_no', ...names.map(columnOf), ...(keep ? [keep] : [])];
	const persons = `(SELECT ${columns.join(', ')} FROM ${from} GROUP BY GROUPING SETS (${grouping}))`;
	return countGroups(ask, { from: persons, sets: [names], counts });
}

function cellOf(row: GroupedRow, names: string[], variables: string[]): FamilyCell {
	const present = names.filter((name) => row[name] !== null && row[name] !== undefined);
	return {
		at: Object.fromEntries(present.map((name) => [name, valueText(name, row[name])])),
		counts: Object.fromEntries(variables.map((name) => [name, Number(row[name] ?? 0)]))
	};
}

/** A breakdown's value as text: the index of a quarter becomes its name. */
export function valueText(name: string, value: unknown): string {
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
