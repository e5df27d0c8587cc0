import { readdirSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { dataset, formats, sameHeader } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';

export type Row = Record<string, string>;

/** A sample read in the plainest way: our column names and codes, dates as they stand. */
export interface Sample {
	path: string;
	partner: string;
	period: string;
	dataset: DatasetId;
	text: string;
	headers: string[];
	/** Headers that no format knows. */
	strange: string[];
	rows: Row[];
}

/** Every table of the invented partners, those of outside standards passed over; the last submission of a quarter stands last. */
export function readSamples(): Sample[] {
	const paths = readdirSync('data/samples', { recursive: true, encoding: 'utf8' });
	return paths
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.csv') && !path.startsWith('formats/'))
		.sort()
		.map(readSample);
}

/** All rows of a dataset as last sent: a later file of the same quarter replaces the earlier one. */
export function currentRows(samples: Sample[], id: DatasetId): (Row & { partner: string; period: string })[] {
	const last = new Map<string, Sample>();
	for (const sample of samples.filter((sample) => sample.dataset === id)) {
		last.set(`${sample.partner} ${sample.period}`, sample);
	}
	return [...last.values()].flatMap(({ partner, period, rows }) =>
		rows.map((row) => Object.assign(row, { partner, period }))
	);
}

/** Bytes as text: a byte order mark says UTF-8 or UTF-16; what is not UTF-8 is Windows-1252. */
export function decode(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

function readSample(path: string): Sample {
	const [partner = '', period = '', name = ''] = path.split('/');
	const id = name.split('.')[0] as DatasetId;
	const text = decode(readFileSync(`data/samples/${path}`));
	const { cells, at } = readCells(text, (cell) => columnOf(partner, id, cell) !== null);
	const headers = cells[at] ?? [];
	const columns = headers.map((header) => columnOf(partner, id, header));
	const rows = cells
		.slice(at + 1)
		.filter((row) => !/^(Total|Note)/.test(row[0] ?? ''))
		.map((row) => readRow(partner, id, { columns, row }));
	const strange = headers.filter(
		(header, index) => columns[index] === null && !isIgnored(partner, id, header)
	);
	return { path, partner, period, dataset: id, text, headers, strange, rows };
}

/** The cells of the table and where its header stands: the delimiter is the one that makes a header. */
function readCells(text: string, isKnown: (cell: string) => boolean): { cells: string[][]; at: number } {
	for (const delimiter of [',', ';', '\t']) {
		const cells = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;
		const at = cells.findIndex((row) => row.filter(isKnown).length > 3);
		if (at >= 0) return { cells, at };
	}
	throw new Error(`No header in ${text.slice(0, 80)}`);
}

function formatsFor(partner: string, id: DatasetId) {
	return formats().filter((format) => format.dataset === id && (format.partner ?? partner) === partner);
}

function columnOf(partner: string, id: DatasetId, header: string): string | null {
	for (const { headers } of formatsFor(partner, id)) {
		const found = Object.keys(headers).find((known) => sameHeader(known) === sameHeader(header));
		if (found !== undefined) return headers[found] ?? null;
	}
	return null;
}

function isIgnored(partner: string, id: DatasetId, header: string): boolean {
	return formatsFor(partner, id).some(({ ignored_headers }) => ignored_headers.includes(header));
}

function readRow(partner: string, id: DatasetId, read: { columns: (string | null)[]; row: string[] }): Row {
	const own = formatsFor(partner, id).find((format) => format.partner === partner);
	const entries = read.columns.map((column, at): [string, string] => {
		const value = read.row[at] ?? '';
		const codes = own?.codes[column ?? ''] ?? {};
		const isBoolean = dataset(id).columns.find(({ name }) => name === column)?.type === 'boolean';
		return [column ?? `? ${at}`, codes[value] ?? (isBoolean ? plainYes(value) : value)];
	});
	return Object.fromEntries(entries);
}

function plainYes(value: string): string {
	if (/^(yes|true)$/i.test(value)) return 'true';
	return /^(no|false)$/i.test(value) ? 'false' : value;
}
