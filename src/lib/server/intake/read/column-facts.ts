import { HOLDS } from './scan-record';
import type { Visit } from './walk-records';

/** What the scan noticed in one column. */
export interface ColumnFact {
	/** Kinds of characters that occur, of `HOLDS`; 0 when every cell is empty. */
	holds: number;
	padded: number;
	firstPadded: number;
	/** Plain numbers with more than two decimals. */
	fine: number;
	firstFine: number;
}

/** A word whose letters beyond ASCII were decoded. */
export interface ForeignWord {
	row: number;
	cell: number;
	word: string;
}

const DOT = 46;
const SPACE = 32;
const NUMBER = HOLDS.digit | HOLDS.dot | HOLDS.sign | HOLDS.plus;
const KEPT_WORDS = 60;

/** Facts about each column that save a second look: kinds of characters, padding, decimals. */
export class ColumnFacts {
	readonly words: ForeignWord[] = [];
	private readonly holds: Uint8Array;
	private readonly padded: Int32Array;
	private readonly firstPadded: Int32Array;
	private readonly fine: Int32Array;
	private readonly firstFine: Int32Array;

	constructor(readonly width: number) {
		this.holds = new Uint8Array(width);
		this.padded = new Int32Array(width);
		this.firstPadded = new Int32Array(width);
		this.fine = new Int32Array(width);
		this.firstFine = new Int32Array(width);
	}

	/** Notes the cells of a row; returns how many of them are filled. */
	note(visit: Visit): number {
		const { record, bytes } = visit;
		const { holds } = this;
		const count = record.count < this.width ? record.count : this.width;
		let filled = 0;
		for (let cell = 0; cell < count; cell++) {
			const kinds = record.holds[cell] as number;
			if (kinds === 0) continue;
			holds[cell] = (holds[cell] as number) | kinds;
			if (kinds & HOLDS.other) {
				if (this.noteOther(visit, cell)) filled++;
				continue;
			}
			filled++;
			if (kinds & HOLDS.dot && (kinds & ~NUMBER) === 0) {
				const end = record.ends[cell] as number;
				if (bytes[end - 3] !== DOT && bytes[end - 2] !== DOT && bytes[end - 1] !== DOT)
					this.noteFine(visit, cell);
			}
		}
		return filled;
	}

	fact(cell: number): ColumnFact {
		return {
			holds: this.holds[cell] ?? 0,
			padded: this.padded[cell] ?? 0,
			firstPadded: this.firstPadded[cell] ?? 0,
			fine: this.fine[cell] ?? 0,
			firstFine: this.firstFine[cell] ?? 0
		};
	}

	private noteFine({ row }: Visit, cell: number): void {
		if (this.fine[cell] === 0) this.firstFine[cell] = row;
		this.fine[cell] = (this.fine[cell] as number) + 1;
	}

	/** Looks for padding and letters beyond ASCII; returns whether anything is left without the padding. */
	private noteOther({ record, bytes, row }: Visit, cell: number): boolean {
		const start = record.starts[cell] as number;
		const end = record.ends[cell] as number;
		const first = bytes[start] as number;
		const last = bytes[end - 1] as number;
		if (this.words.length < KEPT_WORDS) this.noteWord(bytes.toString('utf8', start, end), { row, cell });
		if (first > SPACE && last > SPACE && first < 0xc2 && last < 0x80) return true;
		const text = bytes.toString('utf8', start, end);
		const trimmed = text.trim();
		if (trimmed.length !== text.length) {
			if (this.padded[cell] === 0) this.firstPadded[cell] = row;
			this.padded[cell] = (this.padded[cell] as number) + 1;
		}
		return trimmed !== '';
	}

	private noteWord(text: string, { row, cell }: { row: number; cell: number }): void {
		const word = /\S*[\u0080-\uffff]\S*/.exec(text)?.[0];
		if (word !== undefined) this.words.push({ row, cell, word });
	}
}
