/** A column of a figure's table. */
export interface FigureColumn {
	id: string;
	title: string;
	isNumber: boolean;
}

/** Everything a page shows of one figure. */
export interface FigureCard {
	/** Unique on the page; names the place of the drawing. */
	id: string;
	title: string;
	subtitle: string;
	sentence: string;
	citation: string;
	notes: string[];
	table: { columns: FigureColumn[]; rows: string[][]; marked?: number[] };
	permalink: string;
	downloads: { label: string; href: string }[];
	definition: string;
	/** The drawing, when only data travels; when the page travels as a whole, its HTML already holds it. */
	drawing?: string;
}

/** A figure that a page asked for and cannot show, and why. */
export interface FigureRefused {
	id: string;
	refused: string;
	hint: string;
}

/** What a page gets when it asks for a figure. */
export type FigureOrRefusal = FigureCard | FigureRefused;

/** Whether a page got the figure. */
export function isDrawn(figure: FigureOrRefusal): figure is FigureCard {
	return !('refused' in figure);
}

/** The mark in the HTML that the server replaces by the drawing of this figure. */
export function drawingPlace(id: string): string {
	return `<!--figure:${id}-->`;
}
