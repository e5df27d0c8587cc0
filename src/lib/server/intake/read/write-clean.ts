import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { ReadTable } from './read-table';
import type { Dialect } from './scan-record';
import { cellText, walkRecords, type Visit } from './walk-records';

/** Whether the header is written, and the line of each row in the file as sent (as the first column). */
export interface CleanShape {
	header: boolean;
	sourceRows: boolean;
}

/** Writes the rows of a table as plain UTF-8 CSV (comma, double quotes, LF), each value as it was; returns how many. */
export async function writeClean(table: ReadTable, target: string, shape: CleanShape): Promise<number> {
	const out = new CleanFile(target);
	const width = table.headers.length;
	const { layout, sorted, text } = table;
	if (shape.header) out.add(table.headers.map(quoted).join(','));
	let rows = 0;
	const walk = { dialect: layout.dialect, width: layout.header.cells.length, headerRow: layout.header.row };
	await walkRecords(text, walk, (visit) => {
		if (sorted.excluded.has(visit.ordinal)) return;
		rows++;
		out.add((shape.sourceRows ? `${visit.row},` : '') + rowText(visit, width, layout.dialect));
	});
	out.close();
	return rows;
}

function rowText(visit: Visit, width: number, dialect: Dialect): string {
	let text = '';
	for (let cell = 0; cell < width; cell++) {
		const value = cell < visit.record.count ? cellText(visit, cell, dialect) : '';
		text += (cell > 0 ? ',' : '') + quoted(value);
	}
	return text;
}

/** A value in quotes where it needs them. */
export function quoted(value: string): string {
	return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

const BLOCK = 1 << 16;

/** Text on its way to a file, written in blocks. */
export class CleanFile {
	private readonly file: number;
	private lines: string[] = [];
	private length = 0;
	/** How many lines were added. */
	count = 0;

	constructor(path: string) {
		this.file = openSync(path, 'w', 0o600);
	}

	add(line: string): void {
		this.lines.push(line, '\n');
		this.length += line.length;
		this.count++;
		if (this.length >= BLOCK) this.flush();
	}

	close(): void {
		this.flush();
		closeSync(this.file);
	}

	private flush(): void {
		writeFileSync(this.file, this.lines.join(''));
		this.lines = [];
		this.length = 0;
	}
}
