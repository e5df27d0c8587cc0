import * as Plot from '@observablehq/plot';
import { writeDay, writeDollars, writePercent, writeShortDollars } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, isNarrow, pictureOf, plotted } from './drawing';
import { legend } from './legend';
import { ABOVE, nameAxis, namesAbove, roomForNames } from './line-names';
import { marked, markedPattern } from './marked-fill';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { labelOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Awards from their first to their last day, the first to end first, with what is left of each. Reads a table of
 * balances by award: `denominator` is what was awarded, `value` what is left. A rule stands where the data end.
 */
export function awardTimeline(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const spans = spansOf(table, options);
	return pictureOf(options, [
		markedPattern(options),
		legend(options, [
			...(spans.some((span) => span.isFocus)
				? [{ label: options.focus?.label ?? CHART_WORDS.markedAward, fill: marked(options) }]
				: []),
			{ label: CHART_WORDS.otherAwards, fill: ink('cat-other') },
			{ label: CHART_WORDS.over, fill: ink('quiet') }
		]),
		drawSpans(spans, table, options)
	]);
}

interface Span {
	award: string;
	name: string;
	row: SafeRow;
	from: number;
	to: number;
	isFocus: boolean;
	isOver: boolean;
}

const ROW = 26;

function spansOf(table: SafeTable, { focus }: DrawingOptions): Span[] {
	return table.rows
		.flatMap((row): Span[] => {
			const award = String(row.award);
			const isFocus = award === focus?.award;
			const [start, end] = [row.start_date, row.end_date].map((day) => Date.parse(String(day)));
			if (!start || !end) return [];
			const name = (isFocus && focus?.label) || labelOf(table, 'award', award);
			const isOver = end < Date.parse(table.as_of);
			return [{ award, name, row, from: start, to: end, isFocus, isOver }];
		})
		.sort((a, b) => a.to - b.to || b.from - a.from);
}

function drawSpans(spans: Span[], table: SafeTable, options: DrawingOptions): Piece {
	const now = Date.parse(table.as_of);
	const names = spans.map((span) => span.name);
	const narrow = isNarrow(options);
	const marginLeft = narrow ? 0 : roomForNames(names, options);
	const words = spans.map((span) => textWidth(leftText(span), 13, true));
	const inner = options.width - marginLeft - 8;
	const time = spanOfTime(spans, now, Math.max(0, ...words) / inner);
	return plotted(options, {
		height: (narrow ? ABOVE.row : ROW) * spans.length + 46,
		marginTop: 22,
		marginBottom: 24,
		marginLeft,
		marginRight: 8,
		x: { domain: time, axis: null },
		y: { domain: spans.map((span) => span.award), padding: 0.3, axis: null, label: null },
		marks: [
			...yearMarks(time, inner),
			Plot.ruleX([now], { stroke: ink('ink'), strokeWidth: 1.5, insetTop: -8 }),
			narrow
				? namesAbove(spans, { y: 'award', name: ({ name }) => name }, options)
				: nameAxis(names, marginLeft),
			...spanMarks(spans, table, { ...options, first: time[0] }),
			Plot.text([now], {
				x: [now],
				frameAnchor: 'top',
				dy: -16,
				text: () => CHART_WORDS.dataEnd(writeDay(table.as_of)),
				textAnchor: narrow ? 'end' : 'middle',
				fontSize: TEXT,
				fontWeight: 600
			})
		]
	});
}

/** Four years before the data end at most, and the last end, with room for the words behind it. */
function spanOfTime(spans: Span[], now: number, share: number): [number, number] {
	const first = Math.max(now - 4 * YEAR, Math.min(now - YEAR, ...spans.map((span) => span.from)));
	const last = Math.max(now + YEAR / 2, ...spans.map((span) => span.to));
	return [first, first + (last - first) / (1 - Math.min(0.45, share + 0.02))];
}

const YEAR = 365.25 * 86_400_000;

function yearMarks([first, last]: [number, number], inner: number): Plot.Markish[] {
	const year = (day: number) => new Date(day).getUTCFullYear();
	const all = Array.from({ length: year(last) - year(first) }, (_, step) =>
		Date.UTC(year(first) + 1 + step, 0, 1)
	);
	return [
		Plot.ruleX(all, { stroke: ink('rule') }),
		Plot.text(all, {
			x: (day: number) => day,
			frameAnchor: 'bottom',
			dy: 16,
			fontSize: TEXT,
			fill: ink('ink-soft'),
			text: (day: number) => (inner < 400 ? `’${String(year(day)).slice(2)}` : String(year(day)))
		})
	];
}

/** Awards that began before the axis does are cut where it begins. */
function spanMarks(
	spans: Span[],
	table: SafeTable,
	{ first, ...options }: DrawingOptions & { first: number }
): Plot.Markish[] {
	const below = isNarrow(options) ? ABOVE.bar : 0;
	return [
		Plot.barX(spans, {
			x1: (span: Span) => Math.max(span.from, first),
			x2: 'to',
			y: 'award',
			insetTop: below * 2,
			fill: (span: Span) => (span.isFocus ? marked(options) : ink(span.isOver ? 'quiet' : 'cat-other')),
			...tipped(spans, (span) => tipText(span, table))
		}),
		Plot.text(spans, {
			x: 'to',
			y: 'award',
			dx: 6,
			dy: below,
			textAnchor: 'start',
			text: leftText,
			stroke: ink('paper'),
			fill: ink('ink'),
			strokeWidth: 4,
			fontSize: 13,
			fontWeight: 600
		})
	];
}

function leftText({ row, isOver }: Span): string {
	if (isOver) return CHART_WORDS.over;
	return CHART_WORDS.left(writeShortDollars(row.value ?? 0));
}

function tipText({ name, row }: Span, table: SafeTable): string {
	const [left, amount] = [row.value ?? 0, row.denominator ?? 0];
	const share = amount > 0 ? ` (${writePercent(left / amount)})` : '';
	return [
		name,
		`${writeDay(String(row.start_date))} – ${writeDay(String(row.end_date))}`,
		`${CHART_WORDS.left(writeDollars(left))} ${CHART_WORDS.of} ${writeDollars(amount)}${share}, ${writeDay(table.as_of)}`
	].join('\n');
}
