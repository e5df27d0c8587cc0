import * as Plot from '@observablehq/plot';
import type { DrawingOptions } from './drawing';
import { TEXT, isNarrow } from './drawing';
import { textWidth, twoLines } from './measure-text';

/** The room that the names of horizontal bars need at their left, within a share of the width. */
export function roomForNames(names: string[], options: DrawingOptions): number {
	const widest = Math.ceil(Math.max(30, ...names.map((name) => textWidth(name, TEXT))));
	return Math.min(widest + 12, options.width * (isNarrow(options) ? 0.34 : 0.3));
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
