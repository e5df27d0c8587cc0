import { writeShortDollars, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions } from './drawing';
import { TEXT, isNarrow } from './drawing';
import { leftRoom } from './left-room';
import { textWidth } from './measure-text';
import type { Ink } from './palette';
import { isShare, labelOf, latestRows, otherBreakdowns, shownRows, valuesOf } from './read-table';

/** A table as a grid: which breakdown goes across and which down, in which order, and where colours change. */
export interface Grid {
	table: SafeTable;
	rows: SafeRow[];
	x: string;
	y: string;
	columns: string[];
	/** How many columns there would be, were all drawn. */
	all: number;
	lines: string[];
	/** Lower edges of the steps of colour, ascending; at most five. */
	steps: number[];
	/** Room for the names of the lines. */
	marginLeft: number;
}

/** Breakdowns whose order is their own: time, age, schooling. */
const IN_ORDER = ['quarter', 'start_quarter', 'age_band', 'education', 'days_after_start'];

/** Lower edges of the five steps of a share. */
const SHARE_STEPS = [0, 0.2, 0.4, 0.6, 0.8];

/** Reads a table as a grid that fits a drawing: as many columns as leave every number its room. */
export function readGrid(table: SafeTable, options: DrawingOptions): Grid {
	const { rows, x, y } = axesOf(table);
	const lines = valuesOf(table, y, rows);
	if (!IN_ORDER.includes(y)) lines.sort((a, b) => weight(rows, y, b) - weight(rows, y, a));
	const marginLeft = leftOf(
		lines.map((line) => labelOf(table, y, line)),
		options
	);
	const all = valuesOf(table, x, rows);
	const most = Math.max(1, Math.floor((options.width - marginLeft) / widestCell(table, rows)));
	const columns =
		x === 'quarter' ? all.slice(-most) : heaviest(all, most, (column) => weight(rows, x, column));
	return { table, rows, x, y, columns, all: all.length, lines, steps: stepsOf(table, rows), marginLeft };
}

/** Reads a table as a grid of these two breakdowns, both in their own order; columns that do not fit are left out at the end. */
export function readGridBy(
	table: SafeTable,
	{ x, y }: { x: string; y: string },
	options: DrawingOptions
): Grid {
	const rows = [...table.rows];
	const lines = valuesOf(table, y, rows);
	const marginLeft = leftOf(
		lines.map((line) => labelOf(table, y, line)),
		options
	);
	const all = valuesOf(table, x, rows);
	const most = Math.max(1, Math.floor((options.width - marginLeft) / widestCell(table, rows)));
	const columns = all.slice(0, most);
	return { table, rows, x, y, columns, all: all.length, lines, steps: stepsOf(table, rows), marginLeft };
}

/** What stands in a cell whose number is shown. */
export function cellText(table: SafeTable, value: number): string {
	return table.unit === 'dollars' ? writeShortDollars(value) : writeValue(value, table.unit);
}

/** The colour of a row's number; none where there is no number, or where it is zero. */
export function stepOf(grid: Pick<Grid, 'steps'>, row: SafeRow): Ink | null {
	if (row.status !== 'shown' || !row.value) return null;
	const value = row.value;
	const below = grid.steps.filter((edge) => edge <= value).length;
	return stepInk(grid.steps.length, Math.max(1, below) - 1);
}

/** The colour of the n-th of some steps: few steps are spread over all colours. */
export function stepInk(steps: number, place: number): Ink {
	const spread = steps < 2 ? 4 : Math.round((place * 4) / (steps - 1));
	return `step-${spread + 1}` as Ink;
}

/** Two breakdowns in the latest quarter, the longer one down; one breakdown alone stands against its quarters. */
function axesOf(table: SafeTable): { rows: SafeRow[]; x: string; y: string } {
	const [first = '', second] = otherBreakdowns(table, 'quarter');
	if (!second) return { rows: [...table.rows], x: 'quarter', y: first };
	const rows = [...latestRows(table)];
	const count = (column: string) => valuesOf(table, column, rows).length;
	const [y, x] = count(first) >= count(second) ? [first, second] : [second, first];
	return { rows, x, y };
}

/** The people (or other things) that a line of the grid is about: most first. Withheld numbers have no weight. */
function weight(rows: SafeRow[], y: string, line: string): number {
	const own = shownRows(rows).filter((row) => String(row[y]) === line);
	return own.reduce((sum, row) => sum + (row.denominator ?? row.value), 0);
}

/** As many as there is room for, those with most people or dollars, in their order. */
function heaviest(all: string[], most: number, weigh: (column: string) => number): string[] {
	const kept = [...all].sort((a, b) => weigh(b) - weigh(a)).slice(0, most);
	return all.filter((column) => kept.includes(column));
}

function leftOf(names: string[], options: DrawingOptions): number {
	return leftRoom(names, options, { usual: isNarrow(options) ? 0.29 : 0.3, least: 40 });
}

function widestCell(table: SafeTable, rows: SafeRow[]): number {
	const texts = shownRows(rows).map((row) => textWidth(cellText(table, row.value), TEXT + 1, true));
	return Math.max(34, ...texts) + 8;
}

/** Fifths of a share; of dollars and counts the fifths of the numbers that are shown, told roundly. */
export function stepsOf(table: SafeTable, rows: SafeRow[]): number[] {
	if (isShare(table)) return SHARE_STEPS;
	const values = shownRows(rows)
		.map((row) => row.value)
		.filter((value) => value > 0)
		.sort((a, b) => a - b);
	const edges = SHARE_STEPS.map((share) => roundDown(values[Math.floor(share * values.length)] ?? 0));
	return [...new Set(edges)];
}

/** The number with its first digit kept, and whether the second is past five: 8,734 -> 8,500. */
function roundDown(value: number): number {
	if (value < 10) return Math.floor(value);
	const half = 10 ** Math.floor(Math.log10(value)) / 2;
	return Math.floor(value / half) * half;
}
