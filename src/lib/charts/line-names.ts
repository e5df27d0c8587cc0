import * as Plot from '@observablehq/plot';
import type { DrawingOptions } from './drawing';
import { TEXT, isNarrow } from './drawing';
import { leftRoom } from './left-room';
import { shortened, twoLines } from './measure-text';
import { ink } from './palette';

/** The room that the names of horizontal bars need at their left, within a share of the width; a little more where a name would be cut. */
export function roomForNames(names: string[], options: DrawingOptions): number {
	return leftRoom(names, options, { usual: isNarrow(options) ? 0.32 : 0.3, least: 30 });
}

/** The names of horizontal bars, from the top down, each in at most two lines within its room. */
export function nameAxis(names: string[], room: number): Plot.Markish {
	return Plot.axisY({
		tickSize: 0,
		tickPadding: 8,
		fontSize: TEXT,
		lineHeight: 1.1,
		tickFormat: (_: unknown, place: number) => twoLines(names[place] ?? '', room - 10)
	});
}

/** On a phone a long name stands above its bar: how high such a row is, and where name and bar stand from its middle. */
export const ABOVE = { row: 48, name: -12, bar: 8 } as const;

/** The names of horizontal bars, each above its own bar over the whole width; no line of the chart crosses them. */
export function namesAbove<Row>(
	rows: readonly Row[],
	{ y, name }: { y: string; name: (row: Row) => string },
	{ width }: DrawingOptions
): Plot.Markish {
	return Plot.text(rows, {
		y,
		text: (row: Row) => shortened(name(row), width, TEXT),
		frameAnchor: 'left',
		dy: ABOVE.name,
		fontSize: TEXT,
		stroke: ink('paper'),
		strokeWidth: 6,
		fill: ink('ink')
	});
}
