import * as Plot from '@observablehq/plot';
import { writeCount, writeShortDollars, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, hatch, isNarrow, partNote, pictureOf, plotted } from './drawing';
import type { LegendEntry } from './legend';
import { legend, withheldEntry } from './legend';
import { LOCK } from './lock';
import { textWidth, twoLines, wrapped } from './measure-text';
import type { Ink } from './palette';
import { ink } from './palette';
import {
	isShare,
	labelOf,
	latestRows,
	otherBreakdowns,
	sharesDollars,
	shownRows,
	tipOf,
	valuesOf
} from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** Breakdowns whose order is their own: time, age, schooling. */
const IN_ORDER = ['quarter', 'start_quarter', 'age_band', 'education'];

/** Lower edges of the five steps of a share. */
const SHARE_STEPS = [0, 0.2, 0.4, 0.6, 0.8];

/**
 * Two breakdowns as a grid: each cell its number and a step of colour. Zero, withheld, no data and not yet
 * observable look different from one another and from every step.
 */
export function coverageHeatmap(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const grid = gridOf(table, options);
	return pictureOf(options, [
		legend(options, legendOf(grid, options)),
		drawGrid(grid, options),
		...partNote(options, grid.columns.length, grid.all)
	]);
}

interface Grid {
	table: SafeTable;
	rows: SafeRow[];
	x: string;
	y: string;
	columns: string[];
	/** How many columns there would be, were all drawn. */
	all: number;
	lines: string[];
	steps: number[];
}

