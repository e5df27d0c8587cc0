import { CleanFile, quoted } from '../write-clean';
import { LONGEST_CELL } from '../scan-record';
import type { ZipMember } from '../unzip';
import { chooseSheet, type ChosenSheet, type SheetChoice } from './choose-sheet';
import { openWorkbook, type Workbook } from './list-sheets';
import type { Parts } from './open-parts';
import { readSheet, type SheetNotes } from './read-sheet';

/** The sheet that was read, what was odd in it, and the sheets that were not read. */
export interface SheetRead extends SheetNotes {
	name: string;
	others: string[];
}

/** Whether the members of an archive are those of a workbook. */
export function isWorkbook(members: ZipMember[]): boolean {
	const names = members.map(({ name }) => name.replace(/^\/+/, ''));
	return names.includes('[Content_Types].xml') && names.some((name) => /^xl\//i.test(name));
}

/**
 * Writes the sheet that holds the table as text: UTF-8, commas, one record for each row of the sheet from the first
 * on, all of the same width. Empty cells are empty, and dates are written as their format shows that they are dates.
 */
export async function unpackSheet(
	parts: Parts,
	{ target, ...choice }: { target: string } & SheetChoice
): Promise<SheetRead> {
	const book = await openWorkbook(parts);
	const chosen = await chooseSheet(parts, book, choice);
	let written = await writeSheet(parts, book, { ...chosen, target });
	if (written.width > chosen.width) {
		written = await writeSheet(parts, book, { ...chosen, target, width: written.width });
	}
	return { ...written.notes, name: chosen.sheet.name, others: chosen.others };
}

async function writeSheet(
	parts: Parts,
	book: Workbook,
	{ sheet, width, target }: ChosenSheet & { target: string }
): Promise<{ notes: SheetNotes; width: number }> {
	const out = new CleanFile(target);
	let last = 0;
	let widest = width;
	try {
		const notes = await readSheet(parts, book, {
			sheet,
			visit(row, cells) {
				while (++last < row) out.add('');
				widest = Math.max(widest, cells.length);
				out.add(cells.map(cellOf).join(',') + ','.repeat(Math.max(0, width - cells.length)));
			}
		});
		return { notes, width: widest };
	} finally {
		out.close();
	}
}

/** Cells that are too long for any reader are refused in their row; their lines are joined, so that the row stays one. */
function cellOf(text: string): string {
	if (text.length * 3 < LONGEST_CELL) return quoted(text);
	return quoted(text.replace(/[\r\n]+/g, ' '));
}
