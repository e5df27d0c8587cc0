import { findHeader, SEARCHED, type Header, type Knows } from './find-header';
import type { Dialect } from './scan-record';
import { cellTexts, walkBytes, type Visit } from './walk-records';

/** How a file is written and where its header stands, as its first part tells. */
export interface Layout {
	dialect: Dialect;
	header: Header;
	/** Where `sep=` says so, the line of it. */
	sepRow: number | null;
	/** How well it fits; to compare ways of reading one file. */
	fit: number;
}

/** A record of the sample. */
export interface SampleRecord {
	row: number;
	/** Texts of the first records; later ones are only counted. */
	cells: string[];
	width: number;
	isBlank: boolean;
	isFaulty: boolean;
}

const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const DELIMITERS = [',', ';', '\t', '|'].map((text) => text.charCodeAt(0));

/** The one way of reading the text that we write of a sheet. */
export function sheetLayout(sample: Buffer, knows: Knows): Layout {
	return layoutOf(sample, { delimiter: 44, quote: QUOTE, escape: 0, isSheet: true }, { knows, sepRow: null });
}

/** Ways of reading a file by its first part, the best first: delimiter, quote, header. */
export function rankLayouts(sample: Buffer, knows: Knows): Layout[] {
	const sep = /^sep=([\x20-\x7e\t])\r?(?:\n|$)/i.exec(sample.toString('latin1', 0, 16))?.[1];
	const sepRow = sep === undefined ? null : 1;
	const delimiters = sep === undefined ? DELIMITERS : [sep.charCodeAt(0)];
	const layouts = delimiters.flatMap((delimiter) =>
		quotesOf(sample, delimiter).map((quotes) => layoutOf(sample, { delimiter, ...quotes }, { knows, sepRow }))
	);
	return layouts.sort((one, other) => other.fit - one.fit);
}

function quotesOf(sample: Buffer, delimiter: number): Omit<Dialect, 'delimiter'>[] {
	const text = sample.toString('latin1');
	const ways = [{ quote: QUOTE, escape: 0 }];
	if (text.includes('\\"')) ways.push({ quote: QUOTE, escape: BACKSLASH });
	const between = String.fromCharCode(delimiter).replace(/[|]/, '\\|');
	const apostrophes = new RegExp(`(?:^|[\\r\\n]|${between})'[^'\\r\\n]*'(?=$|[\\r\\n]|${between})`, 'g');
	const quoted = text.match(apostrophes)?.length ?? 0;
	if (quoted <= 2 || text.includes('"')) return ways;
	const isHabit = quoted >= (text.match(/\n|\r(?!\n)/g)?.length ?? 0) / 2;
	return isHabit ? [{ quote: APOSTROPHE, escape: 0 }, ...ways] : [...ways, { quote: APOSTROPHE, escape: 0 }];
}

function layoutOf(
	sample: Buffer,
	dialect: Dialect,
	{ knows, sepRow }: { knows: Knows; sepRow: number | null }
): Layout {
	const records: SampleRecord[] = [];
	walkBytes(sample, { dialect, width: 0, headerRow: 0 }, (visit) => {
		if (visit.row !== sepRow) records.push(sampleRecord(visit, dialect, records.length < SEARCHED));
	});
	const header = findHeader(records.slice(0, SEARCHED), knows);
	return { dialect, header, sepRow, fit: fitOf(records, header) };
}

function sampleRecord(visit: Visit, dialect: Dialect, isRead: boolean): SampleRecord {
	const { row, record } = visit;
	return {
		row,
		cells: isRead ? cellTexts(visit, dialect) : [],
		width: record.count,
		isBlank: record.holds.subarray(0, record.count).every((holds) => holds === 0),
		isFaulty: record.faults !== 0
	};
}

/** Known headers weigh most, then how many records are as wide as the header, then width; faults weigh against, and lines above a header that nobody knows. */
function fitOf(records: SampleRecord[], header: Header): number {
	const filled = records.filter(({ isBlank }) => !isBlank);
	const body = filled.filter(({ row }) => row > header.row);
	const even = shareOf(body, ({ width }) => width === header.cells.length);
	const faulty = shareOf(records, ({ isFaulty }) => isFaulty);
	const above = header.known > 0 ? 0 : shareOf(filled, ({ row }) => row < header.firstRow);
	const width = header.cells.length;
	const evenness = width > 1 ? 50 * (body.length > 0 ? even : 1) : 0;
	return header.known * 100 + evenness + Math.min(width, 40) / 10 - 60 * faulty - 40 * above;
}

function shareOf(records: SampleRecord[], fits: (record: SampleRecord) => boolean): number {
	return records.filter(fits).length / Math.max(1, records.length);
}
