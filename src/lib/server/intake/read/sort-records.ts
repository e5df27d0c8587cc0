import type { Layout } from './choose-dialect';
import { areNames } from './find-header';
import { FAULT, HOLDS, LONGEST_ROW } from './scan-record';
import { isRepeatedHeader, isTotals, looksLikeNote, mayBeTotals } from './recognise-row';
import { cellText, cellTexts, type Visit } from './walk-records';
import { noRecords, type SortedRecords } from './sorted-records';

export type { SortedRecords, TotalsRow } from './sorted-records';

interface Pending {
	row: number;
	ordinal: number;
	kind: 'blank' | 'note' | 'ragged';
	text: string;
	filled: number;
	count: number;
}

/** Records that wait for a sound row behind them; more than this and they are no footer. */
const LONGEST_FOOTER = 500;
/** A footer is no longer than its table, but for so many lines. */
const SHORT_FOOTER = 10;
const LONGEST_PREAMBLE_TEXT = 200;
const SPACE = 32;
/** The bit in which a capital differs from its small letter. */
const CASE = 32;

/** Sorts records as they are visited; `finish` tells what the last ones were. */
export class RecordSorter {
	readonly sorted: SortedRecords;
	private readonly width: number;
	private readonly headerStart: Buffer;
	private pending: Pending[] = [];

	constructor(private readonly layout: Layout) {
		this.width = layout.header.cells.length;
		this.headerStart = Buffer.from(layout.header.cells[0]?.trim() ?? '');
		this.sorted = noRecords(this.width);
	}

	/** Sorts one record. */
	visit(visit: Visit): void {
		const { record } = visit;
		const { sorted, width } = this;
		sorted.records++;
		sorted.endings |= record.ending;
		if (visit.row <= this.layout.header.row) return this.beforeTable(visit);
		if (lengthOf(visit) > LONGEST_ROW) return this.broken(visit, 'long_row');
		if (record.faults === 0 && record.count === width) {
			const filled = sorted.columns.note(visit);
			if (filled > 1 || (filled === 1 && width < 3)) {
				if (!mayBeTotals(visit) && !this.mayBeHeader(visit)) {
					if (this.pending.length > 0) this.resume(visit);
					sorted.rows++;
					if (record.breaks > 0) sorted.hasBreaks = true;
					if (record.ending === 0) sorted.isOpenEnded = true;
					return;
				}
			}
		}
		this.unusual(visit);
	}

	/** To be called after the last record. */
	finish(): SortedRecords {
		this.settle(true);
		return this.sorted;
	}

	private beforeTable(visit: Visit): void {
		const { header, sepRow } = this.layout;
		const { dialect } = this.layout;
		this.sorted.excluded.add(visit.ordinal);
		if (visit.record.breaks > 0) this.sorted.hasBreaks = true;
		if (visit.row >= header.firstRow) return this.ignore(visit.row, 'header');
		const cells = cellTexts(visit, dialect);
		const isBlank = cells.every((cell) => cell.trim() === '');
		const text = isBlank ? '' : cells.join(String.fromCharCode(dialect.delimiter));
		if (visit.row === sepRow) return this.ignore(visit.row, 'line that names the delimiter');
		this.sorted.preamble.push({ row: visit.row, text: text.slice(0, LONGEST_PREAMBLE_TEXT) });
		this.ignore(visit.row, isBlank ? 'empty row above the table' : 'line above the table');
	}

	/** Quick look at a record: could its first cell be that of the header, in any case and padding? */
	private mayBeHeader({ record, bytes }: Visit): boolean {
		const { headerStart } = this;
		const [start, end] = [record.starts[0] as number, record.ends[0] as number];
		if (headerStart.length === 0) return end === start || bytes[start] === SPACE;
		const byte = bytes[start] as number;
		const isAlike = byte === SPACE || ((byte ^ (headerStart[0] as number)) & ~CASE) === 0;
		return isAlike && end - start >= headerStart.length / 2;
	}

	private unusual(visit: Visit): void {
		const { record, row, ordinal } = visit;
		const { dialect, header } = this.layout;
		const { sorted } = this;
		if (record.breaks > 0) sorted.hasBreaks = true;
		if (record.ending === 0) sorted.isOpenEnded = true;
		const severe = record.faults & ~FAULT.strayQuote;
		if (severe !== 0) return this.broken(visit, ruleOf(severe));
		const cells = cellTexts(visit, dialect);
		const filled = cells.filter((cell) => cell.trim() !== '').length;
		if (filled > 0 && isRepeatedHeader(cells, header.cells)) {
			if (this.pending.length > 0) this.settle(false);
			sorted.excluded.add(ordinal);
			return this.ignore(row, 'repeated header');
		}
		if (filled > 0 && isTotals(cells)) {
			sorted.excluded.add(ordinal);
			sorted.totals.push({ row, ordinal, cells });
			return this.ignore(row, 'totals row');
		}
		const isLonger = record.count > this.width && cells.slice(this.width).every((cell) => cell.trim() === '');
		if (filled >= 2 && (record.count === this.width || isLonger)) return this.keepOdd(visit);
		this.wait(visit, { cells, filled });
	}

