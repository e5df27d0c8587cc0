import * as Plot from '@observablehq/plot';
import type { DrawingOptions } from './drawing';
import { TEXT, isNarrow, line, pictureOf, plotted } from './drawing';
import { legend } from './legend';
import { ABOVE, nameAxis, namesAbove, roomForNames } from './line-names';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** How a headline moves with one assumption: at its lowest and its highest, in numbers and as they are written. */
export interface TornadoBar {
	name: string;
	low: number;
	high: number;
	lowWords: string;
	highWords: string;
}

/** Height of a bar's row, with a name of one line or of two. */
const [ROW, HIGH_ROW] = [30, 36];

/** A bar and its place in the order: names need not differ. */
type Line = TornadoBar & { key: string };

/** Where bars and their names stand. */
interface Layout {
	lines: Line[];
	isNarrow: boolean;
	marginLeft: number;
	base: number;
}

/** Assumptions as bars on both sides of the headline, the one that moves it most on top. */
export function tornado(
	bars: readonly TornadoBar[],
	base: { at: number; words: string },
	options: DrawingOptions
): SVGSVGElement {
	if (bars.length === 0) return pictureOf(options, [line(options, CHART_WORDS.nothingToDraw)]);
	const narrow = isNarrow(options);
	const names = bars.map(({ name }) => name);
	const marginLeft = narrow ? 0 : roomForNames(names, options);
	const lines = bars.map((bar, place) => ({ ...bar, key: String(place) }));
	const layout = { lines, isNarrow: narrow, marginLeft, base: base.at };
	const ends = bars.flatMap(({ low, high }) => [low, high]);
	const side =
		Math.max(...bars.flatMap(({ lowWords, highWords }) => [lowWords, highWords]).map(widthOf)) + 12;
	const picture = plotted(options, {
		height: rowOf(layout) * bars.length + 26,
		marginTop: 22,
		marginBottom: 4,
		marginLeft,
		marginRight: side,
		x: {
			domain: [Math.min(base.at, ...ends), Math.max(base.at, ...ends)],
			range: [marginLeft + side, options.width - side],
			axis: null
		},
		y: { domain: lines.map(({ key }) => key), padding: 0.3, axis: null, label: null },
		marks: [
			Plot.ruleX([base.at], { stroke: ink('ink'), strokeWidth: 1.5 }),
			namesOf(layout, options),
			...barsOf(layout),
			Plot.text([base.words], {
				x: base.at,
				frameAnchor: 'top',
				dy: -16,
				fontSize: 13,
				fontWeight: 600
			})
		]
	});
	return pictureOf(options, [
		legend(options, [
			{ label: CHART_WORDS.fewerMet, fill: ink('cat-2') },
			{ label: CHART_WORDS.moreMet, fill: ink('cat-1') }
		]),
		picture
	]);
}

function rowOf({ lines, isNarrow, marginLeft }: Layout): number {
	if (isNarrow) return ABOVE.row;
	return lines.some(({ name }) => textWidth(name, TEXT) > marginLeft - 10) ? HIGH_ROW : ROW;
}

/** The names at the left; on a phone each above its own bar. */
function namesOf({ lines, isNarrow, marginLeft }: Layout, options: DrawingOptions): Plot.Markish {
	if (isNarrow) return namesAbove(lines, { y: 'key', name: ({ name }) => name }, options);
	return nameAxis(
		lines.map(({ name }) => name),
		marginLeft
	);
}

function barsOf({ lines, isNarrow, base }: Layout): Plot.Markish[] {
	const tip = tipped(lines, ({ name, lowWords, highWords }) => `${name}\n${lowWords} to ${highWords}`);
	const text = { y: 'key', fontSize: 13, fontWeight: 600, dy: isNarrow ? ABOVE.bar : 0 };
	const bar = { y: 'key', insetTop: isNarrow ? 2 * ABOVE.bar : 0, ...tip };
	return [
		Plot.barX(lines, {
			x1: 'low',
			x2: ({ high }: Line) => Math.min(base, high),
			fill: ink('cat-2'),
			...bar
		}),
		Plot.barX(lines, {
			x1: ({ low }: Line) => Math.max(base, low),
			x2: 'high',
			fill: ink('cat-1'),
			...bar
		}),
		Plot.text(lines, { ...text, x: 'low', text: 'lowWords', dx: -6, textAnchor: 'end' }),
		Plot.text(lines, { ...text, x: 'high', text: 'highWords', dx: 6, textAnchor: 'start' })
	];
}

function widthOf(words: string): number {
	return textWidth(words, TEXT + 1, true);
}
