import { open, stat } from 'node:fs/promises';
import { rankLayouts, sheetLayout, type Layout } from './choose-dialect';
import { compareTotals, type TotalsVerdict } from './compare-totals';
import { decodeText, type DecodedText } from './decode-text';
import type { Container } from './refuse-kind';
import { ENDING } from './scan-record';
import { RecordSorter, type SortedRecords } from './sort-records';
import { unpack } from './unpack';
import { walkRecords } from './walk-records';
import type { SheetChoice } from './workbook/choose-sheet';
import type { SheetRead } from './workbook/unpack-sheet';

/** A table found in a file: where its text lies, how it is written, and what each of its records is. */
export interface ReadTable {
	container: Container;
	member: string | null;
	/** What else was seen, when it is a workbook. */
	sheet: SheetRead | null;
	text: DecodedText;
	layout: Layout;
	sorted: SortedRecords;
	/** Header cells without the empty columns at the end. */
	headers: string[];
	totals: TotalsVerdict[];
	/** The text can be given to the database as it is: only sound rows behind the header, one line each. */
	isPlain: boolean;
	/** We wrote the text ourselves, as a clean copy with line numbers (`madeTable`). */
	isMade: boolean;
}

/** What reading needs to know: the sender's file name, a folder for copies, the limit for unpacking, known headers. */
export interface ReadOptions extends SheetChoice {
	name: string;
	folder: string;
	limit: number;
	/** Told which share of the text was read; what it throws ends the reading. */
	onRead?: (share: number) => void;
}

/** So much of a file is enough to tell how it is written. */
const SAMPLE = 1 << 18;
/** More broken records than this share, and another way of reading is tried on the whole file. */
const BROKEN_SHARE = 0.02;

/** Reads a file strictly: unpacks, decodes, finds dialect and header, and accounts for every record. */
export async function readTable(path: string, options: ReadOptions): Promise<ReadTable> {
	const { path: unpacked, container, member, sheet } = await unpack(path, options);
	const text = sheet ? await ownText(unpacked) : await decodeText(unpacked, options);
	const sample = await sampleOf(text);
	const layouts = sheet ? [sheetLayout(sample, options.knows)] : rankLayouts(sample, options.knows);
	const { layout, sorted } = await sortBest(text, layouts, options.onRead);
	const headers = withoutEmptyEnd(layout, sorted);
	const totals = await compareTotals({ text, layout, sorted });
	const isPlain = !text.isCopy && container === 'csv' && isSound(sorted, layout);
	return { container, member, sheet, text, layout, sorted, headers, totals, isPlain, isMade: false };
}

/** The text of a sheet, which is UTF-8 because it was written here. */
async function ownText(path: string): Promise<DecodedText> {
	const { size } = await stat(path);
	return { path, start: 0, size, encoding: 'utf-8', isCopy: true };
}

async function sampleOf(text: DecodedText): Promise<Buffer> {
	const file = await open(text.path, 'r');
	try {
		for (let length = SAMPLE; ; length *= 4) {
			const room = Buffer.allocUnsafe(Math.min(length, text.size - text.start));
			const { bytesRead } = await file.read(room, 0, room.length, text.start);
			const bytes = room.subarray(0, bytesRead);
			if (text.start + bytesRead >= text.size) return bytes;
			const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
			if (end > 0 || length > 1 << 24) return bytes.subarray(0, end + 1);
		}
	} finally {
		await file.close();
	}
}

interface Attempt {
	layout: Layout;
	sorted: SortedRecords;
}

/** Sorts by the best layout; when many records break, by the next one as well, and keeps the better. */
async function sortBest(
	text: DecodedText,
	layouts: Layout[],
	onRead?: (share: number) => void
): Promise<Attempt> {
	const [first, ...others] = layouts as [Layout, ...Layout[]];
	let best = await attempt(text, first, onRead);
	for (const other of others.slice(0, 2)) {
		if (brokenShare(best) <= BROKEN_SHARE || other.header.cells.length < 2) break;
		if (other.header.known < first.header.known) continue;
		const rival = await attempt(text, other, onRead);
		if (brokenShare(rival) < brokenShare(best)) best = rival;
	}
	return best;
}

async function attempt(
	text: DecodedText,
	layout: Layout,
	onRead?: (share: number) => void
): Promise<Attempt> {
	const sorter = new RecordSorter(layout);
	const shape = { dialect: layout.dialect, width: layout.header.cells.length, headerRow: layout.header.row };
	const size = Math.max(1, text.size - text.start);
	const onWalked = (bytes: number) => onRead?.(bytes / size);
	await walkRecords(text, { ...shape, onWalked }, (visit) => sorter.visit(visit));
	return { layout, sorted: sorter.finish() };
}

function brokenShare({ sorted }: Attempt): number {
	return (sorted.rejected.count + sorted.footer.length) / Math.max(1, sorted.rows + sorted.rejected.count);
}

/** A column without name and values at the end of the table is none. */
function withoutEmptyEnd(layout: Layout, sorted: SortedRecords): string[] {
	const headers = layout.header.cells.map((cell) => cell.trim());
	const isEmpty = (cell: number) => headers[cell] === '' && sorted.columns.fact(cell).holds === 0;
	while (headers.length > 1 && isEmpty(headers.length - 1)) headers.pop();
	return headers;
}

function isSound(sorted: SortedRecords, layout: Layout): boolean {
	const headerLines = layout.header.row;
	const oneEnding = sorted.endings === ENDING.lf || sorted.endings === ENDING.crlf;
	const onlyHeader = sorted.ignored.every(({ row, count = 1 }) => row + count - 1 <= headerLines);
	return (
		oneEnding &&
		onlyHeader &&
		sorted.records === sorted.rows + headerLines &&
		sorted.rejected.count === 0 &&
		sorted.odd.count === 0 &&
		!sorted.hasBreaks &&
		layout.dialect.escape === 0
	);
}
