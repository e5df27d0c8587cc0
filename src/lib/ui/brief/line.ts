import { writeCell, type SafeRow, type SafeTable } from '$lib/domain';

/** One line of a brief: a few strong words, the sentence behind them, and where more of it stands. */
export interface BriefLine {
	lead: string;
	text: string;
	href?: string;
}

/** A line without strong words. */
export function plain(text: string): BriefLine {
	return { lead: '', text };
}

/** A row's number in its unit, or the words that stand in its place. */
export function sentence(row: SafeRow, table: SafeTable): string {
	return writeCell(row, table.unit);
}

/** The rows of a table by the values of one column. */
export function rowsBy(table: SafeTable | null, column: string): Map<string, SafeRow> {
	return new Map((table?.rows ?? []).map((row) => [String(row[column]), row]));
}

/** The number of a row that is shown; nothing for any other. */
export function shownValue(row: SafeRow | undefined): number | null {
	return row?.status === 'shown' ? row.value : null;
}
