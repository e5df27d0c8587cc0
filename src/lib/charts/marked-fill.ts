import type { DrawingOptions, Piece } from './drawing';
import { element } from './drawing';
import { ink } from './palette';

/** The fill of the marked award: striped over its colour, for those who cannot tell it. */
export function marked(options: DrawingOptions): string {
	return `url(#${options.id}-marked)`;
}

/** A piece without height that holds the pattern of the marked award; for pictures that use it. */
export function markedPattern({ document, id }: DrawingOptions): Piece {
	const pattern = element(document, 'pattern', {
		id: `${id}-marked`,
		width: 7,
		height: 7,
		patternUnits: 'userSpaceOnUse',
		patternTransform: 'rotate(-45)'
	});
	pattern.append(
		element(document, 'rect', { width: 7, height: 7, fill: ink('cat-1') }),
		element(document, 'path', { d: 'M0,1H7', stroke: ink('sheet'), 'stroke-width': 1.4 })
	);
	const defs = element(document, 'defs');
	defs.append(pattern);
	return { node: defs, height: 0 };
}
