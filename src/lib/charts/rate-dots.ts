import * as Plot from '@observablehq/plot';
import { writeCount, writePercent } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, hatch, isFaded, partNote, pictureOf, plotted } from './drawing';
import { legend, withheldEntry } from './legend';
import { nameAxis, roomForNames } from './line-names';
import { LOCK } from './lock';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { labelOf, latestRows, otherBreakdowns, tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** Rates of groups as dots, each with its interval, highest first: what overlaps can hardly be told apart. */
export function rateDots(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const list = listOf(table);
	const locked = list.lines.some(({ row }) => row.status === 'withheld');
	return pictureOf(options, [
		legend(options, [
			{ label: CHART_WORDS.rateWithInterval, fill: 'none', sign: 'disc' },
			...(locked ? [withheldEntry(options)] : [])
		]),
		drawDots(list, options),
		...partNote(options, list.lines.length, list.all)
	]);
}

/** One group: its place in the order, its words, its row. */
interface Line {
	key: string;
	name: string;
	row: SafeRow;
}

interface List {
	table: SafeTable;
	lines: Line[];
	all: number;
}

const ROW = 28;
const MOST = 40;
const MARK = 6;

function listOf(table: SafeTable): List {
	const columns = otherBreakdowns(table, 'quarter');
	const rows = [...latestRows(table)].sort((one, two) => rank(two) - rank(one));
	const name = (row: SafeRow) => columns.map((column) => labelOf(table, column, row[column])).join(' · ');
	const lines = rows.slice(0, MOST).map((row, place) => ({ key: String(place), name: name(row), row }));
	return { table, lines, all: rows.length };
}

/** Rates by size, then what is withheld, then what has no number. */
function rank({ status, value }: SafeRow): number {
	if (status === 'withheld') return -1;
	return value ?? -2;
}

function drawDots(list: List, options: DrawingOptions): Piece {
	const names = list.lines.map((line) => line.name);
	const marginLeft = roomForNames(names, options);
	const words = list.lines.map((line) => textWidth(valueText(line), 13, true));
	return plotted(options, {
		height: ROW * list.lines.length + 26,
		marginTop: 2,
		marginBottom: 24,
		marginLeft,
		marginRight: 16 + Math.max(24, ...words),
		x: { domain: [0, 1], axis: null },
		y: { domain: list.lines.map((line) => line.key), padding: 0.28, label: null },
		marks: [
			Plot.gridX([0, 0.25, 0.5, 0.75, 1], { stroke: ink('rule'), strokeOpacity: 1 }),
			Plot.axisX([0, 0.5, 1], {
				tickSize: 0,
				fontSize: TEXT,
				fill: ink('ink-soft'),
				tickFormat: (share: number) => writePercent(share)
			}),
			nameAxis(names, marginLeft),
			...bandMarks(list, options),
			...dotMarks(list, options),
			...lockMarks(list, options, marginLeft),
			Plot.text(list.lines, {
				x: 1,
				y: 'key',
				text: valueText,
				dx: MARK,
				textAnchor: 'start',
				fontSize: 13,
				fontWeight: 600
			})
		]
	});
}

/** A band behind the group that the reader chose. */
function bandMarks({ lines }: List, options: DrawingOptions): Plot.Markish[] {
	const { highlight } = options;
	const chosen = lines.filter(({ row }) => highlight && row[highlight.column] === highlight.value);
	return [Plot.barX(chosen, { x1: 0, x2: 1, y: 'key', inset: -3, fill: ink('step-1') })];
}

function dotMarks({ table, lines }: List, options: DrawingOptions): Plot.Markish[] {
	const shown = lines.filter(({ row }) => row.value !== null);
	const look = { strokeOpacity: (line: Line) => strength(line, options) };
	return [
		Plot.ruleY(shown, {
			x1: ({ row }: Line) => row.lower,
			x2: ({ row }: Line) => row.upper,
			y: 'key',
			stroke: ink('cat-1'),
			strokeWidth: 2,
			...look
		}),
		Plot.dot(shown, {
			x: ({ row }: Line) => row.value,
			y: 'key',
			r: 5.5,
			fill: ink('cat-1'),
			fillOpacity: look.strokeOpacity,
			stroke: ink('paper'),
			...tipped(shown, (line) => tipOf(table, line.row))
		})
	];
}

/** Groups that the reader did not choose step back. */
function strength({ row }: Line, options: DrawingOptions): number {
	return isFaded(row, options) ? 0.45 : 1;
}

function lockMarks({ table, lines }: List, options: DrawingOptions, marginLeft: number): Plot.Markish[] {
	const locked = lines.filter(({ row }) => row.status === 'withheld');
	const middle = 13 / (options.width - marginLeft);
	return [
		Plot.barX(locked, {
			x1: 0,
			x2: middle * 2,
			y: 'key',
			fill: hatch(options),
			...tipped(locked, (line) => tipOf(table, line.row))
		}),
		Plot.dot(locked, { x: middle, y: 'key', symbol: LOCK, r: 5.5, fill: ink('ink-soft') })
	];
}

/** `63% of 385` behind a dot; what stands there instead of a number. */
function valueText({ row }: Line): string {
	if (row.status === 'withheld') return '';
	if (row.status === 'not_yet_observable') return CHART_WORDS.notYet;
	if (row.value === null) return CHART_WORDS.noData;
	const many = row.denominator === null ? '' : ` ${CHART_WORDS.of} ${writeCount(row.denominator)}`;
	return writePercent(row.value) + many;
}
