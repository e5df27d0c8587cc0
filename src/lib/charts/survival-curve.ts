import * as Plot from '@observablehq/plot';
import { writePercent } from '$lib/domain';
import type { SafeTable } from '$lib/domain';
import { curveAxes } from './curve-axes';
import { curveOf, isSparse, type Curve, type Point } from './curve-points';
import { curveTicks } from './curve-ticks';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, isFaded, isNarrow, line, partNote, pictureOf, plotted } from './drawing';
import type { LegendEntry } from './legend';
import { legend, withheldEntry } from './legend';
import { shortened, textWidth, wrapped } from './measure-text';
import { monthRates } from './month-rates';
import { largestGroups, lastMonth, monthOf, spreadOut } from './months';
import { ink } from './palette';
import { tipOf } from './read-table';
import { riskTable } from './risk-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Who is still there, month by month from the start: a step line with its interval while months follow one another,
 * single points with their intervals where the months between are withheld, and the people at risk beneath. Groups of
 * which too few points are shown stand below as rates.
 */
export function survivalCurve(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const { groups, all } = largestGroups(table, 6);
	const each = groups.map(curveOf);
	const curves = each.filter((curve) => !isSparse(curve));
	const rates = monthRates(table, each, options);
	const frame = frameOf(table, curves, options);
	const drawn = curves.length > 0 || rates.length === 0;
	return pictureOf(options, [
		legend(options, entriesOf(table, curves, rates, { frame, options })),
		...(drawn ? [drawCurves(table, curves, frame, options), ...riskTable(curves, frame, options)] : []),
		...(drawn && rates.length > 0
			? wrapped(CHART_WORDS.tooFewPoints, options.width, TEXT).map((text) => line(options, text))
			: []),
		...rates,
		...partNote(options, each.length, all)
	]);
}

/** How much of its colour a curve keeps beside the one that the reader chose. */
const FADED = 0.35;

interface Frame {
	last: number;
	marginLeft: number;
	marginRight: number;
	ticks: number[];
	/** Whether there is room for names at the ends of curves; else they stand in a legend. */
	named: boolean;
	locked: boolean;
}

function frameOf(table: SafeTable, curves: Curve[], options: DrawingOptions): Frame {
	const shown = curves.flatMap(({ points }) => points.map(({ month }) => month));
	const last = shown.length > 0 ? Math.max(...shown) : lastMonth(table);
	const named = !isNarrow(options) || curves.every(({ group }) => group.label === '');
	const words = curves.map((curve) => textWidth(endText(curve, named), 13, true));
	const ticks = curveTicks(curves, last, options);
	return {
		last,
		marginLeft: 48,
		marginRight: Math.min(Math.max(28, ...words) + 24, options.width * 0.3),
		ticks,
		named,
		locked: curves.some(({ group }) =>
			group.rows.some((row) => row.status === 'withheld' && ticks.includes(monthOf(row)))
		)
	};
}

function endText(curve: Curve, named: boolean): string {
	const end = curve.points.at(-1);
	const name = named ? curve.group.label : '';
	return end ? `${name} ${writePercent(end.value)}`.trim() : name;
}

function drawCurves(table: SafeTable, curves: Curve[], frame: Frame, options: DrawingOptions): Piece {
	const height = isNarrow(options) ? 240 : 300;
	return plotted(options, {
		height,
		marginTop: 10,
		marginBottom: 42,
		marginLeft: frame.marginLeft,
		marginRight: frame.marginRight,
		x: { domain: [0, frame.last], label: null },
		y: { domain: [0, 1], label: null },
		marks: [
			Plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: ink('rule'), strokeOpacity: 1 }),
			...curveAxes(frame.ticks),
			...curves.flatMap((curve, place) =>
				curveMarks(curve, {
					aside: (place - (curves.length - 1) / 2) * 5,
					opacity: curve.points.some(({ row }) => row && isFaded(row, options)) ? FADED : 1
				})
			),
			...endMarks(curves, frame, height),
			...pointMarks(table, curves)
		]
	});
}

