import * as Plot from '@observablehq/plot';
import type { DrawingOptions } from './drawing';
import { TEXT, line, pictureOf, plotted } from './drawing';
import { legend } from './legend';
import { nameAxis, roomForNames } from './line-names';
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

const ROW = 30;

/** Assumptions as bars on both sides of the headline, the one that moves it most on top. */
export function tornado(
	bars: readonly TornadoBar[],
	base: { at: number; words: string },
	options: DrawingOptions
): SVGSVGElement {
	if (bars.length === 0) return pictureOf(options, [line(options, CHART_WORDS.nothingToDraw)]);
	const names = bars.map(({ name }) => name);
	const marginLeft = roomForNames(names, options);
	const ends = bars.flatMap(({ low, high }) => [low, high]);
	const side =
		Math.max(...bars.flatMap(({ lowWords, highWords }) => [lowWords, highWords]).map(widthOf)) + 12;
	const picture = plotted(options, {
		height: ROW * bars.length + 26,
		marginTop: 22,
		marginBottom: 4,
		marginLeft,
		marginRight: side,
		x: {
			domain: [Math.min(base.at, ...ends), Math.max(base.at, ...ends)],
			range: [marginLeft + side, options.width - side],
			axis: null
		},
		y: { domain: names, padding: 0.3, label: null },
		marks: [
			nameAxis(names, marginLeft),
			...barsOf(bars, base.at),
			Plot.ruleX([base.at], { stroke: ink('ink'), strokeWidth: 1.5 }),
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

function barsOf(bars: readonly TornadoBar[], base: number): Plot.Markish[] {
	const tip = tipped(bars, ({ name, lowWords, highWords }) => `${name}\n${lowWords} to ${highWords}`);
	const text = { y: 'name', fontSize: 13, fontWeight: 600 };
	return [
		Plot.barX(bars, {
			x1: 'low',
			x2: (bar: TornadoBar) => Math.min(base, bar.high),
			y: 'name',
			fill: ink('cat-2'),
			...tip
		}),
		Plot.barX(bars, {
			x1: (bar: TornadoBar) => Math.max(base, bar.low),
			x2: 'high',
			y: 'name',
			fill: ink('cat-1'),
			...tip
		}),
		Plot.text(bars, { ...text, x: 'low', text: 'lowWords', dx: -6, textAnchor: 'end' }),
		Plot.text(bars, { ...text, x: 'high', text: 'highWords', dx: 6, textAnchor: 'start' })
	];
}

function widthOf(words: string): number {
	return textWidth(words, TEXT + 1, true);
}
