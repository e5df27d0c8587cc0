import type { SafeTable } from '$lib/domain';
import { drawStack } from './draw-stack';
import type { DrawingOptions } from './drawing';
import { pictureOf } from './drawing';
import { stackQuarters } from './stack-quarters';

/** What is left of each award, quarter by quarter; the focus award lies on top, so that its end is seen as a cliff. */
export function awardBalance(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const stack = stackQuarters(table, options.focus ?? null, true);
	return pictureOf(options, drawStack(stack, { inset: 0 }, options));
}
