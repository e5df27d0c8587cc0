import { sameHeader, type SourceTable, type Transform } from '$lib/catalog';
import type { ReadTable } from '../read';

/** A table of a source as it was read, and which of its columns is which of the declared ones. */
export interface Source {
	table: SourceTable;
	read: ReadTable;
	/** Name of the file in the archive; null for a file by itself. */
	file: string | null;
	/** Place of the table in the declaration. */
	place: number;
	/** Declared column -> cell, and -> their header. */
	cells: Map<string, number>;
	headers: Map<string, string>;
}

/** Lines of one source that something holds of. */
export class LineSet {
	private marks = new Uint8Array(1 << 12);
	size = 0;

	add(line: number): void {
		if (line >= this.marks.length) {
			const larger = new Uint8Array(Math.max(line + 1, this.marks.length * 2));
			larger.set(this.marks);
			this.marks = larger;
		}
		if (this.marks[line] === 0) this.size++;
		this.marks[line] = 1;
	}

	has(line: number): boolean {
		return this.marks[line] === 1;
	}

	*[Symbol.iterator](): Generator<number> {
		for (let line = 0; line < this.marks.length; line++) if (this.marks[line] === 1) yield line;
	}
}

/** The rows of one table: all, those of which something was made, those that another row took something from, those rejected or left out. */
export interface SourceLines {
	rows: LineSet;
	made: LineSet;
	used: LineSet;
	wrong: LineSet;
	skipped: Map<number, string>;
}

/** More lines than a file has; a row of the second table is numbered from here on, and so forth. */
const SPAN = 100_000_000;

/** One number for a line of one of several tables; lines of the first table keep their own. */
export function rowNumber(place: number, line: number): number {
	return place * SPAN + line;
}

/** The table and line that such a number stands for. */
export function placeAndLine(row: number): { place: number; line: number } {
	return { place: Math.floor(row / SPAN), line: row % SPAN };
}

/** Matches the columns of a table that was read with those declared for it. */
export function asSource(
	transform: Transform,
	table: SourceTable,
	read: ReadTable,
	file: string | null
): Source {
	const cells = new Map<string, number>();
	const headers = new Map<string, string>();
	for (const [column, names] of Object.entries(table.columns)) {
		const wanted = names.map(sameHeader);
		const cell = read.headers.findIndex((header) => wanted.includes(sameHeader(header)));
		headers.set(column, read.headers[cell] ?? names[0] ?? column);
		if (cell >= 0) cells.set(column, cell);
	}
	return { table, read, file, place: transform.tables.indexOf(table), cells, headers };
}
