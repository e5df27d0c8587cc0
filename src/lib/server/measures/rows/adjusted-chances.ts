import { holm } from '../estimates';
import type { StatedRow } from '../measure';

/** Rows of which each has a test of its own, with its p adjusted for the number of tests by Holm's method. */
export function withAdjustedChances(rows: StatedRow[]): StatedRow[] {
	const tested = rows.filter(({ status }) => status !== 'withheld');
	const adjusted = holm(tested.map((row) => Number(row.p)));
	return rows.map((row) => ({ ...row, adjusted_p: adjusted[tested.indexOf(row)] ?? null }));
}
