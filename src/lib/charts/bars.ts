import * as Plot from '@observablehq/plot';
import { addQuarters, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, hatch, isFaded, partNote, pictureOf, plotted } from './drawing';
import { legend, withheldEntry } from './legend';
import { nameAxis, roomForNames } from './line-names';
import { LOCK } from './lock';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { isShare, labelOf, latestRows, otherBreakdowns, tipOf, valuesOf, writeBeside } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** One breakdown as bars, largest first; intervals lie over them; a goal is a line through all. */
export function bars(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const list = listOf(table);
	const locked = list.lines.some(({ row }) => row.status === 'withheld');
	return pictureOf(options, [
		...(locked ? [legend(options, [withheldEntry(options)])] : []),
		drawList(list, options),
		...partNote(options, list.lines.length, list.all)
	]);
}

/** One bar: its place in the order, its words, its row. */
interface Line {
	key: string;
	name: string;
	row: SafeRow;
}

interface List {
	table: SafeTable;
	lines: Line[];
	all: number;
	/** Where the axis begins: zero, unless something is below it. */
	low: number;
	top: number;
}

const ROW = 28;
const MOST = 40;

function listOf(table: SafeTable): List {
	const rows = [...latestRows(table)];
	const columns = otherBreakdowns(table, 'quarter');
	if (columns.length === 1 && /quarter|age_band|education|days_after_start/.test(columns[0] ?? '')) {
		const order = valuesOf(table, columns[0] ?? '', rows);
		const place = (row: SafeRow) => order.indexOf(String(row[columns[0] ?? '']));
		rows.sort((a, b) => place(a) - place(b));
	} else if (table.unit === 'quarter') rows.sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity));
	else rows.sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
	const name = (row: SafeRow) => columns.map((column) => labelOf(table, column, row[column])).join(' · ');
	const lines = rows.slice(0, MOST).map((row, place) => ({ key: String(place), name: name(row), row }));
	const tops = rows.map((row) => Math.max(row.value ?? 0, row.upper ?? 0));
	const lows = rows.map((row) => Math.min(row.value ?? 0, row.lower ?? 0));
	const top = isShare(table) ? 1 : Math.max(1e-9, ...tops);
	return { table, lines, all: rows.length, low: Math.min(0, ...lows), top };
}

function drawList(list: List, options: DrawingOptions): Piece {
	const names = list.lines.map((line) => line.name);
	const marginLeft = names.some(Boolean) ? roomForNames(names, options) : 8;
	const values = list.lines.map((line) => textWidth(valueText(list, line), 13, true));
	const goal = options.goal ?? null;
	return plotted(options, {
		height: ROW * list.lines.length + (goal === null ? 6 : 26),
		marginTop: goal === null ? 2 : 22,
		marginBottom: 4,
		marginLeft,
		marginRight: 16 + Math.max(24, ...values),
		x: { domain: [list.low, list.top], axis: null },
		y: { domain: list.lines.map((line) => line.key), padding: 0.28, label: null },
		marks: [
			nameAxis(names, marginLeft),
			...barMarks(list, options),
			...lockMarks(list, options, marginLeft),
			...valueMarks(list),
			Plot.ruleX([0], { stroke: ink('rule-strong') }),
			...goalMarks(list, goal)
		]
	});
}

function barMarks(list: List, options: DrawingOptions): Plot.Markish[] {
	const shown = list.lines.filter((line) => line.row.value !== null);
	const ranged = shown.filter(({ row }) => row.lower !== null && row.upper !== null && row.lower < row.upper);
	const range = { x1: ({ row }: Line) => row.lower, x2: ({ row }: Line) => row.upper, y: 'key' };
	return [
		Plot.barX(isShare(list.table) ? list.lines : [], {
			x: 1,
			y: 'key',
			fill: ink('rule'),
			fillOpacity: 0.45
		}),
		Plot.barX(shown, {
			x1: 0,
			x2: (line: Line) => line.row.value ?? 0,
			y: 'key',
			fill: ink('cat-1'),
			fillOpacity: ({ row }: Line) => (isFaded(row, options) ? 0.35 : 1),
			...tipped(shown, (line) => tipOf(list.table, line.row))
		}),
		Plot.ruleY(ranged, { ...range, stroke: ink('paper'), strokeWidth: 4 }),
		Plot.ruleY(ranged, { ...range, stroke: ink('ink'), strokeWidth: 1.5 })
	];
}

/** A lock of one fixed size stands for whatever length is withheld. */
function lockMarks(list: List, options: DrawingOptions, marginLeft: number): Plot.Markish[] {
	const lines = list.lines.filter(({ row }) => row.status === 'withheld');
	const middle = (list.top * 13) / (options.width - marginLeft);
	return [
		Plot.barX(lines, {
			x1: 0,
			x2: middle * 2,
			y: 'key',
			fill: hatch(options),
			...tipped(lines, (line) => tipOf(list.table, line.row))
		}),
		Plot.dot(lines, { x: middle, y: 'key', symbol: LOCK, r: 5.5, fill: ink('ink-soft') })
	];
}

/** Behind each bar its number; behind the interval where that is longer, and in one column for shares. */
function valueMarks(list: List): Plot.Markish[] {
	const lines = list.lines.filter(({ row }) => row.status !== 'withheld');
	return [
		Plot.text(lines, {
			x: ({ row }: Line) => endOf(list, row),
			y: 'key',
			text: (line: Line) => valueText(list, line),
			dx: 6,
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600
		})
	];
}

function endOf(list: List, row: SafeRow): number {
	if (row.value === null) return 0;
	return isShare(list.table) ? list.top : Math.max(row.value, row.upper ?? 0, 0);
}

function valueText(list: List, { row }: Line): string {
	if (row.status === 'withheld') return '';
	if (row.status === 'not_yet_observable') return CHART_WORDS.notYet;
	if (row.value === null) return CHART_WORDS.noData;
	if (list.table.unit === 'quarter' && typeof row.quarter === 'string') return quarterText(list.table, row);
	const value = writeValue(row.value, list.table.unit);
	return isShare(list.table) && row.denominator !== null
		? `${value} ${CHART_WORDS.of} ${writeBeside(list.table, row.denominator)}`
		: value;
}

/** The quarter that is counted to; from the earliest to the latest where it is not sure which. */
function quarterText(table: SafeTable, row: SafeRow): string {
	const { value, lower, upper } = row;
	const quarter = String(row.quarter);
	if (value === null || lower === null || upper === null || lower === upper)
		return labelOf(table, 'quarter', quarter);
	const at = (steps: number) => labelOf(table, 'quarter', addQuarters(quarter, steps - value));
	return `${at(lower)} – ${at(upper)}`;
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
