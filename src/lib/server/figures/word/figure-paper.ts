import type { Paper } from '$lib/domain';
import { WORDS } from '../words';
import type { FigureTable } from '../figure-table';

/** What a document of one figure is made of. */
export interface FigureParts {
	title: string;
	subtitle: string;
	sentence: string;
	citation: string;
	alt: string;
	notes: string[];
	/** The measure: what it asks, and what exactly is counted. */
	question: string;
	definition: string;
	author: string;
	table: FigureTable;
	png: Uint8Array;
}

/** A figure as a document: the sentence to quote, the picture, its table, what is counted, where it comes from. */
export function figurePaper(parts: FigureParts): Paper {
	const { word } = WORDS;
	return {
		title: parts.title,
		author: parts.author,
		stamp: parts.subtitle,
		foot: parts.citation,
		blocks: [
			{ kind: 'text', text: parts.sentence },
			{ kind: 'picture', png: parts.png, title: parts.title, alt: parts.alt },
			{ kind: 'heading', text: word.table },
			{ kind: 'table', columns: parts.table.columns, rows: parts.table.rows },
			...parts.notes.map((text) => ({ kind: 'fine', text }) as const),
			{ kind: 'heading', text: word.counted },
			{ kind: 'text', text: parts.question },
			{ kind: 'text', text: parts.definition },
			{ kind: 'heading', text: word.citation },
			{ kind: 'text', text: parts.citation }
		]
	};
}
