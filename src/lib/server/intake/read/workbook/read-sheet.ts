import { damaged, ENOUGH, visitPart, type Parts } from './open-parts';
import { TextTaker, type Sheet, type Workbook } from './list-sheets';
import { attribute, unescapeXml, type XmlVisitor } from './scan-xml';
import { spellNumber, type CellFormat } from './spell-cell';

/** Gets the rows that hold something, in order: their number in the sheet, and their cells up to the last filled one. */
export type RowVisitor = (row: number, cells: string[]) => boolean | void;

/** What a sheet holds besides plain values. */
export interface SheetNotes {
	/** Rows in which merged cells begin. */
	merged: number[];
	/** Rows with a formula that has no stored value. */
	unanswered: number[];
	/** Rows with a formula that ended in an error, and the first such error. */
	errors: number[];
	firstError: string | null;
}

/** As many rows and columns as a sheet can have. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const KEPT_ROWS = 1000;

/** Reads a sheet row by row in constant memory; a visitor that returns false ends it. */
export async function readSheet(
	parts: Parts,
	book: Workbook,
	{ sheet, visit }: { sheet: Sheet; visit: RowVisitor }
): Promise<SheetNotes> {
	const reader = new SheetReader(book, parts.name, visit);
	await visitPart(parts, sheet.part, reader);
	return reader.notes;
}

const NO_FORMAT: CellFormat = { kind: 'number' };

class SheetReader implements XmlVisitor {
	readonly notes: SheetNotes = { merged: [], unanswered: [], errors: [], firstError: null };
	private row = 0;
	private column = 0;
	private cells: string[] = [];
	private filled = 0;
	private type = '';
	private style = 0;
	private value = '';
	private formula: string | null = null;
	private taking: 'v' | 'f' | null = null;
	private inline = new TextTaker();

	constructor(
		private readonly book: Workbook,
		private readonly file: string,
		private readonly visit: RowVisitor
	) {}

	open(name: string, tag: string): void {
		if (name === 'c') this.openCell(tag);
		else if (name === 'v' || name === 'f') this.openValue(name);
		else if (name === 'row') this.openRow(tag);
		else if (name === 't' || name === 'rPh') this.inline.open(name);
		else if (name === 'mergeCell') this.noteMerge(attribute(tag, 'ref') ?? '');
	}

	text(raw: string): void {
		if (this.taking === 'v') this.value += raw;
		else if (this.taking === 'f') this.formula += raw;
		else this.inline.text(raw);
	}

	close(name: string): void {
		if (name === 'c') this.closeCell();
		else if (name === 'row') this.closeRow();
		else if (name === 'v' || name === 'f') this.taking = null;
		else this.inline.close(name);
	}

	private openRow(tag: string): void {
		const said = attribute(tag, 'r');
		const row = said === null ? this.row + 1 : Number(said);
		if (!Number.isInteger(row) || row <= this.row || row > MOST_ROWS) throw damaged(this.file);
		this.row = row;
		this.column = 0;
		this.cells = [];
		this.filled = 0;
	}

	private closeRow(): void {
		if (this.filled === 0) return;
		this.cells.length = this.filled;
		if (this.visit(this.row, this.cells) === false) throw ENOUGH;
	}

	private openCell(tag: string): void {
		const said = attribute(tag, 'r');
		this.column = said === null ? this.column + 1 : columnOf(said);
		if (this.column < 1 || this.column > MOST_COLUMNS) throw damaged(this.file);
		this.type = attribute(tag, 't') ?? 'n';
		this.style = Number(attribute(tag, 's') ?? 0);
		this.value = '';
		this.formula = null;
		this.inline.take();
	}

	private openValue(name: 'v' | 'f'): void {
		this.taking = name;
		if (name === 'f') this.formula = '';
	}

	private closeCell(): void {
		const text = this.textOfCell();
		if (text === '') return;
		while (this.cells.length < this.column - 1) this.cells.push('');
		this.cells[this.column - 1] = text;
		this.filled = Math.max(this.filled, this.column);
	}

	private textOfCell(): string {
		const { type, value, formula } = this;
		if (type === 'inlineStr') return this.inline.take();
		if (value === '') return formula === null || type === 'str' ? '' : this.unanswered(formula);
		if (type === 's') return this.book.strings[Number(value)] ?? '';
		if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
		if (type === 'e') return this.failed(unescapeXml(value));
		if (type === 'd')
			return unescapeXml(value)
				.replace(/T00:00:00(\.0+)?Z?$/, '')
				.replace('T', ' ');
		if (type === 'n')
			return spellNumber(value, this.book.formats[this.style] ?? NO_FORMAT, this.book.from1904);
		return this.inlineOf(value);
	}

	/** The text that a formula made. */
	private inlineOf(value: string): string {
		this.inline.open('t');
		this.inline.text(value);
		this.inline.close('t');
		return this.inline.take();
	}

	/** Stands as the formula itself, which no check takes for a value. */
	private unanswered(formula: string): string {
		note(this.notes.unanswered, this.row);
		return `=${unescapeXml(formula)}`;
	}

	private failed(error: string): string {
		note(this.notes.errors, this.row);
		this.notes.firstError ??= error;
		return error;
	}

	private noteMerge(ref: string): void {
		const row = Number(/^\$?[A-Z]+\$?(\d+):/i.exec(ref)?.[1] ?? 0);
		if (row > 0) note(this.notes.merged, row);
	}
}

function note(rows: number[], row: number): void {
	if (rows.length < KEPT_ROWS && rows.at(-1) !== row) rows.push(row);
}

/** A is 1, Z is 26, AA is 27. */
function columnOf(reference: string): number {
	let column = 0;
	for (let at = 0; at < reference.length; at++) {
		const letter = reference.charCodeAt(at) & ~32;
		if (letter < 65 || letter > 90) break;
		column = column * 26 + letter - 64;
	}
	return column;
}
