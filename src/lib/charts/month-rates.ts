import * as Plot from '@observablehq/plot';
import { writePercent } from '$lib/domain';
import type { SafeTable } from '$lib/domain';
import { isSparse, type Curve, type Point } from './curve-points';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, element, isFaded, plotted, withText } from './drawing';
import { nameAxis, roomForNames } from './line-names';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** A group's rate at one month. */
interface Rate extends Point {
	key: string;
	name: string;
	colour: string;
}

const ROW = 26;
const FADED = 0.45;

/**
 * Rates of groups at the months that too few points for a curve are told of: month by month all groups that show it,
 * each with its interval, so that they can be compared.
 */
export function monthRates(table: SafeTable, curves: Curve[], options: DrawingOptions): Piece[] {
	const sparse = curves.filter(isSparse).flatMap(({ points }) => points.map(({ month }) => month));
	const months = [...new Set(sparse)].sort((a, b) => a - b);
	const blocks = months.map((month) => ratesAt(month, curves));
	const all = blocks.flat();
	return months.flatMap((month, place) => [
		heading(month, options),
		drawRates(table, blocks[place] ?? [], all, { options, isLast: place === months.length - 1 })
	]);
}

function ratesAt(month: number, curves: Curve[]): Rate[] {
	return curves.flatMap(({ group, colour, points }, place) => {
		const point = points.find((one) => one.month === month);
		return point ? [{ ...point, key: String(place), name: group.label, colour }] : [];
	});
}

function heading(month: number, { document }: DrawingOptions): Piece {
	const text = element(document, 'text', { x: 0, y: 18, 'text-anchor': 'start', 'font-weight': 600 });
	return { node: withText(text, CHART_WORDS.byMonth(month)), height: 24 };
}

function drawRates(
	table: SafeTable,
	rates: Rate[],
	all: Rate[],
	{ options, isLast }: { options: DrawingOptions; isLast: boolean }
): Piece {
	const room = roomForNames(
		all.map(({ name }) => name),
		options
	);
	const words = all.map((rate) => textWidth(rateText(rate), TEXT, true));
	const marginBottom = isLast ? 24 : 4;
	return plotted(options, {
		height: ROW * rates.length + marginBottom,
		marginTop: 0,
		marginBottom,
		marginLeft: room,
		marginRight: 16 + Math.max(24, ...words),
		x: { domain: [0, 1], axis: null },
		y: { domain: rates.map(({ key }) => key), padding: 0.2, label: null },
		marks: [
			Plot.gridX([0, 0.25, 0.5, 0.75, 1], { stroke: ink('rule'), strokeOpacity: 1 }),
			...(isLast ? [shareAxis()] : []),
			nameAxis(
				rates.map(({ name }) => name),
				room
			),
			...rateMarks(table, rates, options)
		]
	});
}

function shareAxis(): Plot.Markish {
	return Plot.axisX([0, 0.5, 1], {
		tickSize: 0,
		fontSize: TEXT,
		fill: ink('ink-soft'),
		tickFormat: (share: number) => writePercent(share)
	});
}

function rateMarks(table: SafeTable, rates: Rate[], options: DrawingOptions): Plot.Markish[] {
	const strength = ({ row }: Rate) => (row && isFaded(row, options) ? FADED : 1);
	const { highlight } = options;
	const chosen = rates.filter(({ row }) => highlight && row?.[highlight.column] === highlight.value);
	return [
		Plot.barX(chosen, { x1: 0, x2: 1, y: 'key', inset: -2, fill: ink('step-1') }),
		Plot.ruleY(
			rates.filter(({ lower }) => lower !== null),
			{
				x1: 'lower',
				x2: 'upper',
				y: 'key',
				stroke: (rate: Rate) => rate.colour,
				strokeWidth: 2,
				strokeOpacity: strength
			}
		),
		Plot.dot(rates, {
			x: 'value',
			y: 'key',
			r: 5.5,
			fill: (rate: Rate) => rate.colour,
			fillOpacity: strength,
			stroke: ink('paper'),
			...tipped(rates, ({ row, month }) => (row ? `${CHART_WORDS.month} ${month}\n${tipOf(table, row)}` : ''))
		}),
		Plot.text(rates, {
			x: 1,
			y: 'key',
			text: rateText,
			dx: 8,
			textAnchor: 'start',
			fontSize: TEXT,
			fontWeight: 600
		})
	];
}

/** `81% (76% – 86%)`. */
function rateText({ value, lower, upper }: Rate): string {
	if (lower === null || upper === null) return writePercent(value);
	return `${writePercent(value)} (${writePercent(lower)} – ${writePercent(upper)})`;
}