function gridOf(table: SafeTable, options: DrawingOptions): Grid {
	const { rows, x, y } = axesOf(table);
	const lines = valuesOf(table, y, rows);
	if (!IN_ORDER.includes(y)) lines.sort((a, b) => weight(rows, y, b) - weight(rows, y, a));
	const all = valuesOf(table, x, rows);
	const most = isNarrow(options) ? 6 : 14;
	const columns = x === 'quarter' ? all.slice(-most) : all.slice(0, most);
	return { table, rows, x, y, columns, all: all.length, lines, steps: stepsOf(table, rows) };
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

function stepsOf(table: SafeTable, rows: SafeRow[]): number[] {
	if (isShare(table)) return SHARE_STEPS;
	const top = Math.max(1, ...shownRows(rows).map((row) => row.value));
	return SHARE_STEPS.map((step) => step * top);
}

function drawGrid(grid: Grid, options: DrawingOptions): Piece {
	const marginLeft = leftOf(grid, options);
	const cellWidth = (options.width - marginLeft) / grid.columns.length;
	const heads = grid.columns.map((column) =>
		wrapped(labelOf(grid.table, grid.x, column), cellWidth - 2, TEXT * 1.04).slice(0, 3)
	);
	const marginTop = 10 + 15 * Math.max(1, ...heads.map((head) => head.length));
	const cell = isNarrow(options) ? 30 : 32;
	return plotted(options, {
		height: marginTop + cell * grid.lines.length,
		marginTop,
		marginLeft,
		marginRight: 0,
		marginBottom: 0,
		x: { domain: grid.columns, padding: 0.025, label: null },
		y: { domain: grid.lines, padding: 0.06, label: null },
		marks: [...headMarks(grid, heads, marginLeft), ...cellMarks(grid, options, cellWidth)]
	});
}

function leftOf(grid: Grid, options: DrawingOptions): number {
	const longest = Math.max(
		...grid.lines.map((line) => textWidth(labelOf(grid.table, grid.y, line), TEXT)),
		40
	);
	return Math.min(Math.ceil(longest) + 12, options.width * (isNarrow(options) ? 0.29 : 0.3));
}

function headMarks(grid: Grid, heads: string[][], marginLeft: number): Plot.Markish[] {
	return [
		Plot.axisX({
			anchor: 'top',
			tickSize: 0,
			tickPadding: 6,
			fontSize: TEXT,
			fontWeight: 600,
			lineHeight: 1.2,
			tickFormat: (_: string, place: number) => heads[place]?.join('\n') ?? ''
		}),
		Plot.axisY({
			tickSize: 0,
			tickPadding: 8,
			fontSize: TEXT,
			lineHeight: 1.1,
			tickFormat: (line: string) => twoLines(labelOf(grid.table, grid.y, line), marginLeft - 11)
		})
	];
}

function cellMarks(grid: Grid, options: DrawingOptions, cellWidth: number): Plot.Markish[] {
	const rows = grid.rows.filter((row) => grid.columns.includes(String(row[grid.x])));
	const wide = cellWidth > 118 && isShare(grid.table) && !sharesDollars(grid.table);
	const at = { x: (row: SafeRow) => String(row[grid.x]), y: (row: SafeRow) => String(row[grid.y]) };
	const hollow = { fill: 'none', stroke: ink('rule-strong'), inset: 0.5 };
	const withheld = rows.filter((row) => row.status === 'withheld');
	const words = { ...at, fontSize: 13, fill: inkOn(grid) };
	return [
		Plot.cell(rows, {
			...at,
			fill: (row: SafeRow) => fillOf(grid, row, options),
			...tipped(rows, (row) => tipOf(grid.table, row))
		}),
		Plot.cell(rows.filter(isZero), { ...at, fill: 'none', stroke: ink('ink-soft'), inset: 0.5 }),
		Plot.cell(rows.filter(isNotYet), { ...at, ...hollow, strokeDasharray: '2,2' }),
		Plot.cell(
			rows.filter((row) => row.status === 'no_data'),
			{ ...at, ...hollow, strokeOpacity: 0.4 }
		),
		Plot.dot(withheld, { ...at, symbol: LOCK, r: 6, fill: ink('ink-soft') }),
		Plot.text(
			rows.filter((row) => !wide || smallText(row) === null),
			{ ...words, text: (row: SafeRow) => mainText(grid, row), fontWeight: 600 }
		),
		...(wide ? pairMarks(grid, rows, words) : [])
	];
}

/** The share and, beside it, what it is a share of; they meet a little left of the middle. */
function pairMarks(grid: Grid, rows: SafeRow[], words: Plot.TextOptions): Plot.Markish[] {
	const paired = rows.filter((row) => smallText(row) !== null);
	const share = (row: SafeRow) => mainText(grid, row);
	return [
		Plot.text(paired, { ...words, text: share, textAnchor: 'end', dx: -18, fontWeight: 600 }),
		Plot.text(paired, { ...words, fontSize: TEXT, text: smallText, textAnchor: 'start', dx: -8 })
	];
}

function fillOf(grid: Grid, row: SafeRow, options: DrawingOptions): string {
	if (row.status === 'withheld') return hatch(options);
	const step = stepOf(grid, row);
	return step === null ? ink('paper') : ink(step);
}

function stepOf(grid: Grid, row: SafeRow): Ink | null {
	if (row.status !== 'shown' || row.value === null || row.value === 0) return null;
	const place = grid.steps.filter((edge) => edge <= (row.value ?? 0)).length;
	return `step-${Math.min(5, Math.max(1, place))}` as Ink;
}

function inkOn(grid: Grid): (row: SafeRow) => string {
	return (row) => {
		const step = stepOf(grid, row);
		return ink(step === null ? 'ink' : (`on-${step}` as Ink));
	};
}

function isZero(row: SafeRow): boolean {
	return row.status === 'shown' && row.value === 0;
}

function isNotYet(row: SafeRow): boolean {
	return row.status === 'not_yet_observable';
}

function mainText(grid: Grid, row: SafeRow): string | null {
	if (row.status === 'withheld') return null;
	if (row.status === 'not_yet_observable') return '…';
	if (row.value === null) return '–';
	return grid.table.unit === 'dollars'
		? writeShortDollars(row.value)
		: writeValue(row.value, grid.table.unit);
}

function smallText(row: SafeRow): string | null {
	if (row.status !== 'shown' || row.numerator === null || row.denominator === null) return null;
	return `${writeCount(row.numerator)} ${CHART_WORDS.of} ${writeCount(row.denominator)}`;
}

function legendOf(grid: Grid, options: DrawingOptions): LegendEntry[] {
	const has = (status: SafeRow['status']) => grid.rows.some((row) => row.status === status);
	const steps = grid.rows.some((row) => stepOf(grid, row) !== null) ? grid.steps : [];
	const entries: LegendEntry[] = steps.map((edge, place) => ({
		label: stepLabel(grid, edge, place),
		fill: ink(`step-${place + 1}` as Ink)
	}));
	if (grid.rows.some(isZero)) entries.unshift({ label: CHART_WORDS.zero, fill: ink('paper'), sign: 'zero' });
	if (has('withheld')) entries.push(withheldEntry(options));
	if (has('not_yet_observable'))
		entries.push({ label: CHART_WORDS.notYet, fill: ink('paper'), sign: 'dots' });
	if (has('no_data')) entries.push({ label: CHART_WORDS.noData, fill: ink('paper'), sign: 'dash' });
	return entries;
}

function stepLabel(grid: Grid, edge: number, place: number): string {
	const top = grid.steps[place + 1];
	const isMoney = grid.table.unit === 'dollars';
	const write = (value: number) => (isMoney ? writeShortDollars(value) : writeValue(value, grid.table.unit));
	if (isShare(grid.table))
		return `${Math.round(edge * 100)}–${top === undefined ? '100%' : Math.round(top * 100)}`;
	return top === undefined ? `${write(edge)}+` : `${write(edge)}–${write(top)}`;
}
