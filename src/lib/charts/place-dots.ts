import * as Plot from '@observablehq/plot';
import { writeCount, writePercent } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, element, hatch, partNote, pictureOf, plotted, withText } from './drawing';
import { legend, withheldEntry } from './legend';
import { nameAxis, roomForNames } from './line-names';
import { LOCK } from './lock';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { labelOf, latestRows, otherBreakdowns, tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Shares of people by place as pairs of dots: all of them, and those counted; the line between is who is left out.
 * The longest line comes first. Needs a table with one breakdown beside the quarter.
 */
export function placeDots(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const ranking = rankingOf(table);
	const isLocked = ranking.lines.some(({ row }) => row.status === 'withheld');
	return pictureOf(options, [
		key(options),
		...(isLocked ? [legend(options, [withheldEntry(options)])] : []),
		drawRanking(ranking, options),
		...partNote(options, ranking.lines.length, ranking.all)
	]);
}

interface Line {
	key: string;
	name: string;
	row: SafeRow;
}

interface Ranking {
	table: SafeTable;
	lines: Line[];
	all: number;
	top: number;
}

type Paired = Line & { row: SafeRow & { numerator: number; denominator: number } };

const ROW = 26;
const MOST = 40;

function rankingOf(table: SafeTable): Ranking {
	const [column = ''] = otherBreakdowns(table, 'quarter');
	const rows = [...latestRows(table)].sort((one, two) => rank(two) - rank(one));
	const lines = rows
		.slice(0, MOST)
		.map((row, place) => ({ key: String(place), name: labelOf(table, column, row[column]), row }));
	return { table, lines, all: rows.length, top: Math.max(1, ...rows.map((row) => row.denominator ?? 0)) };
}

/** People left out; withheld numbers stand behind, what has no number last. */
function rank({ status, numerator, denominator }: SafeRow): number {
	if (status === 'withheld') return -1;
	return numerator === null || !denominator ? -2 : denominator - numerator;
}

function drawRanking(ranking: Ranking, options: DrawingOptions): Piece {
	const names = ranking.lines.map((line) => line.name);
	const marginLeft = roomForNames(names, options);
	const words = ranking.lines.map((line) => textWidth(besideText(line), 13, true));
	return plotted(options, {
		height: ROW * ranking.lines.length + 6,
		marginTop: 2,
		marginBottom: 4,
		marginLeft,
		marginRight: 20 + Math.max(24, ...words),
		x: { domain: [0, ranking.top], axis: null },
		y: { domain: ranking.lines.map((line) => line.key), padding: 0.28, label: null },
		marks: [
			nameAxis(names, marginLeft),
			Plot.ruleX([0], { stroke: ink('rule-strong') }),
			...pairMarks(ranking),
			...lockMarks(ranking, options, marginLeft),
			Plot.text(ranking.lines, {
				x: ({ row }: Line) => row.denominator ?? 0,
				y: 'key',
				text: besideText,
				dx: 12,
				textAnchor: 'start',
				fontSize: 13,
				fontWeight: 600
			})
		]
	});
}

function pairMarks(ranking: Ranking): Plot.Markish[] {
	const pairs = ranking.lines.filter(isPaired);
	const tip = tipped(pairs, (line) => tipOf(ranking.table, line.row));
	const all = ({ row }: Paired) => row.denominator;
	const counted = ({ row }: Paired) => row.numerator;
	return [
		Plot.ruleY(pairs, { y: 'key', x1: counted, x2: all, stroke: ink('cat-2'), strokeWidth: 3 }),
		Plot.dot(pairs, {
			x: all,
			y: 'key',
			r: 5.5,
			fill: ink('paper'),
			stroke: ink('ink'),
			strokeWidth: 1.6,
			...tip
		}),
		Plot.dot(pairs, { x: counted, y: 'key', r: 5.5, fill: ink('cat-1'), ...tip })
	];
}

function lockMarks(
	{ table, lines, top }: Ranking,
	options: DrawingOptions,
	marginLeft: number
): Plot.Markish[] {
	const locked = lines.filter(({ row }) => row.status === 'withheld');
	const middle = (top * 13) / (options.width - marginLeft);
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

function isPaired(line: Line): line is Paired {
	return line.row.status === 'shown' && line.row.numerator !== null && line.row.denominator !== null;
}

/** `24 of 61 (39%)` behind a pair; what stands there instead of a number. */
function besideText({ row }: Line): string {
	if (row.status === 'withheld') return '';
	if (row.status === 'not_yet_observable') return CHART_WORDS.notYet;
	if (row.numerator === null || row.denominator === null) return CHART_WORDS.noData;
	const share = row.value === null ? '' : ` (${writePercent(row.value)})`;
	return `${writeCount(row.numerator)} ${CHART_WORDS.of} ${writeCount(row.denominator)}${share}`;
}

/** What the two dots and the line between them are: drawn as they are drawn below. */
function key(options: DrawingOptions): Piece {
	const { document } = options;
	const group = element(document, 'g', { 'text-anchor': 'start', role: 'group', fill: ink('ink-soft') });
	const dot = (x: number, look: Record<string, string | number>) =>
		element(document, 'circle', { cx: x, cy: 9, r: 5.5, ...look });
	const words = (x: number, text: string) => withText(element(document, 'text', { x, y: 13 }), text);
	const counted = textWidth(CHART_WORDS.got, TEXT);
	const between = textWidth(CHART_WORDS.wentWithout, TEXT);
	const line = { x: 18 + counted + 14, second: 18 + counted + 14 + 30 + between + 14 };
	group.append(
		dot(6, { fill: ink('cat-1') }),
		words(18, CHART_WORDS.got),
		element(document, 'path', { d: `M${line.x},9h22`, stroke: ink('cat-2'), 'stroke-width': 3 }),
		words(line.x + 30, CHART_WORDS.wentWithout),
		dot(line.second + 6, { fill: ink('paper'), stroke: ink('ink'), 'stroke-width': 1.6 }),
		words(line.second + 18, CHART_WORDS.inNeed)
	);
	return { node: group, height: 26 };
}
