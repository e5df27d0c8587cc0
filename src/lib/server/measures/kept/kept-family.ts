import { table, type ColumnTable } from 'arquero';
import {
	SHARES,
	cellKey,
	cellKeysAt,
	type FamilyCell,
	type Protection,
	type ReleasedCell
} from '$lib/server/disclosure';
import type { CountedCell } from '../families';
import type { KeptCurves } from './curves';
import type { KeptStrata } from './strata';
import type { KeptSupport } from './supports';

/** Columns of one combination: places, counts, and per count whether it is withheld (`HIDDEN`, or more where a share is told). */
export type KeptColumns = Record<string, (string | number | null)[]>;

/** A family as it is kept in the warehouse: every combination's columns, and what had to be withheld whole. */
export interface KeptContent {
	print: string;
	combinations: Record<string, KeptColumns>;
	/** Combinations of breakdowns, as `combinationKey` names them. */
	withheldWhole: string[];
	mayBeZero: string[];
	curves: KeptCurves;
	/** With and without each support; missing where a family has none. */
	supports?: KeptSupport[];
	/** Groups compared within programs; missing where a family has none. */
	stratified?: KeptStrata[];
	/** Counts that notes may say; null where only some may be said. */
	asides: Record<string, number | null>;
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

/** The mark of a count that is withheld; above it stand those that are told to be more than a share of their total. */
const HIDDEN = 1;

function markOf(share: number): number {
	return HIDDEN + 1 + SHARES.findIndex((one) => one === share);
}

/** The share, in percent, that a mark tells a withheld count to be more than. */
export function shareOf(mark: number): number | undefined {
	return SHARES[mark - HIDDEN - 1];
}

function aboveOf(mark: string | number | null | undefined): { above?: number } {
	const above = shareOf(Number(mark));
	return above === undefined ? {} : { above };
}

/** The name of a combination of breakdowns, whatever the order they were written in. */
export function combinationKey(names: readonly string[]): string {
	return [...names].sort().join();
}

/** The breakdowns of a combination's name. */
export function combinationNames(key: string): string[] {
	return key === '' ? [] : key.split(',');
}

/** Lays protected cells out in columns, one table per combination of breakdowns. */
export function keepFamily(
	cells: CountedCell[],
	protection: Omit<Protection, 'threshold' | 'released'>
): Omit<KeptContent, 'curves' | 'supports' | 'stratified' | 'asides' | 'print'> {
	const hidden = new Map(protection.hidden.map((key) => [key, HIDDEN]));
	for (const { key, share } of protection.above) hidden.set(key, markOf(share));
	const groups = Map.groupBy(cells, (cell) => combinationKey(Object.keys(cell.at)));
	const combinations = [...groups].map(([key, some]) => [key, columnsOf(some, hidden)] as const);
	const { withheldWhole, mayBeZero } = protection;
	return { combinations: Object.fromEntries(combinations), withheldWhole, mayBeZero };
}

function columnsOf(cells: CountedCell[], hidden: Map<string, number>): KeptColumns {
	const first = cells[0] as CountedCell;
	const places = Object.keys(first.at).map((name) => [name, cells.map((cell) => cell.at[name] ?? '')]);
	const counts = Object.keys(first.counts).flatMap((variable) => [
		[variable, cells.map((cell) => cell.counts[variable] ?? 0)],
		[hiddenColumn(variable), cells.map((cell) => hidden.get(cellKey(variable, cell.at)) ?? 0)]
	]);
	const names = [...new Set(cells.flatMap((cell) => Object.keys(cell.figures ?? {})))];
	const figures = names.map((name) => [name, cells.map((cell) => cell.figures?.[name] ?? null)]);
	return Object.fromEntries([...places, ...counts, ...figures]);
}

/** Makes kept columns sliceable. */
export function openFamily(content: KeptContent): KeptFamily {
	const entries = Object.entries(content.combinations).map(
		([key, columns]) => [key, table(columns)] as const
	);
	return { content, tables: new Map(entries) };
}

/** The counts of a combination's columns, row by row, whether they are withheld or not. */
export function countsOf(names: string[], columns: KeptColumns, variables: readonly string[]): FamilyCell[] {
	const counted = variables.filter((variable) => variable in columns);
	return Array.from({ length: columns[counted[0] ?? '']?.length ?? 0 }, (_, row) => ({
		at: Object.fromEntries(names.map((name) => [name, String(columns[name]?.[row])])),
		counts: Object.fromEntries(counted.map((name) => [name, Number(columns[name]?.[row] ?? 0)]))
	}));
}

/** What a kept family showed and hid, for the protection of other states. */
export function releasedOf(content: KeptContent, variables: readonly string[]): ReleasedCell[] {
	const mayBeZero = new Set(content.mayBeZero);
	return Object.entries(content.combinations).flatMap(([key, columns]) => {
		const names = combinationNames(key);
		const counted = variables.filter((variable) => variable in columns);
		const size = columns[counted[0] ?? '']?.length ?? 0;
		const rows = Array.from({ length: size }, (_, at) => released(columns, names, counted, at)).flat();
		return rows.map((cell) => (mayBeZero.has(cell.key) ? { ...cell, mayBeZero: true } : cell));
	});
}

function released(
	columns: KeptColumns,
	names: string[],
	variables: readonly string[],
	at: number
): ReleasedCell[] {
	const keyOf = cellKeysAt(Object.fromEntries(names.map((name) => [name, String(columns[name]?.[at])])));
	return variables.map((variable) => ({
		key: keyOf(variable),
		value: Number(columns[variable]?.[at] ?? 0),
		hidden: Number(columns[hiddenColumn(variable)]?.[at]) > 0,
		...aboveOf(columns[hiddenColumn(variable)]?.[at])
	}));
}
