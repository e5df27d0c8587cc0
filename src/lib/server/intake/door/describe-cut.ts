import { valueFinding } from '../check/value-finding';
import type { LocatedFinding } from '../read';

/** Says which columns were cut because the agreement leaves them out, and from how many rows. */
export function describeCut(removed: string[], headerRow: number | null, rows: number): LocatedFinding[] {
	return removed.map((header) =>
		valueFinding('not_agreed', { row: headerRow, rows: [], header, value: header, count: rows })
	);
}

/** Headers that were cut of one file of an archive, of all that were cut in it. */
export function cutIn(file: string, removed: string[]): string[] {
	const mark = `${file}: `;
	return removed.flatMap((header) => (header.startsWith(mark) ? [header.slice(mark.length)] : []));
}
