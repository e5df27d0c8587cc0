import * as Plot from '@observablehq/plot';
import { writeCount, writePercent } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions } from './drawing';
import { isChosen, isFaded, partNote, pictureOf } from './drawing';
import { legend, withheldEntry } from './legend';
import { ink } from './palette';
import { drawLines, hasLocked, rankedLines, type RankedLine, type RankedLines } from './ranked-lines';
import { shareAxis, shareGrid } from './rate-rows';
import { tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** Rates of groups as dots, each with its interval, highest first: what overlaps can hardly be told apart. */
export function rateDots(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const ranked = rankedLines(table, rank);
	const drawing = {
		...{ end: 1, row: 28, foot: 24, gap: 6 },
		words: valueText,
		at: () => 1,
		marks: [shareGrid(), shareAxis(), bandOf(ranked, options), ...dotMarks(ranked, options)]
	};
	return pictureOf(options, [
		legend(options, [
			{ label: CHART_WORDS.rateWithInterval, fill: 'none', sign: 'disc' },
			...(hasLocked(ranked) ? [withheldEntry(options)] : [])
		]),
		drawLines(ranked, drawing, options),
		...partNote(options, ranked.lines.length, ranked.all)
	]);
}

/** Rates by size, then what is withheld, then what has no number. */
function rank({ status, value }: SafeRow): number {
	if (status === 'withheld') return -1;
	return value ?? -2;
}

/** A band behind the group that the reader chose. */
function bandOf({ lines }: RankedLines, options: DrawingOptions): Plot.Markish {
	const chosen = lines.filter(({ row }) => isChosen(row, options));
	return Plot.barX(chosen, { x1: 0, x2: 1, y: 'key', inset: -3, fill: ink('step-1') });
}

function dotMarks({ table, lines }: RankedLines, options: DrawingOptions): Plot.Markish[] {
	const shown = lines.filter(({ row }) => row.value !== null);
	const strength = ({ row }: RankedLine) => (isFaded(row, options) ? 0.45 : 1);
	return [
		Plot.ruleY(shown, {
			x1: ({ row }: RankedLine) => row.lower,
			x2: ({ row }: RankedLine) => row.upper,
			y: 'key',
			stroke: ink('cat-1'),
			strokeWidth: 2,
			strokeOpacity: strength
		}),
		Plot.dot(shown, {
			x: ({ row }: RankedLine) => row.value,
			y: 'key',
			r: 5.5,
			fill: ink('cat-1'),
			fillOpacity: strength,
			stroke: ink('paper'),
			...tipped(shown, ({ row }) => tipOf(table, row))
		})
	];
}

/** `63% of 385` behind a dot; what stands there instead of a number. */
function valueText({ row }: RankedLine): string {
	if (row.status === 'withheld') return '';
	if (row.status === 'not_yet_observable') return CHART_WORDS.notYet;
	if (row.value === null) return CHART_WORDS.noData;
	const many = row.denominator === null ? '' : ` ${CHART_WORDS.of} ${writeCount(row.denominator)}`;
	return writePercent(row.value) + many;
}
