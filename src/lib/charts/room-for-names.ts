import type { DrawingOptions } from './drawing';
import { isNarrow } from './drawing';
import { textWidth } from './measure-text';
import { labelOf } from './read-table';
import type { SafeTable } from '$lib/domain';

/** The room that the names of horizontal bars need at the left, within a share of the width. */
export function roomForNames(
	table: SafeTable,
	column: string,
	lines: string[],
	options: DrawingOptions
): number {
	const widths = lines.map((line) => textWidth(labelOf(table, column, line), 12));
	return Math.min(Math.ceil(Math.max(30, ...widths)) + 12, options.width * (isNarrow(options) ? 0.32 : 0.3));
}
