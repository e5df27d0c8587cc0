import type { Focus, Form, Highlight } from '$lib/charts';
import { permalinkOf, writeCount } from '$lib/domain';
import type { Boundaries, SafeTable } from '$lib/domain';
import type { PictureWords } from './draw-figure';
import { WIDTHS, drawForFile, drawForPage } from './draw-figure';
import { madeOnce, numberOf } from './made-once';
import type { FigureTable } from './figure-table';
import { figureTable } from './figure-table';
import { formFor } from './form-for';
import { renderPng } from './render-png';
import { figurePaper } from './word/figure-paper';
import { writeWord } from './word/write-word';
import { WORDS } from './words';
import { writeCsv } from './write-csv';
import type { Origin } from './write-sentence';
import { writeCitation, writeSentence, writeSubtitle } from './write-sentence';
import { writeTitle } from './write-title';

/** What may be said of a figure beside its table. */
export interface FigureOptions extends Origin {
	form?: Form;
	/** The award whose end is marked. */
	focus?: Focus | null;
	/** The partnership's target, in the measure's unit. */
	goal?: number | null;
	/** Outlines for a map. */
	boundaries?: Boundaries | null;
	/** The group that the reader chose. */
	highlight?: Highlight | null;
}

/** One width, or a narrow and a wide one: 520 for half a page, 720 for a page. */
export type PageWidths = readonly [number] | readonly [number, 520 | 720];

/** A safe table in all the shapes it is handed out in. Each is made when it is asked for, from this table alone. */
export interface Figure {
	/** The query of the permalink: names the figure in addresses. */
	id: string;
	permalink: string;
	form: Form;
	/** States the finding. */
	title: string;
	/** Period, n, filters, state, date. */
	subtitle: string;
	sentence: string;
	citation: string;
	alt: string;
	notes: string[];
	csv(): string;
	/** A picture that stands by itself, with title and source. */
	svg(width?: number): string;
	/** Drawings for a page, narrow and wide, of which the page's style (charts/drawings.css) shows the one that fits. */
	html(widths?: PageWidths): string;
	png(width?: number): Promise<Buffer>;
	/** A document for Word: sentence, picture, table, definition, citation. */
	docx(): Promise<Buffer>;
	table(): FigureTable;
}

/** Makes a figure of a safe table: same numbers, same words, whoever asks. */
export function figureOf(table: SafeTable, options: FigureOptions = {}): Figure {
	// Outlines may be megabytes: the very same ones are known by a number.
	const { boundaries, ...words } = options;
	const way = ['figure', words, boundaries ? numberOf(boundaries) : null];
	return madeOnce(table, way, () => makeFigure(table, options));
}

function makeFigure(table: SafeTable, options: FigureOptions): Figure {
	const words = pictureWords(table, options);
	const permalink = permalinkOf(table);
	const svg = (width: number = WIDTHS.file) =>
		madeOnce(words, ['file', width], () => drawForFile(table, words, width));
	const said = {
		title: words.title,
		subtitle: words.subtitle,
		sentence: writeSentence(table, words.title),
		citation: words.footer,
		alt: words.alt,
		notes: notesOf(table)
	};
	return {
		...said,
		id: permalink.slice(permalink.indexOf('?') + 1),
		permalink,
		form: words.form,
		csv: () => writeCsv(table),
		svg,
		html: (widths = [WIDTHS.narrow, WIDTHS.page]) =>
			madeOnce(words, ['page', widths], () => pageDrawings(table, words, permalink, widths)),
		png: (width) => renderPng(svg(width)),
		docx: async () => {
			const { question, definition } = table;
			const author = options.partnership || WORDS.product;
			const png = await renderPng(svg());
			return writeWord(
				figurePaper({ ...said, question, definition, author, table: figureTable(table), png })
			);
		},
		table: () => madeOnce(table, 'table', () => figureTable(table))
	};
}

function pictureWords(table: SafeTable, options: FigureOptions): PictureWords {
	const form = options.form ?? formFor(table);
	const title = writeTitle(table, options.focus ?? null);
	const subtitle = writeSubtitle(table);
	return {
		form,
		title,
		subtitle,
		footer: writeCitation(table, options),
		alt: WORDS.alt(WORDS.chart[form], title, subtitle),
		focus: options.focus ?? null,
		goal: options.goal ?? null,
		boundaries: options.boundaries ?? null,
		highlight: options.highlight ?? null
	};
}

function notesOf(table: SafeTable): string[] {
	if (table.withheld === 0) return [...table.notes];
	return [...table.notes, WORDS.withheldRows(writeCount(table.withheld), writeCount(table.rows.length))];
}

function pageDrawings(table: SafeTable, words: PictureWords, permalink: string, widths: PageWidths): string {
	const id = `f${fingerprint(`${permalink} ${words.form}`)}`;
	const [narrow, wide] = [Math.min(...widths), Math.max(...widths)];
	const drawn = (width: number, kind: string) =>
		`<div class="${kind}">${drawForPage(table, words, width, id)}</div>`;
	if (narrow === wide) return `<div class="drawings">${drawn(wide, 'drawn')}</div>`;
	const both = drawn(narrow, 'drawn drawn-narrow') + drawn(wide, 'drawn drawn-wide');
	return `<div class="drawings from-${wide}">${both}</div>`;
}

/** A short name that is the same for the same text (FNV-1a, 32 bits). */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;
	for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	return (hash >>> 0).toString(36);
}
