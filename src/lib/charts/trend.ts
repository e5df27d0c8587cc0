import * as Plot from '@observablehq/plot';
import { quarterAt, quarterIndex, quarterLabel, writeShortDollars, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, isChosen, partNote, pictureOf, plotted } from './drawing';
import type { LegendEntry } from './legend';
import { legend, withheldEntry } from './legend';
import { LOCK } from './lock';
import { shortened } from './measure-text';
import { spreadOut } from './months';
import { ink } from './palette';
import { tipOf } from './read-table';
import { quarterTicks } from './stack-quarters';
import { tipped } from './tip-marks';
import type { TrendFrame, TrendLine } from './trend-lines';
import { endText, trendFrame } from './trend-lines';
import { CHART_WORDS } from './words';

/** A number quarter by quarter as a line with its interval and a goal; a line breaks where a quarter is not shown. */
export function trend(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const frame = trendFrame(table, options);
	return pictureOf(options, [
		legend(options, entriesOf(table, frame, options)),
		drawTrend(table, frame, options),
		...partNote(options, frame.lines.length, frame.all)
	]);
}

/** Names of lines where there is no room at their ends, and what stands in place of a number. */
function entriesOf(table: SafeTable, frame: TrendFrame, options: DrawingOptions): LegendEntry[] {
	const names = frame.named ? [] : frame.lines.map((line) => ({ label: line.label, fill: line.colour }));
	const has = (status: SafeRow['status']) => table.rows.some((row) => row.status === status);
	return [
		...names,
		...(has('withheld') ? [{ ...withheldEntry(options), fill: 'none' }] : []),
		...(table.rows.some(isProvisional)
			? [{ label: CHART_WORDS.provisional, fill: 'none', sign: 'ring' as const }]
			: []),
		...(has('not_yet_observable')
			? [{ label: CHART_WORDS.notYet, fill: ink('paper'), sign: 'dots' as const }]
			: [])
	];
}

function drawTrend(table: SafeTable, frame: TrendFrame, options: DrawingOptions): Piece {
	const first = frame.quarters[0] ?? 0;
	const last = Math.max(first + 1, frame.quarters.at(-1) ?? 1);
	const inner = options.width - 52 - frame.marginRight;
	return plotted(options, {
		height: frame.height,
		marginTop: 12,
		marginBottom: 28,
		marginLeft: 52,
		marginRight: frame.marginRight,
		x: { domain: [first - 0.15, last + 0.15], axis: null },
		y: { domain: [0, frame.top], label: null },
		marks: [
			...axes(table, frame, inner),
			...frame.lines.flatMap((line) => lineMarks(frame, line)),
			...lockMarks(frame),
			...goalMarks(table, options),
			...endMarks(table, frame),
			...chosenMarks(frame, options),
			...pointMarks(table, frame)
		]
	});
}

function axes(table: SafeTable, frame: TrendFrame, inner: number): Plot.Markish[] {
	const write = (value: number) =>
		table.unit === 'dollars' ? writeShortDollars(value) : writeValue(value, table.unit).replace(' days', '');
	return [
		Plot.gridY({ stroke: ink('rule'), strokeOpacity: 1, ticks: 4 }),
		Plot.axisY({ ticks: 4, tickSize: 0, fontSize: TEXT, fill: ink('ink-soft'), tickFormat: write }),
		Plot.ruleY([0], { stroke: ink('rule-strong') }),
		Plot.text(quarterTicks(frame.quarters, inner), {
			x: (quarter: number) => quarter,
			y: 0,
			dy: 16,
			fontSize: TEXT,
			fill: ink('ink-soft'),
			text: (quarter: number) =>
				quarterLabel(quarterAt(quarter), table.calendar).replace(/^\w*?(\d\d)(\d\d) (Q\d)$/, '$3 ’$2')
		})
	];
}

