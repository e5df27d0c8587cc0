import type { DrawingOptions, Piece } from './drawing';
import { TEXT, element, hatch, withText } from './drawing';
import { lockShape } from './lock';
import { textWidth } from './measure-text';
import { ink } from './palette';
import { CHART_WORDS } from './words';

/** One entry of a legend: a swatch and its words. */
export interface LegendEntry {
	label: string;
	fill: string;
	/** What is drawn on the swatch, for those who cannot tell its colour. */
	sign?: 'lock' | 'dash' | 'dots' | 'zero' | 'ask' | 'cross' | 'arrow' | 'disc' | 'ring' | 'bar' | 'star';
}

/** The entry for what is withheld; the same in every chart. */
export function withheldEntry(options: DrawingOptions): LegendEntry {
	return { label: CHART_WORDS.withheld, fill: hatch(options), sign: 'lock' };
}

const SWATCH = 16;
const LINE = 20;
const GAP = 16;

/** A row of swatches and words that wraps where the picture ends. */
export function legend(options: DrawingOptions, entries: LegendEntry[], left = 0): Piece {
	const group = element(options.document, 'g', { 'text-anchor': 'start', role: 'group' });
	let x = left;
	let line = 0;
	for (const entry of entries) {
		const width = SWATCH + 6 + textWidth(entry.label, TEXT) + GAP;
		if (x > left && x + width - GAP > options.width) [x, line] = [left, line + 1];
		group.append(drawEntry(options, entry, x, line * LINE));
		x += width;
	}
	return { node: group, height: entries.length ? (line + 1) * LINE + 6 : 0 };
}

function drawEntry(options: DrawingOptions, entry: LegendEntry, x: number, y: number): SVGElement {
	const { document } = options;
	const group = element(document, 'g', { transform: `translate(${Math.round(x) + 0.5},${y + 2.5})` });
	const swatch = element(document, 'rect', { width: SWATCH, height: 13, fill: entry.fill });
	if (entry.sign === 'dots' || entry.sign === 'zero' || entry.sign === 'dash')
		swatch.setAttribute('stroke', ink(entry.sign === 'zero' ? 'ink-soft' : 'rule-strong'));
	if (entry.sign === 'dots') swatch.setAttribute('stroke-dasharray', '2,2');
	const words = element(document, 'text', { x: SWATCH + 6, y: 11, fill: ink('ink-soft') });
	group.append(swatch, ...signOn(options, entry), withText(words, entry.label));
	return group;
}

function signOn(options: DrawingOptions, entry: LegendEntry): SVGElement[] {
	if (!entry.sign) return [];
	if (entry.sign === 'lock') return [lockShape(options.document, SWATCH / 2, 6.5, 10)];
	if (entry.sign === 'disc' || entry.sign === 'ring') return [roundSign(options, entry.sign)];
	if (entry.sign === 'bar') return [barSign(options)];
	const letter = { dash: '–', dots: '…', zero: '0', ask: '?', cross: '×', arrow: '›', star: '*' }[entry.sign];
	const text = element(options.document, 'text', { x: SWATCH / 2, y: 11, 'text-anchor': 'middle' });
	return [withText(text, letter)];
}

function roundSign({ document }: DrawingOptions, sign: 'disc' | 'ring'): SVGElement {
	const fill = ink(sign === 'disc' ? 'ink' : 'paper');
	return element(document, 'circle', {
		cx: SWATCH / 2,
		cy: 6.5,
		r: 4,
		fill,
		stroke: ink('ink'),
		'stroke-width': 1.4
	});
}

function barSign({ document }: DrawingOptions): SVGElement {
	const group = element(document, 'g');
	const track = { x: 0.5, y: 4, height: 5, fill: ink('paper'), stroke: ink('ink'), 'stroke-width': 1 };
	group.append(
		element(document, 'rect', { ...track, width: SWATCH - 1 }),
		element(document, 'rect', { ...track, width: (SWATCH - 1) / 2, fill: ink('ink') })
	);
	return group;
}
