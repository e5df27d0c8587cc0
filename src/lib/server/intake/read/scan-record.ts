/** How a file separates its cells: the bytes of delimiter, quote (0: none) and escape (0: quotes are doubled). */
export interface Dialect {
	delimiter: number;
	quote: number;
	escape: number;
	/** The text of a sheet: each record is one row, however many lines its cells take. */
	isSheet?: boolean;
}

/** What is wrong inside one record; several may be. */
export const FAULT = {
	strayQuote: 1,
	textAfterQuote: 2,
	unclosedQuote: 4,
	nul: 8,
	longCell: 16,
	manyCells: 32
} as const;

/** Which kinds of characters a cell or column holds. */
export const HOLDS = { digit: 1, dot: 2, sign: 4, exponent: 8, letter: 16, plus: 32, other: 64 } as const;

/** Line endings seen between records. */
export const ENDING = { lf: 1, crlf: 2, cr: 4 } as const;

/** Longest cell, as the hazards of real files have it: what is longer is an unclosed quote. */
export const LONGEST_CELL = 65_536;

/** Longest row, well below what the database takes as one line. */
export const LONGEST_ROW = 1_000_000;

const MOST_CELLS = 4096;

/** The record that was scanned last; the arrays are reused for every record. */
export class ScannedRecord {
	/** Number of cells. */
	count = 0;
	/** Where each cell's text begins and ends, without its quotes. */
	readonly starts = new Int32Array(MOST_CELLS);
	readonly ends = new Int32Array(MOST_CELLS);
	/** Kinds of characters of each cell. */
	readonly holds = new Uint8Array(MOST_CELLS);
	/** 1 when quoted, 3 when quoted with an escaped quote inside. */
	readonly quoted = new Uint8Array(MOST_CELLS);
	faults = 0;
	/** Index of the first faulty cell. */
	faultCell = 0;
	/** Line breaks inside cells. */
	breaks = 0;
	ending = 0;
}

const STOP = 128;
const LF = 10;
const CR = 13;

/** Scans records of one dialect. Bytes must be followed by one line feed that is not part of them. */
export class RecordScanner {
	private readonly kinds: Uint8Array;
	private readonly quotedKinds: Uint8Array;

	constructor(private readonly dialect: Dialect) {
		this.quotedKinds = characterKinds();
		this.kinds = this.quotedKinds.slice();
		for (const stop of [dialect.delimiter, dialect.quote, LF, CR, 0]) this.kinds[stop] = STOP;
	}

	/**
	 * Scans the record at `at` into `record` and returns where the next one begins; -1 when the bytes end inside
	 * the record and the file does not (`isLast` false).
	 */
	scan(bytes: Uint8Array, span: { at: number; end: number; isLast: boolean }, record: ScannedRecord): number {
		const { kinds } = this;
		const { delimiter, quote } = this.dialect;
		const { end } = span;
		let i = span.at;
		record.count = record.faults = record.breaks = record.ending = 0;
		for (;;) {
			const start = i;
			let kind: number;
			let holds = 0;
			if (quote !== 0 && bytes[i] === quote) {
				i = this.scanQuoted(bytes, i + 1, end, record);
				if (i >= end && !span.isLast && !(record.faults & FAULT.longCell)) return -1;
				if (bytes[i] === delimiter) {
					i++;
					continue;
				}
			} else {
				for (;;) {
					while ((kind = kinds[bytes[i] as number] as number) < STOP) {
						holds |= kind;
						i++;
					}
					const stop = bytes[i] as number;
					if (stop === delimiter || stop === LF || stop === CR) break;
					note(record, stop === 0 ? FAULT.nul : FAULT.strayQuote);
					holds |= HOLDS.other;
					i++;
				}
				keep(record, start, i, holds, 0);
				if (bytes[i] === delimiter) {
					i++;
					continue;
				}
			}
			return finish(bytes, i, span, record);
		}
	}

	/** Scans a quoted cell from behind its quote to the delimiter or line end behind it. */
	private scanQuoted(bytes: Uint8Array, from: number, end: number, record: ScannedRecord): number {
		const { quote, escape, delimiter } = this.dialect;
		const kinds = this.quotedKinds;
		let i = from;
		let holds = 0;
		let quoted = 1;
		for (;;) {
			const byte = bytes[i] as number;
			if (byte === quote) {
				if (escape === 0 && i + 1 < end && bytes[i + 1] === quote) {
					i += 2;
					quoted = 3;
					holds |= HOLDS.other;
					continue;
				}
				break;
			}
			if (i >= end) {
				note(record, FAULT.unclosedQuote);
				keep(record, from, end, holds, quoted);
				return end;
			}
			if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) {
				record.breaks++;
				if (i - from > LONGEST_CELL) return giveUp(record, from, end);
			}
			if (byte === 0) note(record, FAULT.nul);
			if (escape !== 0 && byte === escape && i + 1 < end) {
				quoted = 3;
				i++;
			}
			holds |= kinds[byte] as number;
			i++;
		}
		const close = i++;
		let after = bytes[i] as number;
		if (after !== delimiter && after !== LF && after !== CR) note(record, FAULT.textAfterQuote);
		keep(record, from, close, holds, quoted);
		while (i < end && after !== delimiter && after !== LF && after !== CR) after = bytes[++i] as number;
		return i;
	}
}

function keep(record: ScannedRecord, start: number, end: number, holds: number, quoted: number): void {
	const at = record.count;
	if (end - start > LONGEST_CELL) note(record, FAULT.longCell);
	if (at >= MOST_CELLS) return note(record, FAULT.manyCells);
	record.starts[at] = start;
	record.ends[at] = end;
	record.holds[at] = holds;
	record.quoted[at] = quoted;
	record.count = at + 1;
}

/** A quoted cell that runs on over many lines is a quote that was never closed. */
function giveUp(record: ScannedRecord, from: number, end: number): number {
	note(record, FAULT.unclosedQuote | FAULT.longCell);
	keep(record, from, end, HOLDS.other, 1);
	return end;
}

function note(record: ScannedRecord, fault: number): void {
	if (record.faults === 0) record.faultCell = record.count;
	record.faults |= fault;
}

function finish(
	bytes: Uint8Array,
	at: number,
	span: { end: number; isLast: boolean },
	record: ScannedRecord
): number {
	if (at >= span.end) return span.isLast || record.faults & FAULT.unclosedQuote ? span.end : -1;
	if (bytes[at] === LF) {
		record.ending = ENDING.lf;
		return at + 1;
	}
	if (at + 1 >= span.end && !span.isLast) return -1;
	const isPair = at + 1 < span.end && bytes[at + 1] === LF;
	record.ending = isPair ? ENDING.crlf : ENDING.cr;
	return at + (isPair ? 2 : 1);
}

function characterKinds(): Uint8Array {
	const kinds = new Uint8Array(256).fill(HOLDS.other);
	const letters = (from: string, to: string) =>
		kinds.fill(HOLDS.letter, from.charCodeAt(0), to.charCodeAt(0) + 1);
	letters('a', 'z');
	letters('A', 'Z');
	kinds.fill(HOLDS.digit, 48, 58);
	for (const e of 'eE') kinds[e.charCodeAt(0)] = HOLDS.exponent;
	for (const mark of '/:_') kinds[mark.charCodeAt(0)] = HOLDS.letter;
	kinds['-'.charCodeAt(0)] = HOLDS.sign;
	kinds['+'.charCodeAt(0)] = HOLDS.sign | HOLDS.plus;
	kinds['.'.charCodeAt(0)] = HOLDS.dot;
	return kinds;
}