/** Points of several curves at the same month stand side by side. */
function curveMarks(curve: Curve, { aside, opacity }: { aside: number; opacity: number }): Plot.Markish[] {
	const at = { x: 'month', y: 'value' };
	const single = curve.runs.filter((run) => run.length === 1).flatMap((run) => run.filter(({ row }) => row));
	const links = curve.runs
		.slice(1)
		.map((run, place) => [curve.runs[place]?.at(-1), run[0]] as [Point, Point]);
	return [
		...curve.runs
			.filter((run) => run.length > 1)
			.flatMap((run) => [
				Plot.areaY(run, {
					x: 'month',
					y1: 'lower',
					y2: 'upper',
					curve: 'step-after',
					fill: curve.colour,
					fillOpacity: 0.14 * opacity
				}),
				Plot.line(run, {
					...at,
					curve: 'step-after',
					stroke: curve.colour,
					strokeWidth: 2,
					strokeOpacity: opacity
				})
			]),
		Plot.link(links, {
			x1: ([from]: [Point, Point]) => from.month,
			y1: ([from]: [Point, Point]) => from.value,
			x2: ([, to]: [Point, Point]) => to.month,
			y2: ([, to]: [Point, Point]) => to.value,
			stroke: curve.colour,
			strokeWidth: 1.25,
			strokeDasharray: '1,4',
			strokeOpacity: opacity,
			dx: aside,
			strokeLinecap: 'round'
		}),
		Plot.ruleX(
			single.filter((point) => point.lower !== null),
			{
				x: 'month',
				y1: 'lower',
				y2: 'upper',
				stroke: curve.colour,
				strokeWidth: 1.5,
				strokeOpacity: 0.6 * opacity,
				dx: aside
			}
		),
		Plot.dot(single, {
			...at,
			r: 3.5,
			fill: curve.colour,
			fillOpacity: opacity,
			stroke: ink('paper'),
			dx: aside
		})
	];
}

/** Names of curves where there is no room at their ends, the sign of a rate, and the lock of withheld months. */
function entriesOf(
	table: SafeTable,
	curves: Curve[],
	rates: Piece[],
	{ frame, options }: { frame: Frame; options: DrawingOptions }
): LegendEntry[] {
	const names = frame.named ? [] : curves.map(({ group, colour }) => ({ label: group.label, fill: colour }));
	const rate: LegendEntry = { label: CHART_WORDS.rateWithInterval, fill: 'none', sign: 'disc' };
	const between: LegendEntry = { label: CHART_WORDS.betweenWithheld, fill: 'none', sign: 'dots' };
	const isWithheld = table.rows.some((row) => row.status === 'withheld');
	return [
		...names,
		...(rates.length > 0 ? [rate] : []),
		...(frame.locked ? [{ ...withheldEntry(options), fill: 'none' }] : []),
		...(isWithheld && !frame.locked ? [between] : [])
	];
}

/** Names at the end of each curve, moved apart. */
function endMarks(curves: Curve[], frame: Frame, height: number): Plot.Markish[] {
	const drawn = curves.filter((curve) => curve.points.length > 0);
	const ends = drawn.map((curve) => curve.points.at(-1)?.value ?? 0);
	const places = spreadOut(ends, 16 / (height - 52), 0.02, 1);
	const x = (curve: Curve) => curve.points.at(-1)?.month ?? 0;
	const y = (_: Curve, place: number) => places[place] ?? 0;
	const several = drawn.length > 1;
	return [
		Plot.dot(several ? drawn : [], { x, y, dx: 11, r: 4, fill: 'colour' }),
		Plot.text(drawn, {
			x,
			y,
			text: (curve: Curve) => shortened(endText(curve, frame.named), frame.marginRight - 18, 13),
			dx: several ? 19 : 8,
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600,
			fill: ink('ink'),
			stroke: ink('paper'),
			strokeWidth: 4
		})
	];
}

function pointMarks(table: SafeTable, curves: Curve[]): Plot.Markish[] {
	const points = curves.flatMap((curve) => curve.points);
	return [
		Plot.dot(points, {
			x: 'month',
			y: 'value',
			r: 8,
			fill: 'transparent',
			...tipped(points, ({ month, row }) =>
				row ? `${CHART_WORDS.month} ${month}\n${tipOf(table, row)}` : ''
			)
		})
	];
}
