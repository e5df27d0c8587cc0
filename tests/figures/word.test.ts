import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf, writeWord } from '$lib/server/figures';
import type { Paper } from '$lib/domain';
import * as tables from '../charts/sample-tables';
import { row, tableOf } from '../charts/sample-tables';
import { readWord } from './read-word';

const PAYLOADS = [
	'<w:p><w:r><w:t>injected</w:t></w:r></w:p>',
	'</w:t></w:r></w:p></w:body></w:document>',
	'{ INCLUDETEXT "C:\\\\secret.txt" }',
	'{ DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" }',
	'&lt;script&gt; <script>alert(1)</script> &#0; &amp;',
	']]><!-- --><?xml version="1.0"?>',
	'half a letter \ud800 and a bell \u0007 and a null \u0000'
];

function paperOf(text: string): Paper {
	return {
		title: text,
		author: text,
		stamp: text,
		foot: text,
		blocks: [
			{ kind: 'heading', text },
			{ kind: 'points', isNumbered: true, points: [{ lead: text, text }] },
			{ kind: 'table', columns: [{ title: text, isNumber: false }], rows: [[text]] }
		]
	};
}

describe('a figure for Word', () => {
	it('says what the screen says: title, sentence, every row of the table, definition, citation', async () => {
		const figure = figureOf(tables.coverage(), { partnership: 'Harbor County' });
		const word = readWord(await figure.docx());
		const { columns, rows } = figure.table();
		expect(word.headings[0]).toBe(figure.title);
		expect(word.headings).toHaveLength(4);
		for (const said of [figure.subtitle, figure.sentence, figure.citation, tables.coverage().definition])
			expect(word.paragraphs).toContain(said);
		expect(word.tables).toEqual([[columns.map(({ title }) => title), ...rows]]);
		expect(word.headRows).toBe(1);
		expect(word.alts).toEqual([figure.alt]);
	});

	it('is a whole document on US letter in American English, with the number of each page', async () => {
		const { files, fields } = readWord(await figureOf(tables.single()).docx());
		const text = files.get('word/document.xml') ?? '';
		expect([...files.keys()]).toEqual(
			expect.arrayContaining(['[Content_Types].xml', '_rels/.rels', 'word/styles.xml', 'word/footer1.xml'])
		);
		expect(text).toMatch(/<w:pgSz [^>]*w:w="12240"[^>]*w:h="15840"/);
		expect(files.get('word/styles.xml')).toContain('w:lang w:val="en-US"');
		expect(fields.map((field) => field.trim())).toEqual(['PAGE', 'NUMPAGES']);
		expect([...files.keys()].filter((name) => name.endsWith('.png'))).toHaveLength(1);
	});

	it('withholds what the page withholds, in the table, the picture’s words and everywhere else', async () => {
		const table = tableOf({ measure: 'service_need', unit: 'people', by: ['service'] }, [
			row({ service: 'child_care', value: 250, numerator: 250 }),
			row({ service: 'housing', status: 'withheld', told: 'more than half' })
		]);
		const word = readWord(await figureOf(table).docx());
		expect(word.tables[0]?.[2]?.join(' ')).toBe('Housing more than half; withheld to protect privacy');
		expect(word.paragraphs).toContain('1 of 2 rows are withheld to protect privacy.');
	});

	it('makes text of a name that a spreadsheet would run when the table is copied there', async () => {
		const table = tableOf({ by: ['partner'], unit: 'dollars', measure: 'spend', labels: {} }, [
			row({ partner: '=cmd|calc', value: -1234 })
		]);
		const word = readWord(await figureOf(table).docx());
		expect(word.tables[0]?.[1]).toEqual(["'=cmd|calc", '-$1,234']);
	});

	it.each(PAYLOADS)('carries %j as text, never as markup or as a field', async (payload) => {
		const word = readWord(await writeWord(paperOf(payload)));
		// eslint-disable-next-line no-control-regex
		const text = payload.toWellFormed().replace(/[\u0000-\u0008]/g, '\ufffd');
		expect(word.paragraphs.slice(0, 3)).toEqual([text, text, text]);
		expect(word.fields.map((field) => field.trim())).toEqual(['PAGE', 'NUMPAGES']);
		expect(word.tables).toEqual([[[text], [text]]]);
		const xml = [...word.files].filter(([name]) => name.endsWith('.xml')).map(([, content]) => content);
		for (const part of xml) {
			// eslint-disable-next-line no-control-regex
			expect(part).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
			expect(part).not.toContain('<script');
		}
	});

	it('carries any text that people can write', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (text) => {
				const word = readWord(await writeWord(paperOf(`x${text}x`)));
				expect(word.headings[0]).toHaveLength(`x${text}x`.length);
			}),
			{ numRuns: 30 }
		);
	});

	it('is made within a second', async () => {
		await figureOf(tables.single()).docx();
		const begun = performance.now();
		await figureOf(tables.coverage()).docx();
		expect(performance.now() - begun).toBeLessThan(1000);
	});
});
