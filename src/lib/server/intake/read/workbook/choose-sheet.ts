import { Refusal, type IntakeQuestion } from '$lib/domain';
import { findHeader, SEARCHED, type Knows } from '../find-header';
import type { Sheet, Workbook } from './list-sheets';
import type { Parts } from './open-parts';
import { readSheet } from './read-sheet';

/** By what the sheet of a workbook is chosen. */
export interface SheetChoice {
	/** How many cells are headers that are known at all. */
	knows: Knows;
	/** And how many of the dataset that the file was sent as. */
	knowsClaimed?: Knows;
	/** The sheet that was answered, and the ones that were answered for earlier files. */
	answered?: string;
	remembered?: string[];
}

/** A sheet with its first rows. */
interface SheetStart {
	sheet: Sheet;
	rows: { row: number; cells: string[] }[];
	width: number;
}

/** The sheet that holds the table, how wide it begins, and the other sheets that hold something. */
export interface ChosenSheet {
	sheet: Sheet;
	width: number;
	others: string[];
}

/** Nobody but the sender knows which sheet is meant: the question, for those who cannot be asked a refusal. */
export class WhichSheet extends Refusal {
	constructor(
		name: string,
		readonly question: IntakeQuestion
	) {
		const names = question.choices.map(({ value }) => `"${value}"`).join(', ');
		super(
			'which_sheet',
			`${name} has several sheets (${names}), and none is surely the table.`,
			'Say which.'
		);
	}
}

/** Chooses the sheet with the table: the only one that holds something, the one asked for, or the one whose headers are known. */
export async function chooseSheet(parts: Parts, book: Workbook, choice: SheetChoice): Promise<ChosenSheet> {
	const filled = (await startsOf(parts, book)).filter(({ rows }) => rows.length > 0);
	const seen = filled.filter(({ sheet }) => !sheet.isHidden);
	const starts = seen.length > 0 ? seen : filled;
	const [first] = starts;
	if (!first) {
		throw new Refusal('empty_file', `${parts.name} is a workbook without a value in it.`, 'Export it again.');
	}
	const chosen = starts.length === 1 ? first : (named(starts, choice) ?? known(starts, choice));
	if (!chosen) throw new WhichSheet(parts.name, questionOf(starts));
	const others = filled.filter((one) => one !== chosen).map(({ sheet }) => sheet.name);
	return { sheet: chosen.sheet, width: chosen.width, others };
}

async function startsOf(parts: Parts, book: Workbook): Promise<SheetStart[]> {
	const starts: SheetStart[] = [];
	for (const sheet of book.sheets) {
		const start: SheetStart = { sheet, rows: [], width: 0 };
		await readSheet(parts, book, {
			sheet,
			visit(row, cells) {
				start.rows.push({ row, cells });
				start.width = Math.max(start.width, cells.length);
				return start.rows.length < SEARCHED;
			}
		});
		starts.push(start);
	}
	return starts;
}

function named(starts: SheetStart[], { answered, remembered = [] }: SheetChoice): SheetStart | undefined {
	if (answered !== undefined) return starts.find(({ sheet }) => sheet.name === answered);
	const before = starts.filter(({ sheet }) => remembered.includes(sheet.name));
	return before.length === 1 ? before[0] : undefined;
}

/** The one sheet that has headers of the dataset, or of any; more than half of them, and clearly more than each other sheet. */
function known(starts: SheetStart[], { knows, knowsClaimed }: SheetChoice): SheetStart | undefined {
	for (const by of knowsClaimed ? [knowsClaimed, knows] : [knows]) {
		const counted = starts
			.map((start) => ({ start, count: headersOf(start, by) }))
			.sort((one, other) => other.count - one.count);
		const [best, next] = counted;
		if (best && best.count > 1 && (next?.count ?? 0) <= best.count / 2) return best.start;
	}
	return undefined;
}

function headersOf({ rows, width }: SheetStart, knows: Knows): number {
	const records = rows.map(({ row, cells }) => {
		const padded = [...cells, ...Array<string>(width - cells.length).fill('')];
		return { row, cells: padded, width, isBlank: false, isFaulty: false };
	});
	return findHeader(records, knows).known;
}

function questionOf(starts: SheetStart[]): IntakeQuestion {
	return {
		code: 'sheet',
		row: null,
		column: null,
		message: 'The workbook has several sheets. Which one holds the table?',
		choices: starts.map(({ sheet, rows }) => {
			const cells = rows[0]?.cells.filter((cell) => cell.trim() !== '').slice(0, 4) ?? [];
			return { value: sheet.name, label: `${sheet.name} (begins with ${cells.join(', ')})` };
		})
	};
}
