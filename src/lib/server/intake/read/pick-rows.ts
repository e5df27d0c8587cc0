import type { ReadTable } from './read-table';
import { cellTexts, walkRecords } from './walk-records';

/**
 * The cells of some rows of a table, by their line. A row that is broken, so that nobody knows which cell stands in
 * which column, has none.
 */
export async function pickRows(
	{ text, layout, sorted }: ReadTable,
	wanted: ReadonlySet<number>
): Promise<Map<number, string[] | null>> {
	const picked = new Map<number, string[] | null>();
	const { dialect, header } = layout;
	await walkRecords(text, { dialect, width: header.cells.length, headerRow: header.row }, (visit) => {
		if (wanted.has(visit.row) && visit.row > header.row) {
			picked.set(visit.row, sorted.excluded.has(visit.ordinal) ? null : cellTexts(visit, dialect));
		}
		return picked.size < wanted.size;
	});
	return picked;
}
