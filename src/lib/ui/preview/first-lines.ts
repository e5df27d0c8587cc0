/** What the browser sees in the first lines of a file that is about to be sent. */
export interface FirstLines {
	kind: 'table' | 'not text' | 'empty' | 'unreadable';
	encoding: string;
	delimiter: string;
	header: string[];
	rows: string[][];
}

/** So much of a file is read for a look at its first lines. */
export const PREVIEW_BYTES = 128 * 1024;

/** Lines that are shown. */
export const PREVIEW_ROWS = 6;

/** First lines without a table, for a file that cannot be looked at. */
export function noLines(kind: FirstLines['kind']): FirstLines {
	return { kind, encoding: '', delimiter: '', header: [], rows: [] };
}
