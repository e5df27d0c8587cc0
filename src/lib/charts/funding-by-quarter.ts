import type { SafeTable } from '$lib/domain';
import { drawStack } from './draw-stack';
import type { DrawingOptions } from './drawing';
import { pictureOf } from './drawing';
import { stackQuarters } from './stack-quarters';

/** Spending by quarter, stacked by award; the focus award stands on the ground and its end is a rule. */
export function fundingByQuarter(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const stack = stackQuarters(table, options.focus ?? null, false);
	return pictureOf(options, drawStack(stack, { inset: 0.1 }, options));
}
