import { table, type ColumnTable } from 'arquero';
import {
	cellKey,
	type Family,
	type FamilyCell,
	type Protection,
	type ReleasedCell
} from '$lib/server/disclosure';
import type { FamilyFigure } from './families';
import type { KeptCurves } from './curves';

/** Columns of one combination of breakdowns: places, counts, and per count whether it is withheld (1). */
export type KeptColumns = Record<string, (string | number | null)[]>;

/** A family as it is kept in the warehouse: every combination's columns, and what had to be withheld whole. */
export interface KeptContent {
	print: string;
	combinations: Record<string, KeptColumns>;
	withheldWhole: string[];
	mayBeZero: string[];
	curves: KeptCurves;
}

/** A kept family ready to be sliced. */
export interface KeptFamily {
	content: KeptContent;
	tables: Map<string, ColumnTable>;
}

/** The column that says whether a count is withheld. */
export function hiddenColumn(variable: string): string {
	return `hidden_${variable}`;
}

/** The name of a combination of breakdowns, whatever the order they were written in. */
export function combinationKey(names: readonly string[]): string {
	return [...names].sort().join();
}

/** Lays protected cells out in columns, one table per combination; figures beside counts are kept where counts are shown. */
export function keepFamily(
	family: Family,
	protection: Protection,
	figures: FamilyFigure[]
): Omit<KeptContent, 'curves' | 'print'> {
	const hidden = new Set(protection.hidden);
	const beside = new Map(figures.map((figure) => [cellKey('', figure.at), figure.numbers]));
	const groups = Map.groupBy(family.cells, (cell) => combinationKey(Object.keys(cell.at)));
	const combinations = [...groups].map(([key, cells]) => [key, columnsOf(cells, hidden, beside)] as const);
	return {
		combinations: Object.fromEntries(combinations),
		withheldWhole: protection.withheldWhole,
		mayBeZero: protection.mayBeZero
	};
}

function columnsOf(
	cells: FamilyCell[],
	hidden: Set<string>,
	beside: Map<string, Record<string, number>>
): KeptColumns {
	const first = cells[0] as FamilyCell;
	const places = Object.keys(first.at).map((name) => [name, cells.map((cell) => cell.at[name] ?? '')]);
	const counts = Object.keys(first.counts).flatMap((variable) => [
		[variable, cells.map((cell) => cell.counts[variable] ?? 0)],
		[hiddenColumn(variable), cells.map((cell) => (hidden.has(cellKey(variable, cell.at)) ? 1 : 0))]
	]);
	const numbers = cells.map((cell) => beside.get(cellKey('', cell.at)) ?? {});
	const names = [...new Set(numbers.flatMap((entry) => Object.keys(entry)))];
	const figures = names.map((name) => [name, numbers.map((entry) => entry[name] ?? null)]);
	return Object.fromEntries([...places, ...counts, ...figures]);
}

/** Makes kept columns sliceable. */
export function openFamily(content: KeptContent): KeptFamily {
	const entries = Object.entries(content.combinations).map(
		([key, columns]) => [key, table(columns)] as const
	);
	return { content, tables: new Map(entries) };
}

/** What a kept family showed and hid, for the protection of other states. */
export function releasedOf(content: KeptContent, variables: readonly string[]): ReleasedCell[] {
	return Object.entries(content.combinations).flatMap(([key, columns]) => {
		const names = key === '' ? [] : key.split(',');
		const size = columns[variables[0] ?? '']?.length ?? 0;
		return Array.from({ length: size }, (_, at) => released(columns, names, variables, at)).flat();
	});
}

function released(
	columns: KeptColumns,
	names: string[],
	variables: readonly string[],
	at: number
): ReleasedCell[] {
	const place = Object.fromEntries(names.map((name) => [name, String(columns[name]?.[at])]));
	return variables.map((variable) => ({
		key: cellKey(variable, place),
		value: Number(columns[variable]?.[at] ?? 0),
		hidden: columns[hiddenColumn(variable)]?.[at] === 1
	}));
}
