import { neutralCell } from '$lib/domain';
import { hsdsTables, type HsdsWords } from './hsds-tables';
import type { Matrix } from './read-matrix';
import { zipOf } from './zip-of';

/** The matrix of a day as a zip of CSVs in the tables of HSDS 3, with a page that says what these cannot hold. */
export function writeHsds(matrix: Matrix, words: HsdsWords, readme: string): Uint8Array {
	const tables = hsdsTables(matrix.lines, words);
	const files = new Map([...tables].map(([name, rows]) => [name, rows.map(csvLine).join('')]));
	return zipOf(new Map([...files, ['README.txt', readme]]));
}

function csvLine(cells: string[]): string {
	return `${cells.map(quote).join(',')}\r\n`;
}

function quote(value: string): string {
	const text = neutralCell(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
