import * as Plot from '@observablehq/plot';
import { writePercent } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import { curveAxes } from './curve-axes';
import type { DrawingOptions, Piece } from './drawing';
import { element, hatch, isNarrow, partNote, pictureOf, plotted, withText } from './drawing';
import { legend, withheldEntry } from './legend';
import { textWidth } from './measure-text';
import { largestGroups, lastMonth, monthOf, monthTicks, spreadOut } from './months';
import type { Ink } from './palette';
import { ink } from './palette';
import type { Group } from './read-table';
import { labelOf, shownRows } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** From the ground up: what is reached, what goes on, what left. */
const STATES = ['completed', 'active', 'transferred', 'withdrew'];

/** Where the members of a cohort are, month by month: layers that add up to all; withheld months are hatched gaps. */
export function pathway(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const { groups, all } = largestGroups(table, 4);
	const pieces = groups.flatMap((group) => [...heading(group, options), drawGroup(table, group, options)]);
	const locked = table.rows.some((row) => row.status === 'withheld');
	return pictureOf(options, [
		...pieces,
		...(locked ? [legend(options, [withheldEntry(options)])] : []),
		...partNote(options, groups.length, all)
	]);
}

interface Layer {
	month: number;
	state: string;
	from: number;
	to: number;
}

/** The start and the months that are shown, as far as there is room for their numbers. */
function pathTicks(layers: Layer[], last: number, options: DrawingOptions): number[] {
	const apart = (last * 22) / (options.width * 0.7);
	const ticks: number[] = [];
	for (const month of [...new Set(layers.map((layer) => layer.month))].sort((a, b) => a - b))
		if (month - (ticks.at(-1) ?? -Infinity) >= apart) ticks.push(month);
	return ticks.length > 12 || ticks.length === 0 ? monthTicks(last, options) : ticks;
}

/** When training begins everybody is in it. */
const START: Layer = { month: 0, state: 'active', from: 0, to: 1 };

interface Month {
	month: number;
	words: string;
}

function heading(group: Group, options: DrawingOptions): Piece[] {
	if (!group.label) return [];
	const text = element(options.document, 'text', { x: 0, y: 15, 'text-anchor': 'start', 'font-weight': 600 });
	return [{ node: withText(text, group.label), height: 22 }];
}

function drawGroup(table: SafeTable, group: Group, options: DrawingOptions): Piece {
	const months = [...new Set(group.rows.map(monthOf))].sort((a, b) => a - b);
	const told = months.flatMap((month) => layersOf(group.rows, month));
	const layers =
		told.some(({ state }) => state === 'active') && !months.includes(0) ? [START, ...told] : told;
	const gaps = months.filter((month) =>
		group.rows.some((row) => monthOf(row) === month && row.status === 'withheld')
	);
	const last = lastMonth(table);
	const ticks = pathTicks(layers, last, options);
	const labels = endLabels(table, layers);
	const marginRight = 14 + Math.max(60, ...labels.map((label) => textWidth(label.text, 13, true)));
	const height = isNarrow(options) ? 250 : 300;
	return plotted(options, {
		height,
		marginTop: 10,
		marginBottom: 42,
		marginLeft: 48,
		marginRight,
		x: { domain: [-0.5, last + 0.5], label: null },
		y: { domain: [0, 1], label: null },
		marks: [
			...curveAxes(ticks),
			Plot.rect(
				gaps.map((month) => ({ month })),
				{
					x1: (gap: { month: number }) => gap.month - 0.5,
					x2: (gap: { month: number }) => gap.month + 0.5,
					y1: 0,
					y2: 1,
					fill: hatch(options),
					fillOpacity: 0.7
				}
			),
			Plot.rect(layers, {
				x1: (layer: Layer) => layer.month - 0.5,
				x2: (layer: Layer) => layer.month + 0.5,
				y1: 'from',
				y2: 'to',
				fill: (layer: Layer) => ink(`path-${layer.state}` as Ink),
				shapeRendering: 'crispEdges'
			}),
			...labelMarks(labels, layers, height),
			...monthMarks(table, group, months)
		]
	});
}

function layersOf(rows: SafeRow[], month: number): Layer[] {
	const shown = shownRows(rows).filter((row) => monthOf(row) === month);
	let from = 0;
	return STATES.flatMap((state) => {
		const row = shown.find((candidate) => candidate.state_name === state);
		if (!row || row.value <= 0) return [];
		const layer = { month, state, from, to: Math.min(1, from + row.value) };
		from = layer.to;
		return [layer];
	});
}

interface EndLabel {
	state: string;
	text: string;
	middle: number;
}

/** What stands at the right edge: the layers of the last month that is shown. */
function endLabels(table: SafeTable, layers: Layer[]): EndLabel[] {
	const last = Math.max(...layers.map((layer) => layer.month));
	return layers
		.filter((layer) => layer.month === last)
		.map((layer) => ({
			state: layer.state,
			text: `${labelOf(table, 'state_name', layer.state)} ${writePercent(layer.to - layer.from)}`,
			middle: (layer.from + layer.to) / 2
		}));
}

function labelMarks(labels: EndLabel[], layers: Layer[], height: number): Plot.Markish[] {
	if (labels.length === 0) return [];
	const last = Math.max(...layers.map((layer) => layer.month));
	const apart = 18 / (height - 52);
	const places = spreadOut(
		labels.map((label) => label.middle),
		apart,
		0.02,
		0.98
	);
	return [
		Plot.text(labels, {
			x: last + 0.5,
			y: (_: EndLabel, place: number) => places[place] ?? 0,
			text: 'text',
			dx: 8,
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 600
		}),
		Plot.ruleX(labels, {
			x: last + 0.5,
			y1: (label: EndLabel) => label.middle - 0.012,
			y2: (label: EndLabel) => label.middle + 0.012,
			stroke: (label: EndLabel) => ink(`path-${label.state}` as Ink),
			strokeWidth: 4,
			dx: 3
		})
	];
}

/** A clear strip over each month that carries its tip: one for all layers. */
function monthMarks(table: SafeTable, group: Group, months: number[]): Plot.Markish[] {
	const strips: Month[] = months.map((month) => ({ month, words: monthWords(table, group, month) }));
	return [
		Plot.rect(strips, {
			x1: (strip: Month) => strip.month - 0.5,
			x2: (strip: Month) => strip.month + 0.5,
			y1: 0,
			y2: 1,
			fill: 'transparent',
			...tipped(strips, (strip) => strip.words)
		})
	];
}

function monthWords(table: SafeTable, group: Group, month: number): string {
	const rows = group.rows.filter((row) => monthOf(row) === month);
	const shown = shownRows(rows);
	const head = `${CHART_WORDS.month} ${month}`;
	if (shown.length === 0) return `${head}\n${CHART_WORDS.withheld}`;
	const lines = [...STATES].reverse().flatMap((state) => {
		const row = shown.find((candidate) => candidate.state_name === state);
		return row ? [`${labelOf(table, 'state_name', state)} ${writePercent(row.value)}`] : [];
	});
	return [head, ...lines].join('\n');
}
