import Papa from 'papaparse';
import {
	noLines,
	PREVIEW_BYTES,
	PREVIEW_COLUMNS,
	PREVIEW_LETTERS,
	PREVIEW_ROWS,
	type FirstLines
} from './first-lines';

/** The first lines of a file as a table: encoding by its bytes, delimiter by its lines. */
export function readPreview(bytes: Uint8Array): FirstLines {
	if (bytes.length === 0) return noLines('empty');
	const { text, encoding } = decode(bytes);
	if (text === null) return noLines('not text');
	return { kind: 'table', encoding, ...tableOf(wholeLines(text, bytes.length)) };
}

function decode(bytes: Uint8Array): { text: string | null; encoding: string } {
	const [first = 0, second = 0, third = 0] = bytes;
	if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le', 'UTF-16');
	if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be', 'UTF-16');
	if (first === 0xef && second === 0xbb && third === 0xbf) return decoded(bytes, 'utf-8', 'UTF-8');
	if (isBinary(bytes)) return { text: null, encoding: '' };
	return isUtf8(bytes) ? decoded(bytes, 'utf-8', 'UTF-8') : decoded(bytes, 'windows-1252', 'Windows-1252');
}

function decoded(bytes: Uint8Array, label: string, encoding: string): { text: string; encoding: string } {
	return { text: new TextDecoder(label).decode(bytes), encoding };
}

/** Workbooks, zips and pictures hold NUL bytes early; text in one of our encodings does not. */
function isBinary(bytes: Uint8Array): boolean {
	return bytes.subarray(0, 4096).includes(0);
}

/** The cut at the end may fall inside a letter of several bytes, so up to three are spared. */
function isUtf8(bytes: Uint8Array): boolean {
	return [0, 1, 2, 3].some((spare) => {
		try {
			new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - spare));
			return true;
		} catch {
			return false;
		}
	});
}

function wholeLines(text: string, length: number): string {
	const end = text.lastIndexOf('\n');
	return length < PREVIEW_BYTES || end < 0 ? text : text.slice(0, end);
}

function tableOf(text: string): Pick<FirstLines, 'delimiter' | 'columns' | 'header' | 'rows'> {
	const declared = /^sep=(.)\r?\n/i.exec(text);
	const body = declared ? text.slice(declared[0].length) : text;
	const { data, meta } = Papa.parse<string[]>(body, {
		delimiter: declared?.[1] ?? '',
		delimitersToGuess: [',', ';', '\t', '|'],
		preview: 40,
		skipEmptyLines: 'greedy'
	});
	const start = headerPlace(data);
	return {
		delimiter: meta.delimiter,
		columns: data[start]?.length ?? 0,
		header: shown(data[start] ?? []),
		rows: data.slice(start + 1, start + 1 + PREVIEW_ROWS).map(shown)
	};
}

function shown(line: string[]): string[] {
	return line
		.slice(0, PREVIEW_COLUMNS)
		.map((cell) => (cell.length > PREVIEW_LETTERS ? `${cell.slice(0, PREVIEW_LETTERS)}…` : cell));
}

/** Titles above the header fill few cells; the header is the first line that fills as many as most lines do. */
function headerPlace(lines: string[][]): number {
	const filled = lines.map((line) => line.filter((cell) => cell.trim() !== '').length);
	const usual = [...filled].sort((a, b) => a - b)[Math.floor(filled.length / 2)] ?? 0;
	const place = filled.findIndex((count) => count >= usual * 0.6);
	return Math.max(0, place);
}
