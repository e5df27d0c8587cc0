import { neutralCell, type RowValue, type SafeRow, type SafeTable } from '$lib/domain';
import { NUMBERS, extraColumns } from './table-shape';

/**
 * A safe table as CSV (RFC 4180, UTF-8): codes, plain numbers, and the status of each row. What is withheld is
 * empty here as it is everywhere. Text that a spreadsheet would run as a formula is made text by an apostrophe.
 */
export function writeCsv(table: SafeTable): string {
	const columns = columnsOf(table);
	const lines = table.rows.map((row) => columns.map((column) => cell(valueAt(table, row, column))).join(','));
	return `${[columns.map(cell).join(','), ...lines].join('\r\n')}\r\n`;
}

/** Each breakdown, its words beside it where a code has words, then what else a row carries, the numbers, the status. */
function columnsOf(table: SafeTable): string[] {
	const places = [...table.by, ...extraColumns(table)];
	const named = places.flatMap((column) =>
		hasWords(table, column) ? [column, `${column}_label`] : [column]
	);
	return [...named, ...NUMBERS, 'status'];
}

function hasWords(table: SafeTable, column: string): boolean {
	const labels = table.labels[column] ?? {};
	return table.rows.some((row) => (labels[String(row[column])] ?? row[column]) !== row[column]);
}

function valueAt(table: SafeTable, row: SafeRow, column: string): RowValue {
	if (column in row) return row[column] ?? null;
	const coded = column.replace(/_label$/, '');
	return table.labels[coded]?.[String(row[coded])] ?? row[coded] ?? null;
}

function cell(value: RowValue): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = neutralCell(value);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
