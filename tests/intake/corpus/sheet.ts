import { writeCell, writeRecord, type Habit } from './habits';

/** A clean table as one system wrote it, and the row in it that is to be spoilt. */
export interface Sheet {
	table: string[][];
	/** Text of each record, header first, without line ends. */
	records: string[];
	how: Habit;
	d: string;
	width: number;
	/** Index of the row to spoil, in `table` and `records`; never the first or the last row. */
	at: number;
	/** Index of the column to spoil, never the first or the last unless there are two. */
	cell: number;
}

/** What became of a sheet. */
export interface Spoilt {
	records?: string[];
	/** The whole text, where it is not the records with their line ends. */
	text?: string;
	/** The bytes, where they are not that text in the habit's encoding. */
	bytes?: Buffer;
	/** Indexes in `records` of the records at fault; the file as a whole when there are none. */
	faults?: number[];
	/** Rules of which one must be said where it is not read exactly and no line is at fault. */
	says?: string[];
	/** Indexes in `meant` of rows that nobody could read any more. */
	loses?: number[];
	/** The table that the file stands for. */
	meant?: string[][];
}

/** A way of spoiling a sheet; null where it does not apply to it. */
export type Way = (sheet: Sheet) => Spoilt | null;

/** The record at fault, written anew. */
export function replaced({ records, at }: Sheet, record: string): string[] {
	return records.map((old, index) => (index === at ? record : old));
}

/** Records put in before the row to spoil. */
export function inserted({ records, at }: Sheet, ...more: string[]): string[] {
	return [...records.slice(0, at), ...more, ...records.slice(at)];
}

/** The record at fault with one of its cells written by hand. */
export function withCell(sheet: Sheet, write: (text: string) => string): string[] {
	const cells = (sheet.table[sheet.at] ?? []).map((text, index) =>
		index === sheet.cell ? write(text) : writeCell(text, sheet.how)
	);
	return replaced(sheet, cells.join(sheet.d));
}

/** The table with another text in the cell at fault. */
export function meantWith({ table, at, cell }: Sheet, text: string): string[][] {
	return table.map((row, index) => (index === at ? row.map((old, k) => (k === cell ? text : old)) : row));
}

/** A row of as many cells as the table, the first ones filled. */
export function rowOf({ width, how }: Sheet, ...first: string[]): string {
	return writeRecord([...first, ...Array<string>(Math.max(0, width - first.length)).fill('')], how);
}

/** An empty row as the delimiters alone. */
export function emptyRow({ width, d }: Sheet): string {
	return d.repeat(width - 1);
}
