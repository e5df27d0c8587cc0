import * as Plot from '@observablehq/plot';
import { writeCount } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, hatch, isChosen, isNarrow, line, partNote, pictureOf, plotted } from './drawing';
import type { LegendEntry } from './legend';
import { legend, withheldEntry } from './legend';
import { LOCK } from './lock';
import type { Ink } from './palette';
import { ink } from './palette';
import { headMarks, headsOf } from './grid-heads';
import type { Grid } from './read-grid';
import { cellText, readGrid, stepInk, stepOf } from './read-grid';
import { isShare, sharesDollars, tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Two breakdowns as a grid: each cell its number and a step of colour. Zero, withheld, no data and not yet
 * observable look different from one another and from every step.
 */
export function coverageHeatmap(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	return gridPicture(readGrid(table, options), options);
}

/** Where the rows of a grid stand. */
export interface Places {
	x: (row: SafeRow) => string;
	y: (row: SafeRow) => string;
}

/** What a grid's cells say beside their number. */
export interface Beside {
	/** How much higher each cell is. */
	height: number;
	/** Makes the marks, over cells of this size in pixels. */
	marks: (rows: SafeRow[], at: Places, cell: { width: number; height: number }) => Plot.Markish[];
	legend: LegendEntry[];
	/** What the columns are, where their heads do not say it. */
	across?: string;
	/** How far numbers make room, in pixels, where it is not as usual. */
	aside?: number;
}

/** A grid with its legend; `beside` adds to what each cell says. */
export function gridPicture(grid: Grid, options: DrawingOptions, beside?: Beside): SVGSVGElement {
	return pictureOf(options, [
		legend(options, [...legendOf(grid, options), ...(beside?.legend ?? [])]),
		...(beside?.across ? [line(options, beside.across)] : []),
		drawGrid(grid, options, beside),
		...partNote(options, grid.columns.length, grid.all)
	]);
}

function drawGrid(grid: Grid, options: DrawingOptions, beside?: Beside): Piece {
	const cellWidth = (options.width - grid.marginLeft) / grid.columns.length;
	const heads = headsOf(grid, cellWidth);
	const cell = (isNarrow(options) ? 30 : 32) + (beside?.height ?? 0);
	const { rows, at } = drawnRows(grid);
	return plotted(options, {
		height: heads.room + cell * grid.lines.length,
		marginTop: heads.room,
		marginLeft: grid.marginLeft,
		marginRight: 0,
		marginBottom: 0,
		x: { domain: grid.columns, padding: 0.025, axis: null },
		y: { domain: grid.lines, padding: 0.06, label: null },
		marks: [
			...headMarks(grid, heads),
			...cellMarks(grid, options, {
				cellWidth,
				isBeside: beside !== undefined,
				aside: beside?.aside ?? ASIDE
			}),
			...chosenMarks(
				rows.filter((row) => isChosen(row, options)),
				at
			),
			...(beside?.marks(rows, at, { width: cellWidth * 0.975, height: cell * 0.94 }) ?? [])
		]
	});
}

/** An edge about the cells of the group that the reader chose. */
function chosenMarks(rows: SafeRow[], at: Places): Plot.Markish[] {
	return [Plot.cell(rows, { ...at, fill: 'none', stroke: ink('ink'), strokeWidth: 2.5, inset: 1 })];
}

function drawnRows(grid: Grid): { rows: SafeRow[]; at: Places } {
	const rows = grid.rows.filter((row) => grid.columns.includes(String(row[grid.x])));
	return { rows, at: { x: (row) => String(row[grid.x]), y: (row) => String(row[grid.y]) } };
}

/** In a narrow cell the number makes room for what stands beside it, in pixels. */
const ASIDE = 8;

function cellMarks(
	grid: Grid,
	options: DrawingOptions,
	{ cellWidth, isBeside, aside }: { cellWidth: number; isBeside: boolean; aside: number }
): Plot.Markish[] {
	const { rows, at } = drawnRows(grid);
	const wide = cellWidth > 118 && isShare(grid.table) && !sharesDollars(grid.table);
	const dx = isBeside && !wide ? aside : 0;
	const words = { ...at, dx, fontSize: 13, fill: inkOn(grid) };
	return [
		Plot.cell(rows, {
			...at,
			fill: (row: SafeRow) => fillOf(grid, row, options),
			...(isBeside ? {} : tipped(rows, (row) => tipOf(grid.table, row)))
		}),
		...edgeMarks(rows, at),
		Plot.text(rows.filter(isTold), { ...at, dx, text: toldText, ...TOLD }),
		Plot.dot(
			rows.filter((row) => isWithheld(row) && !isTold(row)),
			{ ...at, dx, symbol: LOCK, r: 6, fill: ink('ink-soft') }
		),
		Plot.text(
			rows.filter((row) => !wide || smallText(row) === null),
			{ ...words, text: (row: SafeRow) => mainText(grid, row), fontWeight: 600 }
		),
		...(wide ? pairMarks(grid, rows, words) : [])
	];
}

/** Edges tell apart the cells that have no colour. */
function edgeMarks(rows: SafeRow[], at: Places): Plot.Markish[] {
	const hollow = { ...at, fill: 'none', stroke: ink('rule-strong'), inset: 0.5 };
	const without = rows.filter((row) => row.status === 'no_data');
	return [
		Plot.cell(rows.filter(isZero), { ...hollow, stroke: ink('ink-soft') }),
		Plot.cell(rows.filter(isNotYet), { ...hollow, strokeDasharray: '2,2' }),
		Plot.cell(without, { ...hollow, strokeOpacity: 0.4 })
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
	if (isWithheld(row)) return hatch(options);
	const step = stepOf(grid, row);
	return step === null ? ink('paper') : ink(step);
}

function inkOn(grid: Grid): (row: SafeRow) => string {
	return (row) => {
		const step = stepOf(grid, row);
		return ink(step === null ? 'ink' : (`on-${step}` as Ink));
	};
}

function isWithheld(row: SafeRow): boolean {
	return row.status === 'withheld';
}

/** Withheld, but of what share of the people it is more (or less) may be told. */
function isTold(row: SafeRow): boolean {
	return isWithheld(row) && typeof row.told === 'string';
}

const TOLD = { fontSize: TEXT, fill: ink('ink'), stroke: ink('paper'), strokeWidth: 5 };

/** `> 75%` for "more than 75%". */
function toldText(row: SafeRow): string {
	const [word, , share] = String(row.told).split(' ');
	return `${word === 'less' ? '<' : '>'} ${share === 'half' ? '50%' : (share ?? '')}`;
}

function isZero(row: SafeRow): boolean {
	return row.status === 'shown' && row.value === 0;
}

function isNotYet(row: SafeRow): boolean {
	return row.status === 'not_yet_observable';
}

function mainText(grid: Grid, row: SafeRow): string | null {
	if (isWithheld(row)) return null;
	if (isNotYet(row)) return '…';
	return row.value === null ? '–' : cellText(grid.table, row.value);
}

function smallText(row: SafeRow): string | null {
	if (row.status !== 'shown' || row.numerator === null || row.denominator === null) return null;
	return `${writeCount(row.numerator)} ${CHART_WORDS.of} ${writeCount(row.denominator)}`;
}

function legendOf(grid: Grid, options: DrawingOptions): LegendEntry[] {
	const has = (test: (row: SafeRow) => boolean) => grid.rows.some(test);
	const steps = has((row) => stepOf(grid, row) !== null) ? grid.steps : [];
	const entries: LegendEntry[] = steps.map((edge, place) => ({
		label: stepLabel(grid, edge, place),
		fill: ink(stepInk(steps.length, place))
	}));
	if (has(isZero)) entries.unshift({ label: CHART_WORDS.zero, fill: ink('paper'), sign: 'zero' });
	if (has(isWithheld)) entries.push(withheldEntry(options));
	if (has(isNotYet)) entries.push({ label: CHART_WORDS.notYet, fill: ink('paper'), sign: 'dots' });
	if (has((row) => row.status === 'no_data'))
		entries.push({ label: CHART_WORDS.noData, fill: ink('paper'), sign: 'dash' });
	return entries;
}

function stepLabel(grid: Grid, edge: number, place: number): string {
	const top = grid.steps[place + 1];
	if (isShare(grid.table))
		return `${Math.round(edge * 100)}–${top === undefined ? '100%' : Math.round(top * 100)}`;
	const write = (value: number) => cellText(grid.table, value);
	if (grid.steps.length === 1) return write(edge);
	return top === undefined ? `${write(edge)}+` : `${write(edge)}–${write(top)}`;
}
