import * as Plot from '@observablehq/plot';
import type { Boundaries, SafeRow, SafeTable } from '$lib/domain';
import { ink } from './palette';
import { CHART_WORDS } from './words';

/** The award whose end the pages mark. */
export interface Focus {
	award: string;
	/** As the chart calls it; without it the table's own label. */
	label?: string;
	/** Last day, `YYYY-MM-DD`. */
	end_date?: string | null;
}

/** What a chart form is told besides its table. */
export interface DrawingOptions {
	document: Document;
	/** Width in pixels that it is drawn for; below 480 the narrow layout is used. */
	width: number;
	/** Unique on the page: patterns are named after it. */
	id: string;
	/** What a screen reader hears: the finding, and what the picture shows. */
	label: string;
	description: string;
	focus?: Focus | null;
	/** A target in the measure's unit, drawn as a line. */
	goal?: number | null;
	/** Outlines for a map. */
	boundaries?: Boundaries | null;
	/** The group that the reader chose: it stands out, the others step back. */
	highlight?: Highlight | null;
}

/** A value of a breakdown that stands out. */
export interface Highlight {
	column: string;
	value: string;
}

/** Whether a row belongs to another group than the one that stands out. */
export function isFaded(row: SafeRow, { highlight }: Pick<DrawingOptions, 'highlight'>): boolean {
	return !!highlight && highlight.column in row && row[highlight.column] !== highlight.value;
}

/** Whether a row belongs to the group that stands out. */
export function isChosen(row: SafeRow, { highlight }: Pick<DrawingOptions, 'highlight'>): boolean {
	return !!highlight && row[highlight.column] === highlight.value;
}

/** A chart form: a safe table in, a picture out. */
export type ChartForm = (table: SafeTable, options: DrawingOptions) => SVGSVGElement;

/** A piece of a picture with the height it takes; pieces stand one below the other. */
export interface Piece {
	node: SVGElement;
	height: number;
}

/** Smallest text of a chart, in pixels of the width it is drawn for. */
export const TEXT = 12;

const SVG = 'http://www.w3.org/2000/svg';

/** Whether a drawing uses the layout for a phone. */
export function isNarrow(options: DrawingOptions): boolean {
	return options.width < 480;
}

/** Puts pieces one below the other into one labelled picture. */
export function pictureOf(options: DrawingOptions, pieces: Piece[]): SVGSVGElement {
	const height = Math.ceil(pieces.reduce((sum, piece) => sum + piece.height, 0));
	const svg = element(options.document, 'svg', {
		viewBox: `0 0 ${options.width} ${height}`,
		width: options.width,
		height,
		role: 'img',
		'aria-label': options.label,
		fill: ink('ink'),
		'font-size': TEXT,
		'text-anchor': 'middle'
	}) as SVGSVGElement;
	svg.append(withText(element(options.document, 'desc'), options.description), patterns(options));
	pieces.reduce((top, piece) => {
		if (top > 0) piece.node.setAttribute('transform', `translate(0,${Math.round(top)})`);
		svg.append(piece.node);
		return top + piece.height;
	}, 0);
	return svg;
}

/** Draws marks with Plot and returns them as a piece; fonts, ink and roles are the picture's. */
export function plotted(options: DrawingOptions, plot: Plot.PlotOptions & { height: number }): Piece {
	const svg = Plot.plot({
		...plot,
		document: options.document,
		width: options.width,
		className: 'plot'
	} as Plot.PlotOptions);
	const group = element(options.document, 'g');
	for (const child of [...svg.children]) if (child.tagName.toLowerCase() !== 'style') group.append(child);
	for (const labelled of group.querySelectorAll('[aria-label]')) labelled.setAttribute('role', 'group');
	for (const shape of group.querySelectorAll('*')) shorten(shape);
	return { node: group, height: plot.height };
}

/** Attributes that hold coordinates; a hundredth of a pixel is enough for eyes, and half the bytes. */
const PLACES = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'width', 'height', 'd', 'transform'];

function shorten(shape: Element): void {
	shape.removeAttribute('font-variant');
	for (const name of PLACES) {
		const text = shape.getAttribute(name);
		if (text?.includes('.')) shape.setAttribute(name, text.replace(/-?\d*\.\d{3,}(?![\de])/g, rounded));
	}
}

function rounded(number: string): string {
	return String(Math.round(Number(number) * 100) / 100);
}

/** A line of words in a picture: what is not drawn, or that nothing can be. */
export function line(options: DrawingOptions, words: string): Piece {
	const text = element(options.document, 'text', {
		x: 0,
		y: 14,
		'text-anchor': 'start',
		fill: ink('ink-soft')
	});
	return { node: withText(text, words), height: 22 };
}

/** Says how many of a chart's groups are drawn where they are not all. */
export function partNote(options: DrawingOptions, drawn: number, all: number): Piece[] {
	return drawn < all ? [line(options, CHART_WORDS.drawnOf(drawn, all))] : [];
}

/** An SVG element with attributes. */
export function element(
	document: Document,
	name: string,
	attributes: Record<string, string | number> = {}
): SVGElement {
	const made = document.createElementNS(SVG, name) as SVGElement;
	for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
	return made;
}

/** The element with this text in it; text stays text, whatever it looks like. */
export function withText<E extends Element>(made: E, text: string): E {
	made.textContent = text;
	return made;
}

/** The fill that says "withheld". */
export function hatch(options: DrawingOptions): string {
	return `url(#${options.id}-hatch)`;
}

/** The fill that says "nobody has said whether it may": dotted over its colour. */
export function dotted(options: DrawingOptions): string {
	return `url(#${options.id}-dots)`;
}

function patterns(options: DrawingOptions): SVGElement {
	const { document, id } = options;
	const defs = element(document, 'defs');
	const lines = element(document, 'pattern', {
		id: `${id}-hatch`,
		width: 6,
		height: 6,
		patternUnits: 'userSpaceOnUse',
		patternTransform: 'rotate(45)'
	});
	lines.append(
		element(document, 'rect', { width: 6, height: 6, fill: ink('sheet') }),
		element(document, 'path', { d: 'M0,3H6', stroke: ink('hatch'), 'stroke-width': 1.2 })
	);
	const dots = element(document, 'pattern', {
		id: `${id}-dots`,
		width: 6,
		height: 6,
		patternUnits: 'userSpaceOnUse'
	});
	dots.append(
		element(document, 'rect', { width: 6, height: 6, fill: ink('gap-unknown') }),
		element(document, 'circle', { cx: 3, cy: 3, r: 1, fill: ink('sheet') })
	);
	defs.append(lines, dots);
	return defs;
}
