import * as Plot from '@observablehq/plot';
import { writeCount, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, hatch, pictureOf, plotted } from './drawing';
import { legend, withheldEntry } from './legend';
import { roomForNames } from './room-for-names';
import { LOCK } from './lock';
import { textWidth, twoLines } from './measure-text';
import { ink } from './palette';
import { isShare, labelOf, latestRows, otherBreakdowns, tipOf, valuesOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** One breakdown as bars, largest first; a share is a point with its interval; a goal is a line through all. */
export function bars(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const list = listOf(table);
	const locked = list.rows.some((row) => row.status === 'withheld');
	return pictureOf(options, [
		...(locked ? [legend(options, [withheldEntry(options)])] : []),
		drawList(list, options)
	]);
}

interface List {
	table: SafeTable;
	rows: SafeRow[];
	column: string;
	lines: string[];
	top: number;
}

const ROW = 28;

function listOf(table: SafeTable): List {
	const all = [...latestRows(table)];
	const column = otherBreakdowns(table, 'quarter')[0] ?? '';
	const rows = all.map((row) => ({ ...row, [LINE]: column ? String(row[column]) : '' }));
	const size = (line: string) => rows.find((row) => row[LINE] === line)?.value ?? -1;
	const inTime = /quarter|age_band|education/.test(column);
	const lines = column ? valuesOf(table, column, rows) : [''];
	if (!inTime) lines.sort((a, b) => size(b) - size(a));
	const tops = rows.map((row) => Math.max(row.value ?? 0, row.upper ?? 0));
	return { table, rows, column, lines, top: isShare(table) ? 1 : Math.max(1e-9, ...tops) };
}

/** Where a row's line is kept; no breakdown bears this name. */
const LINE = '*line*';

function drawList(list: List, options: DrawingOptions): Piece {
	const marginLeft = list.column ? roomForNames(list.table, list.column, list.lines, options) : 8;
	const marginRight = 16 + Math.max(...list.rows.map((row) => textWidth(valueText(list, row), 13, true)), 24);
	const goal = options.goal ?? null;
	return plotted(options, {
		height: ROW * list.lines.length + (goal === null ? 6 : 26),
		marginTop: goal === null ? 2 : 22,
		marginBottom: 4,
		marginLeft,
		marginRight,
		x: { domain: [0, list.top], axis: null },
		y: { domain: list.lines, padding: 0.28, label: null },
		marks: [
			Plot.axisY({
				tickSize: 0,
				tickPadding: 8,
				fontSize: TEXT,
				lineHeight: 1.1,
				tickFormat: (line: string) => twoLines(labelOf(list.table, list.column, line), marginLeft - 10)
			}),
			...(isShare(list.table) ? shareMarks(list) : sizeMarks(list)),
			...lockMarks(list, options, marginLeft),
			...valueMarks(list),
			Plot.ruleX([0], { stroke: ink('rule-strong') }),
			...goalMarks(list, goal)
		]
	});
}

function sizeMarks(list: List): Plot.Markish[] {
	const rows = list.rows.filter((row) => row.value !== null);
	return [
		Plot.barX(rows, {
			x: 'value',
			y: LINE,
			fill: ink('cat-1'),
			...tipped(rows, (row) => tipOf(list.table, row))
		})
	];
}

function shareMarks(list: List): Plot.Markish[] {
	const rows = list.rows.filter((row) => row.value !== null);
	const ranged = rows.filter((row) => row.lower !== null && row.upper !== null);
	return [
		Plot.barX(list.lines, { x: 1, y: (line: string) => line, fill: ink('rule'), fillOpacity: 0.45 }),
		Plot.barX(rows, {
			x: 'value',
			y: LINE,
			fill: ink('cat-1'),
			...tipped(rows, (row) => tipOf(list.table, row))
		}),
		Plot.ruleY(ranged, { x1: 'lower', x2: 'upper', y: LINE, stroke: ink('paper'), strokeWidth: 4 }),
		Plot.ruleY(ranged, { x1: 'lower', x2: 'upper', y: LINE, stroke: ink('ink'), strokeWidth: 1.5 })
	];
}

/** A lock of one fixed size stands for whatever length is withheld. */
function lockMarks(list: List, options: DrawingOptions, marginLeft: number): Plot.Markish[] {
	const rows = list.rows.filter((row) => row.status === 'withheld');
	const middle = (list.top * 13) / (options.width - marginLeft);
	return [
		Plot.barX(rows, {
			x1: 0,
			x2: middle * 2,
			y: LINE,
			fill: hatch(options),
			...tipped(rows, (row) => tipOf(list.table, row))
		}),
		Plot.dot(rows, { x: middle, y: LINE, symbol: LOCK, r: 5.5, fill: ink('ink-soft') })
	];
}

function valueMarks(list: List): Plot.Markish[] {
	const rows = list.rows.filter((row) => row.status !== 'withheld');
	return [
		Plot.text(rows, {
			x: (row: SafeRow) => Math.max(row.value ?? 0, isShare(list.table) && row.value !== null ? list.top : 0),
			y: LINE,
			text: (row: SafeRow) => valueText(list, row),
			dx: 6,
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600
		})
	];
}

function valueText(list: List, row: SafeRow): string {
	if (row.status === 'not_yet_observable') return CHART_WORDS.notYet;
	if (row.value === null) return row.status === 'withheld' ? '' : CHART_WORDS.noData;
	const value = writeValue(row.value, list.table.unit);
	return isShare(list.table) && row.denominator !== null
		? `${value} ${CHART_WORDS.of} ${writeCount(row.denominator)}`
		: value;
}

function goalMarks(list: List, goal: number | null): Plot.Markish[] {
	if (goal === null || goal > list.top) return [];
	return [
		Plot.ruleX([goal], { stroke: ink('ink'), strokeDasharray: '5,3', insetTop: -4 }),
		Plot.text([goal], {
			x: [goal],
			frameAnchor: 'top',
			dy: -14,
			fontSize: TEXT,
			text: () => `${CHART_WORDS.goal} ${writeValue(goal, list.table.unit)}`
		})
	];
}
