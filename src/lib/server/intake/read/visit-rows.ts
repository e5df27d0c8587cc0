import type { ReadTable } from './read-table';
import { cellText, walkRecords } from './walk-records';

/** The text of a cell of the record that is visited, without spaces around; empty where the record has no such cell. */
export type CellReader = (cell: number) => string;

/** Visits the rows of a table, each with its line in the file; what was left out or rejected is passed over. */
export async function visitRows(
	table: ReadTable,
	visit: (line: number, read: CellReader) => void
): Promise<void> {
	const { layout, sorted, text } = table;
	const { dialect, header } = layout;
	await walkRecords(text, { dialect, width: header.cells.length, headerRow: header.row }, (visited) => {
		if (sorted.excluded.has(visited.ordinal)) return;
		visit(visited.row, (cell) =>
			cell < visited.record.count ? cellText(visited, cell, dialect).trim() : ''
		);
	});
}
