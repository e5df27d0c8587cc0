/** A point of a list: a few strong words, and the sentence behind them. */
export interface PaperPoint {
	lead: string;
	text: string;
}

/** One piece of a document. */
export type PaperBlock =
	| { kind: 'heading'; text: string; level?: 1 | 2 }
	| { kind: 'lead'; text: string }
	| { kind: 'text'; text: string }
	| { kind: 'fine'; text: string }
	| { kind: 'points'; isNumbered: boolean; points: PaperPoint[] }
	| PaperTable
	| PaperPicture;

/** A table of written cells under a heading row. */
export interface PaperTable {
	kind: 'table';
	columns: { title: string; isNumber: boolean }[];
	rows: string[][];
}

/** A picture, with the words for whoever cannot see it. */
export interface PaperPicture {
	kind: 'picture';
	png: Uint8Array;
	title: string;
	alt: string;
}

/** A document that is the same text wherever it is written: Word, a printed page. */
export interface Paper {
	title: string;
	/** In whose name it speaks. */
	author: string;
	/** What stands small above the title: day, period, state. */
	stamp: string;
	/** What stands at the foot of every page, before its number. */
	foot: string;
	blocks: PaperBlock[];
}
