import { parseHTML } from 'linkedom';
import { csvsOf } from '../intake/open-zip';

/** What a Word document holds, as its own XML says it. */
export interface WordText {
	/** All files of the document by name. */
	files: Map<string, string>;
	/** Paragraphs in order, those of tables too; empty ones left out. */
	paragraphs: string[];
	headings: string[];
	/** Tables as rows of cells. */
	tables: string[][][];
	/** Rows that come again on every page. */
	headRows: number;
	/** Everything that Word would work out by itself. */
	fields: string[];
	alts: string[];
}

/** Opens a document and reads its text. */
export function readWord(bytes: Buffer): WordText {
	const files = csvsOf(bytes);
	const xml = (name: string) => parse(files.get(name) ?? '');
	const body = xml('word/document.xml');
	const all = [...files].filter(([name]) => name.startsWith('word/') && name.endsWith('.xml'));
	return {
		files,
		paragraphs: found(body, 'w:p').map(textOf).filter(Boolean),
		headings: found(body, 'w:p')
			.filter((one) => /^(Title|Heading\d)$/.test(found(one, 'w:pStyle')[0]?.getAttribute('w:val') ?? ''))
			.map(textOf),
		tables: found(body, 'w:tbl').map((table) =>
			found(table, 'w:tr').map((row) => found(row, 'w:tc').map(textOf))
		),
		headRows: found(body, 'w:tblHeader').length,
		fields: all.flatMap(([name]) =>
			['w:instrText', 'w:fldSimple', 'w:hyperlink'].flatMap((tag) => found(xml(name), tag).map(textOf))
		),
		alts: found(body, 'wp:docPr').map((one) => one.getAttribute('descr') ?? '')
	};
}

function parse(text: string): Document {
	const { DOMParser } = parseHTML('<!doctype html><html></html>');
	return new DOMParser().parseFromString(text, 'text/xml') as unknown as Document;
}

function found(within: Document | Element, tag: string): Element[] {
	return [...within.getElementsByTagName(tag)];
}

function textOf(element: Element): string {
	const runs = found(element, 'w:t').length > 0 ? found(element, 'w:t') : [element];
	return runs.map((run) => run.textContent ?? '').join('');
}
