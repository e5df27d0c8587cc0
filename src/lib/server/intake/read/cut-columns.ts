import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { rankLayouts, type Layout } from './choose-dialect';
import type { Knows } from './find-header';
import { looksLikeNote } from './recognise-row';
import { FAULT } from './scan-record';
import { Walk, type Visit } from './walk-records';

/** What is to be cut: by what the header is known, and which of its cells. */
export interface Cutting {
	knows: Knows;
	cellsOf: (headers: string[]) => number[];
	/** Told of the headers that were cut, once, before the first byte is given back. */
	tell: (headers: string[]) => void;
}

/** So much of a file is held to find its header. */
const SAMPLE = 1 << 18;
/** A longer record is taken as it is. */
const LONGEST = 1 << 24;
const LF = 10;
const CR = 13;

/**
 * A text without some of its columns, as it streams by: everything else byte for byte. A row that does not fit the
 * header may hold a cut value anywhere, so of such a row only its place is kept; it cannot be loaded anyway.
 */
export async function* cutColumns(
	pieces: AsyncIterable<Uint8Array>,
	cutting: Cutting
): AsyncGenerator<Uint8Array> {
	const next = pieces[Symbol.asyncIterator]();
	let held: Buffer = Buffer.alloc(0);
	let isLast = false;
	const more = async () => {
		const { value, done } = await next.next();
		isLast = done === true;
		if (!isLast) held = Buffer.concat([held, value as Uint8Array]);
	};
	while (!isLast && held.length < SAMPLE) await more();
	const start = held[0] === 0xef && held[1] === 0xbb && held[2] === 0xbf ? 3 : 0;
	const layout = layoutOf(held.subarray(start), isLast, cutting.knows);
	const headers = layout?.header.cells.map((cell) => cell.trim()) ?? [];
	const cells = cutting.cellsOf(headers);
	cutting.tell(cells.map((cell) => headers[cell] ?? ''));
	const cutter = layout && cells.length > 0 ? new RecordCutter(layout, new Set(cells)) : null;
	yield held.subarray(0, start);
	held = held.subarray(start);
	for (;;) {
		const { out, used } = cutter ? cutter.take(held, isLast) : { out: held, used: held.length };
		yield out;
		held = Buffer.from(held.subarray(used));
		if (isLast) return;
		await more();
	}
}

function layoutOf(bytes: Buffer, isWhole: boolean, knows: Knows): Layout | null {
	const end = isWhole ? bytes.length : Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR)) + 1;
	const sample = bytes.subarray(0, end > 0 ? end : bytes.length);
	if (sample.length === 0) return null;
	const text = isUtf8(sample) ? sample : Buffer.from(iconv.decode(sample, 'windows-1252'));
	return rankLayouts(text, knows)[0] ?? null;
}

class RecordCutter {
	private readonly walk: Walk;
	private readonly width: number;
	private parts: Uint8Array[] = [];
	private bytes: Buffer = Buffer.alloc(0);
	/** Where the record begins whose line end is still to be written. */
	private open = -1;

	constructor(
		private readonly layout: Layout,
		private readonly cut: ReadonlySet<number>
	) {
		this.width = layout.header.cells.length;
		const shape = { dialect: layout.dialect, width: this.width, headerRow: layout.header.row };
		this.walk = new Walk(shape, (visit) => this.visit(visit));
	}

	/** What is left of the records that end in these bytes, and how many bytes those are. */
	take(held: Buffer, isLast: boolean): { out: Uint8Array; used: number } {
		this.bytes = Buffer.concat([held, Buffer.from([LF])]);
		this.parts = [];
		this.open = -1;
		const isFull = held.length >= LONGEST;
		const used = this.walk.window(this.bytes, { end: held.length, isLast, offset: 0, isFull });
		this.endLine(used);
		return { out: Buffer.concat(this.parts), used };
	}

	private visit(visit: Visit): void {
		this.endLine(visit.offset);
		this.open = visit.offset;
		const { row } = visit;
		const { header } = this.layout;
		if (row < header.firstRow || this.isHarmless(visit)) {
			this.parts.push(this.bytes.subarray(visit.offset, contentEnd(visit)));
			return;
		}
		const spans = this.isAligned(visit) ? this.spans(visit) : null;
		this.parts.push(spans ? this.joined(spans) : this.placeOnly());
	}

	/** Empty rows and notes below the table. */
	private isHarmless({ record, bytes }: Visit): boolean {
		const text = bytes.toString('latin1', record.starts[0], record.ends[record.count - 1]);
		if (/^[\s,;|"]*$/.test(text) && record.count !== this.width) return true;
		return record.count === 1 && this.width > 1 && looksLikeNote(text) && !/\d{5}|\d{3}\D\d{2}/.test(text);
	}

	private isAligned({ record }: Visit): boolean {
		if (record.faults & ~(FAULT.strayQuote | FAULT.nul)) return false;
		if (record.count < this.width) return false;
		for (let cell = this.width; cell < record.count; cell++) {
			if (record.starts[cell] !== record.ends[cell]) return false;
		}
		return true;
	}

	/** Where each cell lies with its quotes; none when what stands between them is not one delimiter. */
	private spans({ record, offset, bytes }: Visit): [number, number][] | null {
		const spans: [number, number][] = [];
		let from = offset;
		for (let cell = 0; cell < record.count; cell++) {
			const end = (record.ends[cell] as number) + (record.quoted[cell] ? 1 : 0);
			const isEnd = cell === record.count - 1;
			if (!isEnd && bytes[end] !== this.layout.dialect.delimiter) return null;
			spans.push([from, end]);
			from = end + 1;
		}
		return spans;
	}

	private joined(spans: [number, number][]): Uint8Array {
		const kept = spans.filter((_, cell) => !this.cut.has(cell));
		const delimiter = Buffer.from([this.layout.dialect.delimiter]);
		return Buffer.concat(
			kept.flatMap(([from, to], at) => [...(at > 0 ? [delimiter] : []), this.bytes.subarray(from, to)])
		);
	}

	/** Cells that fit no header, so that the row is refused in its line. */
	private placeOnly(): Uint8Array {
		const count = this.width - this.cut.size === 2 ? 3 : 2;
		const text = Array<string>(count)
			.fill('left out')
			.join(String.fromCharCode(this.layout.dialect.delimiter));
		return Buffer.from(text);
	}

	/** Writes the line end of the record before. */
	private endLine(next: number): void {
		if (this.open < 0 || next <= this.open) return;
		const last = this.bytes[next - 1];
		const isPair = last === LF && next - 2 >= this.open && this.bytes[next - 2] === CR;
		if (last === LF || last === CR) this.parts.push(this.bytes.subarray(next - (isPair ? 2 : 1), next));
		this.open = -1;
	}
}

function contentEnd({ record }: Visit): number {
	const last = record.count - 1;
	return (record.ends[last] as number) + (record.quoted[last] ? 1 : 0);
}
