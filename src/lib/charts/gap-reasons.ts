import * as Plot from '@observablehq/plot';
import { writeCount } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, dotted, hatch, partNote, pictureOf, plotted } from './drawing';
import type { LegendEntry } from './legend';
import { legend, withheldEntry } from './legend';
import { nameAxis, roomForNames } from './line-names';
import { LOCK } from './lock';
import { textWidth } from './measure-text';
import { ink } from './palette';
import type { Ink } from './palette';
import type { Group } from './read-table';
import { groupsBy, labelOf, latestRows, otherBreakdowns, shownRows, tipOf, valuesOf } from './read-table';
import { tipped } from './tip-marks';

/** From the hardest to mend to the easiest. Source: the four reasons of a gap, data/codes/gap_reason.csv. */
const REASONS = ['rule', 'unknown', 'capacity', 'delivery'];

/** Unmet need by service (or another breakdown) as bars, cut by reason; counts stand on their pieces. */
export function gapReasons(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const bars = barsOf(table);
	return pictureOf(options, [
		legend(options, legendOf(bars, options)),
		drawBars(bars, options),
		...partNote(options, bars.lines.length, bars.all)
	]);
}

interface Segment {
	row: SafeRow;
	line: string;
	reason: string;
	from: number;
	to: number;
}

interface Bars {
	table: SafeTable;
	lines: string[];
	names: string[];
	all: number;
	segments: Segment[];
	withheld: { line: string; at: number; row: SafeRow }[];
	reasons: string[];
	top: number;
}

/** More lines than these are a table's matter. */
const MOST = 24;

/** One bar for each place in the latest quarter; where there is nothing but quarters, one for each of them. */
function barsOf(table: SafeTable): Bars {
	const columns = otherBreakdowns(table, 'quarter', 'reason');
	const inTime = columns.length === 0 && table.by.includes('quarter');
	const rows = inTime ? table.rows : latestRows(table);
	const groups = groupsBy(table, rows, inTime ? ['quarter'] : columns);
	if (!inTime) groups.sort((a, b) => total(b) - total(a));
	const drawn = groups.slice(0, MOST);
	return {
		table,
		lines: drawn.map((group) => group.key),
		names: drawn.map((group) => group.label || table.title),
		all: groups.length,
		segments: drawn.flatMap((group) => segmentsOf(group.rows, group.key)),
		withheld: drawn.flatMap((group) => {
			const row = group.rows.find((candidate) => candidate.status === 'withheld');
			return row ? [{ line: group.key, at: total(group), row }] : [];
		}),
		reasons: REASONS.filter((reason) => valuesOf(table, 'reason', rows).includes(reason)),
		top: Math.max(1, ...drawn.map(total))
	};
}

/** What is shown of a group's people; a withheld piece is not in it. */
function total(group: Group): number {
	return shownRows(group.rows).reduce((sum, row) => sum + row.value, 0);
}

function segmentsOf(rows: SafeRow[], line: string): Segment[] {
	let from = 0;
	return REASONS.flatMap((reason) => {
		const row = shownRows(rows).find((candidate) => candidate.reason === reason);
		if (!row || row.value === 0) return [];
		const segment = { row, line, reason, from, to: from + row.value };
		from = segment.to;
		return [segment];
	});
}

const ROW = 30;
const LOCKED = 24;

function drawBars(bars: Bars, options: DrawingOptions): Piece {
	const marginLeft = roomForNames(bars.names, options);
	const marginRight = LOCKED + 12 + textWidth(writeCount(bars.top), 13, true);
	const scale = (options.width - marginLeft - marginRight) / bars.top;
	return plotted(options, {
		height: ROW * bars.lines.length + 4,
		marginTop: 0,
		marginBottom: 4,
		marginLeft,
		marginRight,
		x: { domain: [0, bars.top], axis: null },
		y: { domain: bars.lines, padding: 0.2, label: null },
		marks: [
			nameAxis(bars.names, marginLeft),
			...segmentMarks(bars, options, scale),
			...endMarks(bars, options, scale),
			Plot.ruleX([0], { stroke: ink('rule-strong') })
		]
	});
}

function segmentMarks(bars: Bars, options: DrawingOptions, scale: number): Plot.Markish[] {
	const fits = (segment: Segment) =>
		(segment.to - segment.from) * scale > textWidth(writeCount(segment.to - segment.from), TEXT) + 6;
	return [
		Plot.barX(bars.segments, {
			x1: 'from',
			x2: 'to',
			y: 'line',
			fill: (segment: Segment) => fillOf(segment.reason, options),
			insetRight: 1,
			...tipped(bars.segments, (segment) => tipOf(bars.table, segment.row))
		}),
		Plot.text(bars.segments.filter(fits), {
			x: (segment: Segment) => (segment.from + segment.to) / 2,
			y: 'line',
			text: (segment: Segment) => writeCount(segment.to - segment.from),
			fontSize: TEXT,
			fill: (segment: Segment) => ink(segment.reason === 'rule' ? 'on-gap-rule' : 'on-gap'),
			stroke: (segment: Segment) => (segment.reason === 'unknown' ? ink('gap-unknown') : 'none'),
			strokeWidth: 4
		})
	];
}

function fillOf(reason: string, options: DrawingOptions): string {
	return reason === 'unknown' ? dotted(options) : ink(`gap-${reason}` as Ink);
}

/** Behind each bar its total, or a lock of one fixed size: how long a withheld piece is must not be seen. */
function endMarks(bars: Bars, options: DrawingOptions, scale: number): Plot.Markish[] {
	const locked = new Set(bars.withheld.map((end) => end.line));
	const totals = bars.lines
		.filter((line) => !locked.has(line))
		.map((line) => ({
			line,
			at: Math.max(0, ...bars.segments.filter((s) => s.line === line).map((s) => s.to))
		}));
	const right = LOCKED / scale;
	return [
		Plot.barX(bars.withheld, {
			x1: 'at',
			x2: (end: { at: number }) => end.at + right,
			y: 'line',
			fill: hatch(options),
			insetLeft: 1,
			...tipped(bars.withheld, (end) => tipOf(bars.table, end.row))
		}),
		Plot.dot(bars.withheld, {
			x: (end: { at: number }) => end.at + right / 2,
			y: 'line',
			symbol: LOCK,
			r: 5.5,
			fill: ink('ink-soft')
		}),
		Plot.text(totals, {
			x: 'at',
			y: 'line',
			text: (end: { at: number }) => writeCount(end.at),
			dx: 6,
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600
		})
	];
}

function legendOf(bars: Bars, options: DrawingOptions): LegendEntry[] {
	const entries: LegendEntry[] = bars.reasons.map((reason) => ({
		label: labelOf(bars.table, 'reason', reason),
		fill: fillOf(reason, options)
	}));
	if (bars.withheld.length) entries.push(withheldEntry(options));
	return entries;
}
