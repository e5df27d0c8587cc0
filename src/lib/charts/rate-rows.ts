import * as Plot from '@observablehq/plot';
import { writePercent } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, element, line, plotted, withText } from './drawing';
import { nameAxis, roomForNames } from './line-names';
import { textWidth, wrapped } from './measure-text';
import { ink } from './palette';
import { tipped } from './tip-marks';

/** A rate of one group with its interval, as it stands on a line of its own. */
export interface Rate {
	name: string;
	value: number;
	lower: number | null;
	upper: number | null;
	colour: string;
	/** An open dot, for those who cannot tell its color. */
	isOpen?: boolean;
	isFaded: boolean;
	isChosen: boolean;
	tip: string;
}

/** Rates that are compared with one another, and what they are of. */
export interface RateBlock {
	heading: string;
	/** How many people they are of, where that is the same for all. */
	note?: string;
	rates: Rate[];
}

/** Heights of a row, by how many lines its name takes. */
const [ROW, HIGH_ROW] = [26, 34];
const FADED = 0.45;

/** Blocks of rates below one another on one axis of shares, each rate with the line of its interval. */
export function rateRows(blocks: RateBlock[], options: DrawingOptions): Piece[] {
	const all = blocks.flatMap(({ rates }) => rates);
	return blocks.flatMap(({ heading, note, rates }, place) => [
		headed(heading, options),
		...(note ? wrapped(note, options.width, TEXT).map((words) => line(options, words)) : []),
		drawRates(rates, all, { options, isLast: place === blocks.length - 1 })
	]);
}

function headed(words: string, { document }: DrawingOptions): Piece {
	const text = element(document, 'text', { x: 0, y: 18, 'text-anchor': 'start', 'font-weight': 600 });
	return { node: withText(text, words), height: 24 };
}

function drawRates(
	rates: Rate[],
	all: Rate[],
	{ options, isLast }: { options: DrawingOptions; isLast: boolean }
): Piece {
	const names = rates.map(({ name }) => name);
	const room = roomForNames(
		all.map(({ name }) => name),
		options
	);
	const words = all.map((rate) => textWidth(rateText(rate), TEXT, true));
	const marginBottom = isLast ? 24 : 4;
	const isWrapped = all.some(({ name }) => textWidth(name, TEXT) > room - 10);
	return plotted(options, {
		height: (isWrapped ? HIGH_ROW : ROW) * rates.length + marginBottom,
		marginTop: 0,
		marginBottom,
		marginLeft: room,
		marginRight: 16 + Math.max(24, ...words),
		x: { domain: [0, 1], axis: null },
		y: { domain: rates.map((_, place) => place), padding: 0.2, label: null },
		marks: [shareGrid(), ...(isLast ? [shareAxis()] : []), nameAxis(names, room), ...rateMarks(rates)]
	});
}

/** Lines at every quarter of a whole. */
export function shareGrid(): Plot.Markish {
	return Plot.gridX([0, 0.25, 0.5, 0.75, 1], { stroke: ink('rule'), strokeOpacity: 1 });
}

/** The axis of shares under the last row. */
export function shareAxis(): Plot.Markish {
	return Plot.axisX([0, 0.5, 1], {
		tickSize: 0,
		fontSize: TEXT,
		fill: ink('ink-soft'),
		tickFormat: (share: number) => writePercent(share)
	});
}

function rateMarks(rates: Rate[]): Plot.Markish[] {
	const lines = rates.map((rate, y) => ({ ...rate, y }));
	const strength = ({ isFaded }: Rate) => (isFaded ? FADED : 1);
	return [
		Plot.barX(
			lines.filter(({ isChosen }) => isChosen),
			{ x1: 0, x2: 1, y: 'y', inset: -2, fill: ink('step-1') }
		),
		Plot.ruleY(
			lines.filter(({ lower }) => lower !== null),
			{
				x1: 'lower',
				x2: 'upper',
				y: 'y',
				stroke: (rate: Rate) => rate.colour,
				strokeWidth: 2,
				strokeOpacity: strength
			}
		),
		Plot.dot(lines, {
			x: 'value',
			y: 'y',
			r: 5,
			fill: (rate: Rate) => (rate.isOpen ? ink('paper') : rate.colour),
			stroke: (rate: Rate) => rate.colour,
			strokeWidth: 2,
			fillOpacity: strength,
			strokeOpacity: strength,
			...tipped(lines, ({ tip }) => tip)
		}),
		Plot.text(lines, {
			x: 1,
			y: 'y',
			text: rateText,
			dx: 8,
			textAnchor: 'start',
			fontSize: TEXT,
			fontWeight: 600
		})
	];
}

/** `81% (76% – 86%)`. */
export function rateText({ value, lower, upper }: Pick<Rate, 'value' | 'lower' | 'upper'>): string {
	if (lower === null || upper === null) return writePercent(value);
	return `${writePercent(value)} (${writePercent(lower)} – ${writePercent(upper)})`;
}
