import * as Plot from '@observablehq/plot';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { hatch, plotted } from './drawing';
import { nameAxis, roomForNames } from './line-names';
import { LOCK } from './lock';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { labelOf, latestRows, otherBreakdowns, tipOf } from './read-table';
import { tipped } from './tip-marks';

/** One group: its place in the order, its words, its row. */
export interface RankedLine {
	key: string;
	name: string;
	row: SafeRow;
}

/** The groups that are drawn, one on a line each, and how many there are. */
export interface RankedLines {
	table: SafeTable;
	lines: RankedLine[];
	all: number;
}

/** How lines are drawn beneath one another on one axis from 0 to `end`. */
export interface LineDrawing {
	end: number;
	/** Height of a line, and of what stands beneath the last one. */
	row: number;
	foot: number;
	/** Words behind a line: what, from where on the axis, how far behind it. */
	words: (line: RankedLine) => string;
	at: (line: RankedLine) => number;
	gap: number;
	/** What is drawn of all lines, from behind to the front. */
	marks: Plot.Markish[];
}

/** More lines than these nobody reads; the table holds all. */
const MOST = 40;

/** The groups of the latest quarter, those of the highest rank first. */
export function rankedLines(table: SafeTable, rank: (row: SafeRow) => number): RankedLines {
	const columns = otherBreakdowns(table, 'quarter');
	const rows = [...latestRows(table)].sort((one, two) => rank(two) - rank(one));
	const name = (row: SafeRow) => columns.map((column) => labelOf(table, column, row[column])).join(' · ');
	const lines = rows.slice(0, MOST).map((row, place) => ({ key: String(place), name: name(row), row }));
	return { table, lines, all: rows.length };
}

/** Whether the number of any line is withheld. */
export function hasLocked({ lines }: RankedLines): boolean {
	return lines.some(({ row }) => row.status === 'withheld');
}

/** Draws lines beneath one another: names at the left, a lock where a number is withheld, words behind. */
export function drawLines(ranked: RankedLines, drawing: LineDrawing, options: DrawingOptions): Piece {
	const { lines } = ranked;
	const names = lines.map(({ name }) => name);
	const marginLeft = roomForNames(names, options);
	const widths = lines.map((line) => textWidth(drawing.words(line), WORDS_SIZE, true));
	return plotted(options, {
		height: drawing.row * lines.length + TOP + drawing.foot,
		marginTop: TOP,
		marginBottom: drawing.foot,
		marginLeft,
		marginRight: 10 + drawing.gap + Math.max(24, ...widths),
		x: { domain: [0, drawing.end], axis: null },
		y: { domain: lines.map(({ key }) => key), padding: 0.28, label: null },
		marks: [
			nameAxis(names, marginLeft),
			...drawing.marks,
			...lockMarks(ranked, (drawing.end * 13) / (options.width - marginLeft), options),
			Plot.text(lines, {
				x: drawing.at,
				y: 'key',
				text: drawing.words,
				dx: drawing.gap,
				textAnchor: 'start',
				fontSize: WORDS_SIZE,
				fontWeight: 600
			})
		]
	});
}

const [TOP, WORDS_SIZE] = [2, 13];

function lockMarks({ table, lines }: RankedLines, middle: number, options: DrawingOptions): Plot.Markish[] {
	const locked = lines.filter(({ row }) => row.status === 'withheld');
	return [
		Plot.barX(locked, {
			x1: 0,
			x2: middle * 2,
			y: 'key',
			fill: hatch(options),
			...tipped(locked, ({ row }) => tipOf(table, row))
		}),
		Plot.dot(locked, { x: middle, y: 'key', symbol: LOCK, r: 5.5, fill: ink('ink-soft') })
	];
}