function lineMarks(frame: TrendFrame, line: TrendLine): Plot.Markish[] {
	const x = (row: SafeRow) => quarterIndex(String(row[frame.column]));
	const alone = frame.lines.length === 1;
	return [
		...(alone
			? [
					Plot.areaY(line.rows, {
						x,
						y1: numberOf('lower'),
						y2: numberOf('upper'),
						fill: line.colour,
						fillOpacity: 0.14
					})
				]
			: []),
		Plot.line(line.rows, { x, y: numberOf('value'), stroke: line.colour, strokeWidth: 2 }),
		Plot.dot(line.points, {
			x,
			y: 'value',
			r: 4,
			fill: (row: SafeRow) => (isProvisional(row) ? ink('paper') : line.colour),
			stroke: (row: SafeRow) => (isProvisional(row) ? line.colour : ink('paper')),
			strokeWidth: (row: SafeRow) => (isProvisional(row) ? 2 : 1)
		})
	];
}

/** A ring about what belongs to the group or the quarter that the reader chose. */
function chosenMarks(frame: TrendFrame, options: DrawingOptions): Plot.Markish[] {
	const chosen = frame.lines.flatMap(({ points }) => points).filter((row) => isChosen(row, options));
	const x = (row: SafeRow) => quarterIndex(String(row[frame.column]));
	return [Plot.dot(chosen, { x, y: 'value', r: 9, stroke: ink('ink'), strokeWidth: 2 })];
}

/** Whether a number is shown of a quarter of which not everything is known yet. */
function isProvisional(row: SafeRow): boolean {
	return row.status === 'shown' && row.provisional === 'provisional';
}

/** A number that breaks the line where it is missing. */
function numberOf(column: 'value' | 'lower' | 'upper'): (row: SafeRow) => number {
	return (row) => (row.status === 'shown' ? (row[column] ?? NaN) : NaN);
}

function lockMarks(frame: TrendFrame): Plot.Markish[] {
	const locked = frame.lines.flatMap((line) => line.locked);
	const notYet = frame.lines.flatMap((line) =>
		line.rows.filter((row) => row.status === 'not_yet_observable')
	);
	return [
		Plot.text(notYet, {
			x: (row: SafeRow) => quarterIndex(String(row[frame.column])),
			y: 0,
			dy: -12,
			fontSize: 15,
			text: () => '…'
		}),
		Plot.dot(locked, {
			x: (row: SafeRow) => quarterIndex(String(row[frame.column])),
			y: 0,
			dy: -10,
			symbol: LOCK,
			r: 6,
			fill: ink('ink-soft')
		})
	];
}

function goalMarks(table: SafeTable, options: DrawingOptions): Plot.Markish[] {
	const goal = options.goal ?? null;
	if (goal === null) return [];
	return [
		Plot.ruleY([goal], { stroke: ink('ink-soft'), strokeDasharray: '5,3' }),
		Plot.text([goal], {
			y: [goal],
			frameAnchor: 'left',
			dy: -8,
			dx: 4,
			fontSize: TEXT,
			fill: ink('ink-soft'),
			stroke: ink('paper'),
			strokeWidth: 4,
			text: () => `${CHART_WORDS.goal} ${writeValue(goal, table.unit)}`
		})
	];
}

function endMarks(table: SafeTable, frame: TrendFrame): Plot.Markish[] {
	const lines = frame.lines.filter((line) => line.points.length > 0);
	const apart = (17 / (frame.height - 40)) * frame.top;
	const places = spreadOut(
		lines.map((line) => line.points.at(-1)?.value ?? 0),
		apart,
		apart / 3,
		frame.top
	);
	const several = lines.length > 1;
	const x = (line: TrendLine) => quarterIndex(String(line.points.at(-1)?.[frame.column]));
	const y = (_: TrendLine, place: number) => places[place] ?? 0;
	return [
		Plot.dot(several ? lines : [], { x, y, dx: 12, r: 4, fill: 'colour' }),
		Plot.text(lines, {
			x,
			y,
			dx: several ? 20 : 9,
			text: (line: TrendLine) => shortened(endText(table, line, frame.named), frame.marginRight - 18, 13),
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600
		})
	];
}

function pointMarks(table: SafeTable, frame: TrendFrame): Plot.Markish[] {
	const rows = frame.lines.flatMap((line) => [...line.points, ...line.locked]);
	return [
		Plot.dot(rows, {
			x: (row: SafeRow) => quarterIndex(String(row[frame.column])),
			y: (row: SafeRow) => row.value ?? 0,
			r: 9,
			fill: 'transparent',
			...tipped(rows, (row) =>
				[tipOf(table, row), ...(isProvisional(row) ? [CHART_WORDS.provisional] : [])].join('\n')
			)
		})
	];
}
