/** What the browser sees in the first lines of a file that is about to be sent. */
export interface FirstLines {
	kind: 'table' | 'not text' | 'empty' | 'unreadable';
	encoding: string;
	delimiter: string;
	/** Columns in all; so many are shown. */
	columns: number;
	header: string[];
	rows: string[][];
}

/** So much of a file is read for a look at its first lines. */
export const PREVIEW_BYTES = 128 * 1024;

/** Lines that are shown. */
export const PREVIEW_ROWS = 6;

/** Columns that are shown, and letters of a cell; drawing more would hold the page up. */
export const PREVIEW_COLUMNS = 40;
export const PREVIEW_LETTERS = 120;

/** First lines without a table, for a file that cannot be looked at. */
export function noLines(kind: FirstLines['kind']): FirstLines {
	return { kind, encoding: '', delimiter: '', columns: 0, header: [], rows: [] };
}
