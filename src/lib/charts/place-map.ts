import * as Plot from '@observablehq/plot';
import { writePercent } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, hatch, line, pictureOf, plotted } from './drawing';
import { legend, withheldEntry, type LegendEntry } from './legend';
import { LOCK } from './lock';
import { projectAreas, type DrawnArea } from './project-areas';
import type { Ink } from './palette';
import { ink } from './palette';
import { cellText, stepInk, stepOf, stepsOf } from './read-grid';
import { isShare, latestRows, tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Numbers by ZIP code on outlines that the partnership supplied. A number stands in its area where there is room;
 * withheld, zero, no data and not yet observable have signs of their own. The table holds every number.
 */
export function placeMap(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const rows = [...latestRows(table)];
	const { areas, height, outside } = projectAreas(rows, options);
	if (areas.length === 0) return pictureOf(options, [line(options, CHART_WORDS.noOutlines)]);
	const map = { table, steps: stepsOf(table, rows), areas };
	return pictureOf(options, [
		legend(options, legendOf(map, options)),
		drawMap(map, options, height),
		...(outside.length
			? [line(options, CHART_WORDS.notOnMap(outside.length, outside.slice(0, 4).join(', ')))]
			: [])
	]);
}

interface Map {
	table: SafeTable;
	steps: number[];
	areas: DrawnArea[];
}

type Told = DrawnArea & { row: SafeRow };

function drawMap(map: Map, options: DrawingOptions, height: number): Piece {
	const told = map.areas.filter((area): area is Told => area.row !== null);
	const wide = told.filter((area) => area.hasRoom);
	const at = { x: (area: Told) => area.middle[0], y: (area: Told) => area.middle[1] };
	const piece = plotted(options, {
		height,
		margin: 0,
		x: { type: 'identity', axis: null },
		y: { type: 'identity', axis: null },
		marks: [
			Plot.geo(map.areas, {
				geometry: (area: DrawnArea) => area.shape,
				fill: (area: DrawnArea) => fillOf(map, area, options),
				stroke: ink('paper'),
				strokeWidth: 1.5,
				...tipped(map.areas, (area) => tipFor(map, area))
			}),
			Plot.geo(
				map.areas.filter((area) => !hasColour(map, area)),
				{ geometry: (area: DrawnArea) => area.shape, stroke: ink('rule-strong'), strokeWidth: 0.8 }
			),
			Plot.dot(
				told.filter(({ row }) => row.status === 'withheld'),
				{ ...at, symbol: LOCK, r: 6, fill: ink('ink-soft') }
			),
			Plot.text(wide, {
				...at,
				dy: -7,
				text: (area: Told) => (area.row.status === 'withheld' ? '' : area.zip),
				fontSize: TEXT,
				fill: (area: Told) => inkOn(map, area)
			}),
			Plot.text(wide, {
				...at,
				dy: 8,
				text: (area: Told) => numberIn(map, area.row),
				fontSize: 13,
				fontWeight: 700,
				fill: (area: Told) => inkOn(map, area)
			})
		]
	});
	// All rings of an area are one path: by this rule holes stay holes, and parts parts, whichever way they run.
	piece.node.setAttribute('fill-rule', 'evenodd');
	return piece;
}

function fillOf(map: Map, { row }: DrawnArea, options: DrawingOptions): string {
	if (row?.status === 'withheld') return hatch(options);
	const step = row ? stepOf(map, row) : null;
	return step === null ? ink('paper') : ink(step);
}

function hasColour(map: Map, { row }: DrawnArea): boolean {
	return row !== null && stepOf(map, row) !== null;
}

function inkOn(map: Map, { row }: Told): string {
	const step = stepOf(map, row);
	return ink(step === null ? 'ink' : (`on-${step}` as Ink));
}

function numberIn({ table }: Map, row: SafeRow): string {
	if (row.status === 'withheld') return '';
	if (row.status === 'not_yet_observable') return '…';
	return row.value === null ? '–' : cellText(table, row.value);
}

function tipFor({ table }: Map, { zip, row }: DrawnArea): string {
	return row === null ? `${zip}\n${CHART_WORDS.noData}` : tipOf(table, row);
}

function legendOf({ table, steps, areas }: Map, options: DrawingOptions): LegendEntry[] {
	const rows = areas.flatMap(({ row }) => (row === null ? [] : [row]));
	const has = (test: (row: SafeRow) => boolean) => rows.some(test);
	const entries: LegendEntry[] = steps.map((edge, place) => ({
		label: stepLabel(table, steps, place, edge),
		fill: ink(stepInk(steps.length, place))
	}));
	if (has(({ status, value }) => status === 'shown' && value === 0))
		entries.unshift({ label: CHART_WORDS.zero, fill: ink('paper'), sign: 'zero' });
	if (has(({ status }) => status === 'withheld')) entries.push(withheldEntry(options));
	if (has(({ status }) => status === 'not_yet_observable'))
		entries.push({ label: CHART_WORDS.notYet, fill: ink('paper'), sign: 'dots' });
	if (areas.some(({ row }) => row === null || row.status === 'no_data'))
		entries.push({ label: CHART_WORDS.noData, fill: ink('paper'), sign: 'dash' });
	return entries;
}

function stepLabel(table: SafeTable, steps: number[], place: number, edge: number): string {
	const top = steps[place + 1];
	if (isShare(table)) return `${writePercent(edge).replace('%', '')}–${writePercent(top ?? 1)}`;
	return top === undefined ? `${cellText(table, edge)}+` : `${cellText(table, edge)}–${cellText(table, top)}`;
}
