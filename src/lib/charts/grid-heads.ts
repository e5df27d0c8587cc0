import * as Plot from '@observablehq/plot';
import { TEXT } from './drawing';
import { textWidth, twoLines, wrapped } from './measure-text';
import type { Grid } from './read-grid';
import { labelOf } from './read-table';

/** What stands above the columns: across where their words fit, else upright. */
export interface Heads {
	words: string[];
	upright: boolean;
	room: number;
}

/** Longest head that stands upright, in pixels. */
const UPRIGHT = 118;

/** The heads of a grid's columns, in columns of this width. */
export function headsOf(grid: Grid, cellWidth: number): Heads {
	const labels = grid.columns.map((column) => labelOf(grid.table, grid.x, column));
	const across = labels.map((label) => wrapped(label, cellWidth - 2, TEXT * 1.04));
	if (across.every((lines) => lines.length <= 3 && !lines.some((line) => line.endsWith('…')))) {
		const most = Math.max(1, ...across.map((lines) => lines.length));
		return { words: across.map((lines) => lines.join('\n')), upright: false, room: 12 + 15 * most };
	}
	const words = labels.map((label) => twoLines(label, UPRIGHT));
	const widths = words.flatMap((word) => word.split('\n').map((line) => textWidth(line, TEXT, true)));
	return { words, upright: true, room: Math.max(...widths) + 14 };
}

/** The names of columns and lines. */
export function headMarks(grid: Grid, heads: Heads): Plot.Markish[] {
	const turned = heads.upright
		? { rotate: -90, textAnchor: 'start' as const }
		: { lineAnchor: 'bottom' as const };
	return [
		Plot.text(grid.columns, {
			x: (column: string) => column,
			frameAnchor: 'top',
			dy: -8,
			...turned,
			text: (_: string, place: number) => heads.words[place] ?? '',
			fontSize: TEXT,
			fontWeight: 600,
			lineHeight: 1.15
		}),
		Plot.axisY({
			tickSize: 0,
			tickPadding: 8,
			fontSize: TEXT,
			lineHeight: 1.1,
			tickFormat: (line: string) => twoLines(labelOf(grid.table, grid.y, line), grid.marginLeft - 11)
		})
	];
}
