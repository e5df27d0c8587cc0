import * as Plot from '@observablehq/plot';
import { quarterAt, quarterIndex, quarterLabel, writeShortDollars, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, isNarrow, pictureOf, plotted } from './drawing';
import type { LegendEntry } from './legend';
import { legend, withheldEntry } from './legend';
import { LOCK } from './lock';
import { shortened, textWidth } from './measure-text';
import { spreadOut } from './months';
import { categoryInk, ink } from './palette';
import { isShare, labelOf, otherBreakdowns, shownRows, tipOf, valuesOf } from './read-table';
import { quarterTicks } from './stack-quarters';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** A number quarter by quarter as a line with its interval and a goal; a line breaks where a quarter is not shown. */
export function trend(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const frame = frameOf(table, options);
	return pictureOf(options, [
		legend(options, entriesOf(table, frame, options)),
		drawTrend(table, frame, options)
	]);
}

/** Names of lines where there is no room at their ends, and what stands in place of a number. */
function entriesOf(table: SafeTable, frame: Frame, options: DrawingOptions): LegendEntry[] {
	const names = frame.named ? [] : frame.lines.map((line) => ({ label: line.label, fill: line.colour }));
	const has = (status: SafeRow['status']) => table.rows.some((row) => row.status === status);
	return [
		...names,
		...(has('withheld') ? [{ ...withheldEntry(options), fill: 'none' }] : []),
		...(has('not_yet_observable')
			? [{ label: CHART_WORDS.notYet, fill: ink('paper'), sign: 'dots' as const }]
			: [])
	];
}

type Point = SafeRow & { value: number };

interface Line {
	label: string;
	colour: string;
	rows: SafeRow[];
	points: Point[];
	locked: SafeRow[];
}

interface Frame {
	column: string;
	/** Whether there is room for names at the ends of lines; else they stand in the legend. */
	named: boolean;
	lines: Line[];
	quarters: number[];
	top: number;
	marginRight: number;
	height: number;
}

function frameOf(table: SafeTable, options: DrawingOptions): Frame {
	const column = table.by.includes('start_quarter') ? 'start_quarter' : 'quarter';
	const lines = linesOf(table, column);
	const quarters = valuesOf(table, column).map(quarterIndex);
	const tops = lines.flatMap((line) => line.points.map((point) => Math.max(point.value, point.upper ?? 0)));
	const named = lines.length < 2 || !isNarrow(options);
	const words = lines.map((line) => textWidth(endText(table, line, named), 13, true));
	return {
		column,
		named,
		lines,
		quarters,
		top: isShare(table) ? 1 : Math.max(1, options.goal ?? 0, ...tops) * 1.05,
		marginRight: Math.min(Math.max(30, ...words) + 24, options.width * 0.34),
		height: isNarrow(options) ? 200 : 220
	};
}

function linesOf(table: SafeTable, column: string): Line[] {
	const group = otherBreakdowns(table, column)[0];
	const values = group ? valuesOf(table, group).slice(0, 6) : [''];
	return values.map((value, place) => {
		const rows = table.rows
			.filter((row) => !group || String(row[group]) === value)
			.sort((a, b) => quarterIndex(String(a[column])) - quarterIndex(String(b[column])));
		return {
			label: group ? labelOf(table, group, value) : '',
			colour: categoryInk(place),
			rows,
			points: shownRows(rows),
			locked: rows.filter((row) => row.status === 'withheld')
		};
	});
}

function endText(table: SafeTable, line: Line, named: boolean): string {
	const end = line.points.at(-1);
	const name = named ? line.label : '';
	return end ? `${name} ${writeValue(end.value, table.unit)}`.trim() : name;
}

function drawTrend(table: SafeTable, frame: Frame, options: DrawingOptions): Piece {
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
			...pointMarks(table, frame)
		]
	});
}

function axes(table: SafeTable, frame: Frame, inner: number): Plot.Markish[] {
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

function lineMarks(frame: Frame, line: Line): Plot.Markish[] {
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
		Plot.dot(line.points, { x, y: 'value', r: 3.5, fill: line.colour, stroke: ink('paper') })
	];
}

/** A number that breaks the line where it is missing. */
function numberOf(column: 'value' | 'lower' | 'upper'): (row: SafeRow) => number {
	return (row) => (row.status === 'shown' ? (row[column] ?? NaN) : NaN);
}

function lockMarks(frame: Frame): Plot.Markish[] {
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

function endMarks(table: SafeTable, frame: Frame): Plot.Markish[] {
	const lines = frame.lines.filter((line) => line.points.length > 0);
	const apart = (17 / (frame.height - 40)) * frame.top;
	const places = spreadOut(
		lines.map((line) => line.points.at(-1)?.value ?? 0),
		apart,
		apart / 3,
		frame.top
	);
	const several = lines.length > 1;
	const x = (line: Line) => quarterIndex(String(line.points.at(-1)?.[frame.column]));
	const y = (_: Line, place: number) => places[place] ?? 0;
	return [
		Plot.dot(several ? lines : [], { x, y, dx: 12, r: 4, fill: 'colour' }),
		Plot.text(lines, {
			x,
			y,
			dx: several ? 20 : 9,
			text: (line: Line) => shortened(endText(table, line, frame.named), frame.marginRight - 18, 13),
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600
		})
	];
}

function pointMarks(table: SafeTable, frame: Frame): Plot.Markish[] {
	const rows = frame.lines.flatMap((line) => [...line.points, ...line.locked]);
	return [
		Plot.dot(rows, {
			x: (row: SafeRow) => quarterIndex(String(row[frame.column])),
			y: (row: SafeRow) => row.value ?? 0,
			r: 9,
			fill: 'transparent',
			...tipped(rows, (row) => tipOf(table, row))
		})
	];
}
