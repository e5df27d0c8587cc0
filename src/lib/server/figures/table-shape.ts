import type { RowValue, SafeRow, SafeTable } from '$lib/domain';

/** The five numbers that every row has. */
export const NUMBERS = ['numerator', 'denominator', 'value', 'lower', 'upper'] as const;

/** Columns that rows carry beside breakdowns, numbers and status, in the order they first occur. */
export function extraColumns(table: SafeTable): string[] {
	const known = new Set<string>([...table.by, ...NUMBERS, 'status']);
	return [...new Set(table.rows.flatMap((row) => Object.keys(row)))].filter((column) => !known.has(column));
}

/** Whether a table's rows are months of a curve. */
export function isCurve(table: SafeTable): boolean {
	return table.rows.some((row) => 'time' in row);
}

/** A cell as text, without labels: for comparing. */
export function textOf(value: RowValue | undefined): string {
	return value === null || value === undefined ? '' : String(value);
}

/** Rows whose number is shown and of which a reader may be told. */
export function toldRows(rows: readonly SafeRow[]): (SafeRow & { value: number })[] {
	return rows.filter(
		(row): row is SafeRow & { value: number } => row.status === 'shown' && row.value !== null
	);
}
