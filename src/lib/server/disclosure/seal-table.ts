import type { CellStatus, CountedRow, SafeRow, SafeTable, SafeTableHead } from '$lib/domain';

/** A counted row with the status that disclosure control gave it. */
export type SealableRow = CountedRow & { status: CellStatus };

/** Numbers in these columns say where a row stands, or what the service matrix says, and nothing of the people in it. */
const PLACES = ['time', 'quarters_since_start', 'places', 'nominal_share', 'capacity_share'];

/** Makes a safe table, which nobody changes afterwards: withheld rows lose every number, and a small count of people still marked as shown is refused. */
export function seal(head: SafeTableHead, rows: SealableRow[]): SafeTable {
	rows.forEach((row) => refuseSmall(head, row));
	return close(head, rows);
}

/** Makes a safe table of numbers computed only from safe tables and from figures that are public anyway. */
export function derive(tables: SafeTable[], head: SafeTableHead, rows: SealableRow[]): SafeTable {
	const other = tables.find((table) => table.threshold < head.threshold);
	if (other) throw new Error(`"${head.measure}" rests on "${other.measure}", which keeps a lower threshold`);
	return close(head, rows);
}

function close(head: SafeTableHead, rows: SealableRow[]): SafeTable {
	const places = new Set([...head.by, ...PLACES]);
	const safe = rows.map((row) =>
		Object.freeze(row.status === 'withheld' ? emptied(row, places) : { ...row })
	);
	const withheld = safe.filter((row) => row.status === 'withheld').length;
	return Object.freeze({ ...head, rows: safe, withheld }) as unknown as SafeTable;
}

function emptied(row: SealableRow, places: Set<string>): SafeRow {
	const kept = Object.entries(row).map(([column, value]) => {
		return [column, typeof value === 'number' && !places.has(column) ? null : value];
	});
	return Object.fromEntries(kept) as SafeRow;
}

function refuseSmall(head: SafeTableHead, row: SealableRow): void {
	if (head.unit !== 'people' || row.status !== 'shown') return;
	const small = [row.value, row.numerator].some((count) => count !== null && isSmall(count, head.threshold));
	if (small) throw new Error(`"${head.measure}" would show a count below ${head.threshold}`);
}

function isSmall(count: number, threshold: number): boolean {
	return count > 0 && count < threshold;
}
