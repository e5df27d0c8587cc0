import * as Plot from '@observablehq/plot';
import type { SafeRow, SafeTable } from '$lib/domain';
import { gridPicture, type Beside, type Places } from './coverage-heatmap';
import type { DrawingOptions } from './drawing';
import { TEXT } from './drawing';
import { readGridBy } from './read-grid';
import { tipOf } from './read-table';
import { tipped } from './tip-marks';
import { ink } from './palette';
import { CHART_WORDS } from './words';

/** Cohorts down, quarters since their start across: how many are kept. What may still change bears a star. */
export function cohortGrid(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const axes = { x: 'quarters_since_start', y: 'start_quarter' };
	const grid = { ...readGridBy(table, axes, options), steps: [0, 0.6, 0.7, 0.8, 0.9] };
	return gridPicture(grid, options, besideOf(table));
}

function besideOf(table: SafeTable): Beside {
	const has = table.rows.some(isProvisional);
	return {
		height: 0,
		aside: 0,
		across: CHART_WORDS.quartersSince,
		marks: (rows, at, { width }) => [
			...starMarks(rows.filter(isProvisional), at, Math.min(26, width / 2 - 5)),
			Plot.cell(rows, { ...at, fill: 'transparent', ...tipped(rows, (row) => tipWords(table, row)) })
		],
		legend: has ? [{ label: CHART_WORDS.provisional, fill: ink('paper'), sign: 'star' }] : []
	};
}

function starMarks(rows: SafeRow[], at: Places, dx: number): Plot.Markish[] {
	return [
		Plot.text(rows, {
			...at,
			text: () => '*',
			dx,
			dy: -5,
			fontSize: TEXT + 2,
			fontWeight: 600,
			fill: ink('ink'),
			stroke: ink('paper'),
			strokeWidth: 3
		})
	];
}

function isProvisional(row: SafeRow): boolean {
	return row.provisional === 'provisional' && row.status === 'shown';
}

function tipWords(table: SafeTable, row: SafeRow): string {
	const known = typeof row.known_on === 'string' ? [CHART_WORDS.knownOn(row.known_on)] : [];
	const provisional = isProvisional(row) ? [CHART_WORDS.provisional] : [];
	return [tipOf(table, row), ...known, ...provisional].join('\n');
}
