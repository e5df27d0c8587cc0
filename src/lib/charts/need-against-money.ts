import * as Plot from '@observablehq/plot';
import { writeDollars, writeShortDollars } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { hatch, isNarrow, pictureOf, plotted } from './drawing';
import { legend, withheldEntry } from './legend';
import { nameAxis, roomForNames } from './line-names';
import { LOCK } from './lock';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { labelOf, latestRows, otherBreakdowns, placeOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Demand by service, and how much of it is funded. Reads a table of unfunded dollars: `denominator` is the
 * demand, `value` what nobody pays, and the rest is funded. By quarter the range of what nobody pays stands behind it, where there is room.
 */
export function needAgainstMoney(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const column = otherBreakdowns(table, 'quarter')[0] ?? (table.by.includes('quarter') ? 'quarter' : '');
	const rows = column === 'quarter' ? table.rows : latestRows(table);
	const lines = rows.map((row) => lineOf(table, column, row));
	if (column !== 'quarter') lines.sort((a, b) => b.unfunded - a.unfunded || b.demand - a.demand);
	return pictureOf(options, [
		legend(options, [
			{ label: CHART_WORDS.funded, fill: ink('cat-1') },
			{ label: CHART_WORDS.unfunded, fill: ink('cat-2') },
			...(lines.some((line) => line.locked) ? [withheldEntry(options)] : [])
		]),
		drawLines(table, column, lines, options)
	]);
}

interface Line {
	name: string;
	row: SafeRow;
	demand: number;
	unfunded: number;
	locked: boolean;
}

const ROW = 30;

function lineOf(table: SafeTable, column: string, row: SafeRow): Line {
	const demand = row.denominator ?? row.value ?? 0;
	return {
		name: column ? String(row[column]) : table.title,
		row,
		demand,
		unfunded: Math.min(row.value ?? 0, demand),
		locked: row.status === 'withheld'
	};
}

function drawLines(table: SafeTable, column: string, lines: Line[], options: DrawingOptions): Piece {
	const names = lines.map((line) => line.name);
	const labels = names.map((name) => labelOf(table, column, name));
	const marginLeft = roomForNames(labels, options);
	const end = (line: Line) => endText(line, column === 'quarter' && !isNarrow(options));
	const words = lines.map((line) => textWidth(end(line), 13, true));
	return plotted(options, {
		height: ROW * lines.length + 4,
		marginTop: 0,
		marginBottom: 4,
		marginLeft,
		marginRight: Math.max(40, ...words) + 12,
		x: { domain: [0, Math.max(1, ...lines.map((line) => line.demand))], axis: null },
		y: { domain: names, padding: 0.24, label: null },
		marks: [
			nameAxis(labels, marginLeft),
			...barMarks(table, lines, end),
			...lockMarks(table, lines, options),
			Plot.ruleX([0], { stroke: ink('rule-strong') })
		]
	});
}

function barMarks(table: SafeTable, lines: Line[], end: (line: Line) => string): Plot.Markish[] {
	const open = lines.filter((line) => !line.locked);
	const tip = tipped(open, (line) => lineTip(table, line));
	return [
		Plot.barX(open, {
			x1: 0,
			x2: (line: Line) => line.demand - line.unfunded,
			y: 'name',
			fill: ink('cat-1'),
			...tip
		}),
		Plot.barX(open, {
			x1: (line: Line) => line.demand - line.unfunded,
			x2: 'demand',
			y: 'name',
			fill: ink('cat-2'),
			insetTop: 4,
			insetBottom: 4,
			...tip
		}),
		Plot.text(open, {
			x: 'demand',
			y: 'name',
			text: end,
			dx: 6,
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600
		})
	];
}

function isRanged({ row, locked }: Line): boolean {
	return !locked && row.lower !== null && row.upper !== null && row.lower < row.upper;
}

function lockMarks(table: SafeTable, lines: Line[], options: DrawingOptions): Plot.Markish[] {
	const locked = lines.filter((line) => line.locked);
	const width = Math.max(1, ...lines.map((line) => line.demand)) * (24 / options.width);
	return [
		Plot.barX(locked, {
			x1: 0,
			x2: width,
			y: 'name',
			fill: hatch(options),
			...tipped(locked, (line) => lineTip(table, line))
		}),
		Plot.dot(locked, { x: width / 2, y: 'name', symbol: LOCK, r: 5.5, fill: ink('ink-soft') })
	];
}

function endText(line: Line, withRange: boolean): string {
	if (line.locked) return '';
	if (line.unfunded <= 0) return CHART_WORDS.funded;
	const range =
		withRange && isRanged(line)
			? ` (${writeShortDollars(line.row.lower ?? 0)} – ${writeShortDollars(line.row.upper ?? 0)})`
			: '';
	return `${writeShortDollars(line.unfunded)} ${CHART_WORDS.unfunded}${range}`;
}

function lineTip(table: SafeTable, line: Line): string {
	const place = placeOf(table, line.row) || table.title;
	if (line.locked) return `${place}\n${CHART_WORDS.withheld}`;
	return [
		place,
		`${writeDollars(line.demand)} ${CHART_WORDS.needed}`,
		`${writeDollars(line.demand - line.unfunded)} ${CHART_WORDS.funded}`,
		`${writeDollars(line.unfunded)} ${CHART_WORDS.unfunded}`,
		...(isRanged(line)
			? [
					`${CHART_WORDS.range} ${writeDollars(line.row.lower ?? 0)} – ${writeDollars(line.row.upper ?? 0)} ${CHART_WORDS.unfunded}`
				]
			: [])
	].join('\n');
}