	/** A row that is kept although it has a stray quote, or empty cells too many. */
	private keepOdd(visit: Visit): void {
		const { record, row } = visit;
		const isLonger = record.count > this.width;
		if (this.pending.length > 0) this.resume(visit);
		if (record.faults !== 0 || isLonger) this.sorted.columns.note(visit);
		if (record.faults & FAULT.strayQuote) {
			const cell = Math.min(record.faultCell, this.width - 1);
			const value = cellText(visit, cell, this.layout.dialect);
			this.sorted.odd.add({ row, rule: 'stray_quote', cell, value });
		}
		if (isLonger) this.sorted.odd.add({ row, rule: 'extra_empty_cells', cell: null, value: null });
		this.sorted.rows++;
	}

	private broken(visit: Visit, rule: string): void {
		const { record, row, ordinal } = visit;
		if (this.pending.length > 0) this.settle(false);
		this.sorted.excluded.add(ordinal);
		const cell = record.faultCell < this.width ? record.faultCell : null;
		const value = rule === 'nul_byte' ? null : cellText(visit, record.faultCell, this.layout.dialect);
		this.sorted.rejected.add({ row, rule, cell, value });
		if (visit.isLast && rule === 'unclosed_quote') this.sorted.isTruncated = true;
	}

	/** Whether a record is a row, a footer or an empty row is known when the next row comes, or the end. */
	private wait(visit: Visit, { cells, filled }: { cells: string[]; filled: number }): void {
		const { row, ordinal, record } = visit;
		const text = cells.filter((cell) => cell.trim() !== '').join(' ');
		const kind = filled === 0 ? 'blank' : record.count === this.width ? 'note' : 'ragged';
		this.pending.push({ row, ordinal, kind, text, filled, count: record.count });
		if (this.pending.length > LONGEST_FOOTER) this.settle(false);
	}

	/** Says what the waiting records are: behind them comes a row of the table, or the end of the file. */
	private settle(isEnd: boolean): void {
		let afterBlank = false;
		const filled = this.pending.filter(({ kind }) => kind !== 'blank').length;
		const mayEnd = isEnd && filled <= this.sorted.rows + SHORT_FOOTER;
		const last = this.pending.at(-1);
		for (const waiting of this.pending) {
			if (waiting.kind === 'blank') {
				afterBlank = true;
				this.sorted.excluded.add(waiting.ordinal);
				this.ignore(waiting.row, isEnd ? 'empty row at the end' : 'empty row');
			} else if (mayEnd && this.isFooter(waiting, afterBlank)) {
				this.sorted.excluded.add(waiting.ordinal);
				this.sorted.footer.push({ row: waiting.row, text: waiting.text.slice(0, LONGEST_PREAMBLE_TEXT) });
				this.ignore(waiting.row, waiting.filled > 1 ? 'content after the table' : 'line below the table');
			} else this.asRow(waiting, isEnd && waiting === last);
		}
		this.pending = [];
	}

	/** A sound row behind records that waited; behind an empty one it may be the header of another table. */
	private resume(visit: Visit): void {
		const isAfterBlank = this.pending.at(-1)?.kind === 'blank';
		this.settle(false);
		const { columns, odd, rows } = this.sorted;
		if (!isAfterBlank || rows === 0) return;
		const cells = cellTexts(visit, this.layout.dialect);
		const isOther = areNames(cells) && !cells.some((cell) => /\d/.test(cell));
		if (isOther && cells.some((_, cell) => columns.fact(cell).holds & HOLDS.digit))
			odd.add({ row: visit.row, rule: 'second_header', cell: null, value: null });
	}

	private isFooter(waiting: Pending, afterBlank: boolean): boolean {
		if (waiting.kind === 'ragged' && afterBlank) return true;
		return waiting.filled === 1 && (afterBlank || looksLikeNote(waiting.text));
	}

	private asRow(waiting: Pending, isLast: boolean): void {
		if (waiting.kind === 'note') {
			this.sorted.rows++;
			if (this.width > 2)
				this.sorted.odd.add({ row: waiting.row, rule: 'lone_cell', cell: null, value: null });
			return;
		}
		this.sorted.excluded.add(waiting.ordinal);
		if (isLast && this.sorted.isOpenEnded && waiting.count < this.width) this.sorted.isTruncated = true;
		this.sorted.rejected.add({
			row: waiting.row,
			rule: 'row_width',
			cell: null,
			value: String(waiting.count)
		});
	}

	private ignore(row: number, why: string): void {
		const before = this.sorted.ignored.at(-1);
		const count = before?.count ?? 1;
		if (before && before.why === why && before.row + count === row) before.count = count + 1;
		else this.sorted.ignored.push({ row, why });
	}
}

function lengthOf({ record }: Visit): number {
	return (record.ends[record.count - 1] as number) - (record.starts[0] as number);
}

function ruleOf(faults: number): string {
	if (faults & FAULT.nul) return 'nul_byte';
	if (faults & FAULT.unclosedQuote) return 'unclosed_quote';
	if (faults & FAULT.textAfterQuote) return 'text_after_quote';
	return faults & FAULT.longCell ? 'long_cell' : 'many_cells';
}
