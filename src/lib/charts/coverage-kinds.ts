import * as Plot from '@observablehq/plot';
import { writeCount, writePercent, type SafeRow, type SafeTable } from '$lib/domain';
import { gridPicture, type Places } from './coverage-heatmap';
import type { DrawingOptions } from './drawing';
import type { LegendEntry } from './legend';
import { ink } from './palette';
import { readGrid } from './read-grid';
import { tipOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Service by population with all three kinds of coverage in one cell: the realised share as its number and step of
 * colour, a sign for what the service matrix says, and a bar for how much of the need there is room for.
 */
export function coverageKinds(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const grid = readGrid(table, options);
	const signs = [...new Set(grid.rows.map(signOf))];
	return gridPicture(grid, options, {
		height: 12,
		legend: [...SIGNS.filter(({ sign }) => signs.includes(sign as Sign)), ROOM],
		marks: (rows, at, cell) => besideMarks(rows, at, { table, cell })
	});
}

type Sign = 'disc' | 'ring' | 'ask' | 'arrow' | 'cross';

const SIGN_OF: Record<string, Sign> = {
	pays: 'disc',
	pays_with_conditions: 'ring',
	unknown: 'ask',
	refers_only: 'arrow'
};

const SIGNS: LegendEntry[] = [
	{ label: CHART_WORDS.says.pays, fill: 'none', sign: 'disc' },
	{ label: CHART_WORDS.says.pays_with_conditions, fill: 'none', sign: 'ring' },
	{ label: CHART_WORDS.says.unknown, fill: 'none', sign: 'ask' },
	{ label: CHART_WORDS.says.refers_only, fill: 'none', sign: 'arrow' },
	{ label: CHART_WORDS.says.none, fill: 'none', sign: 'cross' }
];

const ROOM: LegendEntry = { label: CHART_WORDS.room, fill: 'none', sign: 'bar' };

const LETTERS: Partial<Record<Sign, string>> = { ask: '?', arrow: '›', cross: '×' };

function signOf(row: SafeRow): Sign {
	return SIGN_OF[String(row.nominal)] ?? 'cross';
}

interface Cells {
	table: SafeTable;
	cell: { width: number; height: number };
}

function besideMarks(rows: SafeRow[], at: Places, cells: Cells): Plot.Markish[] {
	return [...signMarks(rows, at, cells), ...roomMarks(rows, at, cells), tipMarks(rows, at, cells)];
}

/** The sign stands on a ground of its own, so that it can be told on every colour. */
function signMarks(rows: SafeRow[], at: Places, { cell }: Cells): Plot.Markish[] {
	const place = { ...at, dx: 11 - cell.width / 2, dy: 11 - cell.height / 2 };
	const round = (sign: Sign, fill: string) =>
		Plot.dot(
			rows.filter((row) => signOf(row) === sign),
			{ ...place, r: 3.8, fill, stroke: ink('ink'), strokeWidth: 1.4 }
		);
	return [
		Plot.dot(rows, { ...place, r: 7, fill: ink('paper') }),
		round('disc', ink('ink')),
		round('ring', ink('paper')),
		Plot.text(
			rows.filter((row) => LETTERS[signOf(row)] !== undefined),
			{
				...place,
				text: (row: SafeRow) => LETTERS[signOf(row)] ?? '',
				fontSize: 13,
				fontWeight: 700,
				fill: ink('ink')
			}
		)
	];
}

const BAR = 6;

/** A bar along the foot of the cell; broken lines where the need, and so the share, is withheld. */
function roomMarks(rows: SafeRow[], at: Places, { cell }: Cells): Plot.Markish[] {
	const foot = { ...at, inset: 5, insetTop: cell.height - BAR - 4, insetBottom: 4, strokeWidth: 1 };
	const known = rows.filter(isKnown);
	return [
		Plot.cell(known, { ...foot, fill: ink('paper'), stroke: ink('paper'), strokeWidth: 4 }),
		Plot.cell(known, { ...foot, fill: ink('paper'), stroke: ink('ink') }),
		Plot.cell(known, { ...foot, fill: ink('ink'), ...asWideAs(known) }),
		Plot.cell(
			rows.filter((row) => !isKnown(row) && row.status === 'withheld'),
			{ ...foot, fill: ink('paper'), stroke: ink('ink-soft'), strokeDasharray: '2,2' }
		)
	];
}

function isKnown(row: SafeRow): boolean {
	return typeof row.capacity_share === 'number';
}

/** Draws each bar as much shorter as its share is less than one. */
function asWideAs(rows: SafeRow[]): Pick<Plot.CellOptions, 'render'> {
	return {
		render(index, scales, values, dimensions, context, next) {
			const group = next?.(index, scales, values, dimensions, context) ?? null;
			[...(group?.children ?? [])].forEach((bar, place) => {
				const share = Number(rows[index[place] ?? -1]?.capacity_share ?? 0);
				bar.setAttribute('width', String(Number(bar.getAttribute('width')) * share));
			});
			return group;
		}
	};
}

/** Nothing to see: the whole cell answers with all three. */
function tipMarks(rows: SafeRow[], at: Places, { table }: Cells): Plot.Markish {
	return Plot.cell(rows, {
		...at,
		fill: ink('paper'),
		fillOpacity: 0,
		...tipped(rows, (row) => [tipOf(table, row), roomText(row), saysText(row)].join('\n'))
	});
}

function roomText(row: SafeRow): string {
	if (!isKnown(row)) return CHART_WORDS.roomUnknown;
	const places =
		typeof row.places === 'number' ? CHART_WORDS.places(writeCount(row.places)) : CHART_WORDS.notLimited;
	return CHART_WORDS.roomFor(writePercent(Number(row.capacity_share)), places);
}

function saysText(row: SafeRow): string {
	const says: Record<string, string> = CHART_WORDS.says;
	const text = says[String(row.nominal)] ?? CHART_WORDS.says.none;
	return text[0]?.toUpperCase() + text.slice(1);
}
