import {
	isQuarter,
	quarterIndex,
	quarterLabel,
	writeCell,
	writeCount,
	writeDollars,
	writeValue
} from '$lib/domain';
import type { RowValue, SafeRow, SafeTable } from '$lib/domain';
import { CHART_WORDS } from './words';

/** The plain words for a breakdown value of a table. */
export function labelOf(table: SafeTable, column: string, value: RowValue | undefined): string {
	if (value === null || value === undefined) return CHART_WORDS.noData;
	const text = String(value);
	const label = table.labels[column]?.[text];
	if (label !== undefined) return label;
	return isQuarter(text) ? quarterLabel(text, table.calendar) : text;
}

/** The distinct values of a column: in the order of the table's labels, else of time, else as they come. */
export function valuesOf(table: SafeTable, column: string, rows: readonly SafeRow[] = table.rows): string[] {
	const found = [...new Set(rows.map((row) => String(row[column])))];
	if (found.some(isQuarter)) return inTime(found);
	const order = Object.keys(table.labels[column] ?? {});
	const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length);
	return found.sort((a, b) => place(a) - place(b));
}

/** Quarters in their order, what is no quarter behind them. */
function inTime(values: string[]): string[] {
	const place = (value: string) => (isQuarter(value) ? quarterIndex(value) : Infinity);
	return values.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** The rows of the latest quarter where a table is broken down by quarter; else all rows. */
export function latestRows(table: SafeTable): readonly SafeRow[] {
	const latest = latestQuarter(table);
	return latest === null ? table.rows : table.rows.filter((row) => row.quarter === latest);
}

/** The latest quarter of a table that is broken down by quarter. */
export function latestQuarter(table: SafeTable): string | null {
	if (!table.by.includes('quarter')) return null;
	return valuesOf(table, 'quarter').filter(isQuarter).at(-1) ?? null;
}

/** The breakdowns that a chart has not yet given an axis. */
export function otherBreakdowns(table: SafeTable, ...used: string[]): string[] {
	const carried = CARRIED.filter(
		(column) => !table.by.includes(column) && table.rows.some((row) => column in row)
	);
	return [...table.by, ...carried].filter((column) => !used.includes(column));
}

/** Columns that cut the rows of a table although nobody asked for them: with and without a service. */
const CARRIED = ['received'];

/** Rows that share their values in some columns, and the words for those values. */
export interface Group {
	key: string;
	label: string;
	rows: SafeRow[];
}

/** Cuts rows by columns, in the order of a single column's values, else as they come; no column is one group. */
export function groupsBy(table: SafeTable, rows: readonly SafeRow[], columns: string[]): Group[] {
	const keyOf = (row: SafeRow) => columns.map((column) => String(row[column])).join(' · ');
	const [only = ''] = columns;
	const keys = columns.length === 1 ? valuesOf(table, only, rows) : [...new Set(rows.map(keyOf))];
	return keys.map((key) => {
		const own = rows.filter((row) => keyOf(row) === key);
		const words = columns.map((column) => labelOf(table, column, own[0]?.[column]));
		return { key, label: words.join(' · '), rows: own };
	});
}

/** A row's breakdown values in words, joined: `Child care · Refugees`. */
export function placeOf(table: SafeTable, row: SafeRow): string {
	const columns = [...table.by, ...BESIDE.filter((column) => column in row && !table.by.includes(column))];
	return columns.map((column) => labelOf(table, column, row[column])).join(' · ');
}

/** A row in a few lines, as a tip shows it: where, the number or why there is none, of how many, the interval. */
export function tipOf(table: SafeTable, row: SafeRow): string {
	const lines = [placeOf(table, row) || table.title, writeCell(row, table.unit)];
	if (row.status !== 'shown') return lines.join('\n');
	if (isShare(table) && row.numerator !== null && row.denominator !== null)
		lines[1] += ` (${writeBeside(table, row.numerator)} ${CHART_WORDS.of} ${writeBeside(table, row.denominator)})`;
	if (row.lower !== null && row.upper !== null)
		lines.push(
			`${hasIntervals(table) ? CHART_WORDS.interval : CHART_WORDS.range} ` +
				`${writeValue(row.lower, table.unit)} – ${writeValue(row.upper, table.unit)}`
		);
	return lines.join('\n');
}

/** A share's numerator or denominator in its own unit: most count people, some dollars or pairs. */
export function writeBeside(table: SafeTable, number: number): string {
	return sharesDollars(table) ? writeDollars(number) : writeCount(number);
}

/** Whether the shares of a table are shares of dollars. */
export function sharesDollars(table: SafeTable): boolean {
	return isShare(table) && DOLLAR_SHARES.includes(table.measure);
}

/** Measures whose numerator and denominator are dollars though their value is a share. */
const DOLLAR_SHARES = ['dependence'];

/** Whether a table's values are fractions of one. */
export function isShare(table: SafeTable): boolean {
	return table.unit === 'percent' || table.unit === 'probability';
}

/** Whether lower and upper are a 95% interval; of dollars they are a range or quartiles. Source: the definitions of the measures. */
export function hasIntervals(table: SafeTable): boolean {
	return isShare(table) || ['points', 'months', 'days'].includes(table.unit);
}

/** The numbers that are shown, by row. */
export function shownRows(rows: readonly SafeRow[]): (SafeRow & { value: number })[] {
	return rows.filter(
		(row): row is SafeRow & { value: number } => row.status === 'shown' && row.value !== null
	);
}

/** Columns that say where a row stands though they are no breakdown of the question. */
const BESIDE = ['reason', 'state_name', ...CARRIED];
