import { valueFinding } from '../check/value-finding';
import type { LocatedFinding } from '../read';

/** So many columns that were cut of one file are named one by one. */
const NAMED = 20;
const FIRST = 5;

/** Says which columns were cut because the agreement leaves them out, and from how many rows. */
export function describeCut(removed: string[], headerRow: number | null, rows: number): LocatedFinding[] {
	if (removed.length > NAMED) {
		const value = `${removed.length} columns (${removed.slice(0, FIRST).join(', ')} …)`;
		return [valueFinding('columns_not_agreed', { row: headerRow, rows: [], value, count: rows })];
	}
	return removed.map((header) =>
		valueFinding('not_agreed', { row: headerRow, rows: [], header, value: header, count: rows })
	);
}

/** Headers that were cut of one file of an archive, of all that were cut in it. */
export function cutIn(file: string, removed: string[]): string[] {
	const mark = `${file}: `;
	return removed.flatMap((header) => (header.startsWith(mark) ? [header.slice(mark.length)] : []));
}
