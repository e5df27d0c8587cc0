import * as Plot from '@observablehq/plot';
import { writeCount, writePercent } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, element, partNote, pictureOf, withText } from './drawing';
import { legend, withheldEntry } from './legend';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { drawLines, hasLocked, rankedLines, type RankedLine, type RankedLines } from './ranked-lines';
import { tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Shares of people by place as pairs of dots: all of them, and those counted; the line between is who is left out.
 * The longest line comes first. Needs a table with one breakdown beside the quarter.
 */
export function placeDots(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const ranked = rankedLines(table, rank);
	const drawing = {
		...{ row: 26, foot: 4, gap: 12 },
		end: Math.max(1, ...ranked.lines.map(inNeed)),
		words: besideText,
		at: inNeed,
		marks: [Plot.ruleX([0], { stroke: ink('rule-strong') }), ...pairMarks(ranked)]
	};
	return pictureOf(options, [
		key(options),
		...(hasLocked(ranked) ? [legend(options, [withheldEntry(options)])] : []),
		drawLines(ranked, drawing, options),
		...partNote(options, ranked.lines.length, ranked.all)
	]);
}

type Paired = RankedLine & { row: SafeRow & { numerator: number; denominator: number } };

function inNeed({ row }: RankedLine): number {
	return row.denominator ?? 0;
}

/** People left out; withheld numbers stand behind, what has no number last. */
function rank({ status, numerator, denominator }: SafeRow): number {
	if (status === 'withheld') return -1;
	return numerator === null || !denominator ? -2 : denominator - numerator;
}

function pairMarks({ table, lines }: RankedLines): Plot.Markish[] {
	const pairs = lines.filter(isPaired);
	const tip = tipped(pairs, ({ row }) => tipOf(table, row));
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

function isPaired(line: RankedLine): line is Paired {
	return line.row.status === 'shown' && line.row.numerator !== null && line.row.denominator !== null;
}

/** `24 of 61 (39%)` behind a pair; what stands there instead of a number. */
function besideText({ row }: RankedLine): string {
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
