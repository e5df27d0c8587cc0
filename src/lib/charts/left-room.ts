import type { DrawingOptions } from './drawing';
import { TEXT } from './drawing';
import { textWidth, twoLineWidth } from './measure-text';

/** However long names are, this much of the width is the picture's. */
const MOST = 0.38;

/** Between a name and what it names, and at the edge. */
const BESIDE = 12;

/** The room for names at the left: as wide as they are, within the usual share of the width, and beyond it only where a name would be cut on two lines. */
export function leftRoom(
	names: string[],
	{ width }: Pick<DrawingOptions, 'width'>,
	{ usual, least }: { usual: number; least: number }
): number {
	const widest = Math.ceil(Math.max(least, ...names.map((name) => textWidth(name, TEXT)))) + BESIDE;
	const uncut = Math.ceil(Math.max(0, ...names.map((name) => twoLineWidth(name, TEXT)))) + BESIDE;
	return Math.min(widest, Math.max(width * usual, Math.min(uncut, width * MOST)));
}
