import { open, type FileHandle } from 'node:fs/promises';
import { ENDING, FAULT, RecordScanner, ScannedRecord, type Dialect } from './scan-record';

/** Text on disk, UTF-8: its path and where the text begins (behind a byte order mark). */
export interface TextFile {
	path: string;
	start: number;
	size: number;
}

/** Where a record stands while it is visited. The arrays live until the visit ends. */
export interface Visit {
	record: ScannedRecord;
	bytes: Buffer;
	/** First physical line, 1-based. */
	row: number;
	/** How many records came before. */
	ordinal: number;
	/** Offset in the file. */
	offset: number;
	/** The file ends with this record. */
	isLast: boolean;
}

/** What the records look like: behind line `headerRow` a sound one has `width` cells; 0 when that is not known. */
export interface Shape {
	dialect: Dialect;
	width: number;
	headerRow: number;
	/** Told how many bytes of the text were walked, now and then; what it throws ends the walk. */
	onWalked?: (bytes: number) => void;
}

const WINDOW = 1 << 20;
const LARGEST_WINDOW = 1 << 24;
const LF = 10;
const CR = 13;

/**
 * Visits every record of a text in constant memory; a visitor that returns false ends the walk. A record that runs
 * over several lines and turns out broken (an unclosed quote) is cut after its first line, so that the lines behind
 * it are read for themselves.
 */
export async function walkRecords(
	text: TextFile,
	how: Shape,
	visit: (visit: Visit) => boolean | void
): Promise<void> {
	const file = await open(text.path, 'r');
	try {
		await walkWindows(file, text, { walk: new Walk(how, visit), onWalked: how.onWalked });
	} finally {
		await file.close();
	}
}

async function walkWindows(
	file: FileHandle,
	text: TextFile,
	{ walk, onWalked }: { walk: Walk; onWalked: Shape['onWalked'] }
): Promise<void> {
	let size = Math.max(1, Math.min(WINDOW, text.size - text.start));
	let bytes = Buffer.allocUnsafe(size + 1);
	let at = text.start;
	while (at < text.size) {
		const { bytesRead } = await file.read(bytes, 0, size, at);
		if (bytesRead === 0) return;
		const isLast = at + bytesRead >= text.size;
		bytes[bytesRead] = LF;
		const used = walk.window(bytes, { end: bytesRead, isLast, offset: at, isFull: size >= LARGEST_WINDOW });
		if (used < 0) return;
		at += used;
		onWalked?.(at - text.start);
		if (used > 0 || isLast) continue;
		size *= 4;
		bytes = Buffer.allocUnsafe(size + 1);
	}
}

/** Records of a text that is small enough to lie in memory. */
export function walkBytes(bytes: Buffer, how: Shape, visit: (visit: Visit) => boolean | void): void {
	const closed = Buffer.allocUnsafe(bytes.length + 1);
	bytes.copy(closed);
	closed[bytes.length] = LF;
	new Walk(how, visit).window(closed, { end: bytes.length, isLast: true, offset: 0, isFull: true });
}

/** A piece of the text: where it ends, whether nothing follows, and where it lies. */
export interface Window {
	end: number;
	isLast: boolean;
	offset: number;
	/** The window cannot grow: a record that does not fit is taken as it is. */
	isFull: boolean;
}

/** Walks over records, one window of bytes after the other. */
export class Walk {
	private readonly scanner: RecordScanner;
	private readonly visited: Visit;
	private readonly span = { at: 0, end: 0, isLast: false };

	constructor(
		private readonly how: Shape,
		private readonly visit: (visit: Visit) => boolean | void
	) {
		this.scanner = new RecordScanner(how.dialect);
		const record = new ScannedRecord();
		this.visited = { record, bytes: Buffer.alloc(0), row: 1, ordinal: 0, offset: 0, isLast: false };
	}

	/** Visits the records of a window; returns how many bytes of it are done with, -1 when the visitor has seen enough. */
	window(bytes: Buffer, { end, isLast, offset, isFull }: Window): number {
		const { visited, span } = this;
		const { record } = visited;
		visited.bytes = bytes;
		let at = 0;
		while (at < end) {
			span.at = at;
			span.end = end;
			span.isLast = isLast || (isFull && at === 0);
			let next = this.scanner.scan(bytes, span, record);
			if (next < 0) return at;
			if (record.breaks > 0 || record.faults & FAULT.unclosedQuote) next = this.mend(bytes, next);
			visited.offset = offset + at;
			visited.isLast = isLast && next >= end;
			if (this.visit(visited) === false) return -1;
			visited.row += this.how.dialect.isSheet ? 1 : 1 + record.breaks;
			visited.ordinal++;
			at = next;
		}
		return at;
	}

	/** Cuts a broken record of several lines after its first line. */
	private mend(bytes: Buffer, next: number): number {
		const { record } = this.visited;
		const { width, headerRow } = this.how;
		const isBroken =
			(record.faults & (FAULT.unclosedQuote | FAULT.textAfterQuote | FAULT.longCell)) !== 0 ||
			strayBehindBreak(record, bytes) ||
			(width > 0 && this.visited.row > headerRow && widthOf(record, width) !== width);
		if (!isBroken) return next;
		const lineEnd = endOfLine(bytes, this.span.at, this.span.end);
		this.scanner.scan(bytes, { at: this.span.at, end: lineEnd, isLast: true }, record);
		record.faults |= FAULT.unclosedQuote;
		record.breaks = 0;
		if (lineEnd >= this.span.end) return this.span.end;
		const isPair = bytes[lineEnd] === CR && bytes[lineEnd + 1] === LF;
		record.ending = isPair ? ENDING.crlf : bytes[lineEnd] === CR ? ENDING.cr : ENDING.lf;
		return lineEnd + (isPair ? 2 : 1);
	}
}

/** A quote in the cell behind one of several lines: most often the one that was never closed ended at a later cell's quote. */
function strayBehindBreak(record: ScannedRecord, bytes: Buffer): boolean {
	const { faults, faultCell, starts, ends } = record;
	if ((faults & FAULT.strayQuote) === 0 || faultCell === 0) return false;
	return bytes
		.subarray(starts[faultCell - 1], ends[faultCell - 1])
		.some((byte) => byte === LF || byte === CR);
}

/** How many cells a record has, without empty ones at the end that go beyond the header. */
function widthOf({ count, starts, ends }: ScannedRecord, width: number): number {
	while (count > width && starts[count - 1] === ends[count - 1]) count--;
	return count;
}

function endOfLine(bytes: Buffer, from: number, end: number): number {
	let at = from;
	while (at < end && bytes[at] !== LF && bytes[at] !== CR) at++;
	return at;
}

/** The text of one cell, quotes and escapes undone. */
export function cellText({ record, bytes }: Visit, index: number, dialect: Dialect): string {
	const text = bytes.toString('utf8', record.starts[index], record.ends[index]);
	if (record.quoted[index] !== 3) return text;
	const quote = String.fromCharCode(dialect.quote);
	if (dialect.escape === 0) return text.replaceAll(quote + quote, quote);
	return text.replace(/\\([\s\S])/g, '$1');
}

/** All cells of a record as text. */
export function cellTexts(visit: Visit, dialect: Dialect): string[] {
	return Array.from({ length: visit.record.count }, (_, index) => cellText(visit, index, dialect));
}
