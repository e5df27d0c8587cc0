import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { readFile, type ReadReport } from '$lib/server/intake';

let folder: string | undefined;
let written = 0;

export function removeSmallFiles(): void {
	if (folder) rmSync(folder, { recursive: true, force: true });
	folder = undefined;
}

function newPath(name: string): string {
	folder ??= mkdtempSync(join(tmpdir(), 'braidwork-intake-'));
	return join(folder, `${written++}-${name}`);
}

/** Writes a file under a name of its own and returns its path. */
export function smallFile(content: string | Uint8Array, name = 'file.csv'): string {
	const path = newPath(name);
	writeFileSync(path, content);
	return path;
}

export interface Understood {
	report: ReadReport;
	columns: string[];
	rows: string[][];
}

/** What intake understands of a file: its report, and the table as it writes it again. */
export async function understand(content: string | Uint8Array, name = 'file.csv'): Promise<Understood> {
	const csv = newPath('clean.csv');
	const report = await readFile(smallFile(content, name), { csv });
	const [columns = [], ...rows] = Papa.parse<string[]>(readFileSync(csv, 'utf8').replace(/\n$/, ''), {
		delimiter: ',',
		newline: '\n'
	}).data;
	return { report, columns, rows: report.rows === 0 ? [] : rows };
}

/** How a table is written. */
export interface Writing {
	delimiter: string;
	quote: 'needed' | 'always';
	lineEnd: string;
	encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';
	finalLineEnd: boolean;
}

export const PLAIN: Writing = {
	delimiter: ',',
	quote: 'needed',
	lineEnd: '\r\n',
	encoding: 'utf-8',
	finalLineEnd: true
};

/** A table as bytes, written in the given way. */
export function write(table: string[][], writing: Partial<Writing> = {}): Buffer {
	const { delimiter, quote, lineEnd, encoding, finalLineEnd } = { ...PLAIN, ...writing };
	const cell = (text: string) =>
		quote === 'always' || text.includes(delimiter) || /["\r\n]/.test(text)
			? `"${text.replaceAll('"', '""')}"`
			: text;
	const text =
		table.map((cells) => cells.map(cell).join(delimiter)).join(lineEnd) + (finalLineEnd ? lineEnd : '');
	if (encoding === 'utf-8') return Buffer.from(text);
	if (encoding === 'utf-8-bom') return Buffer.from('\ufeff' + text);
	if (encoding === 'windows-1252') return iconv.encode(text, 'windows-1252');
	return iconv.encode('\ufeff' + text, encoding, { addBOM: false });
}

/** Whether anything was said of a file that is not exactly as expected. */
export function isSaid({ report }: Understood): boolean {
	const ignored = report.rows_ignored.some(({ why }) => why !== 'header');
	return report.findings.length > 0 || ignored || report.rows_rejected > 0;
}
