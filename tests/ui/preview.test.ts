import { describe, expect, it } from 'vitest';
import { PREVIEW_BYTES, PREVIEW_COLUMNS, PREVIEW_LETTERS } from '../../src/lib/ui/preview/first-lines';
import { readPreview } from '../../src/lib/ui/preview/read-preview';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the look at the first lines of a file', () => {
	it('sees columns and rows of a plain CSV', () => {
		expect(readPreview(bytes('need_id,service\nN-1,food\nN-2,"rent, deposit"\n'))).toEqual({
			kind: 'table',
			encoding: 'UTF-8',
			delimiter: ',',
			columns: 2,
			header: ['need_id', 'service'],
			rows: [
				['N-1', 'food'],
				['N-2', 'rent, deposit']
			]
		});
	});

	it('finds the header below lines of a title', () => {
		const text =
			'Needs of the quarter;;\nPrinted 10/1/2015;;\nid;service;date\n1;food;1/2/2015\n2;food;1/3/2015\n';
		expect(readPreview(bytes(text))).toMatchObject({ delimiter: ';', header: ['id', 'service', 'date'] });
	});

	it('reads Windows-1252 and UTF-16 as what they are', () => {
		const windows = Uint8Array.from([...bytes('name,city\nZo'), 0xeb, ...bytes(',Lemon Grove\n')]);
		expect(readPreview(windows)).toMatchObject({ encoding: 'Windows-1252', rows: [['Zoë', 'Lemon Grove']] });
		const wide = Uint8Array.from([0xff, 0xfe, ...Buffer.from('id\tservice\n1\tfood\n', 'utf16le')]);
		expect(readPreview(wide)).toMatchObject({ encoding: 'UTF-16', delimiter: '\t', rows: [['1', 'food']] });
	});

	it('shows so many columns and letters as are drawn at once, and counts all', () => {
		const wide = Array.from({ length: 3000 }, (_, at) => `c${at}`).join(',');
		const seen = readPreview(bytes(`${wide}\n${'x'.repeat(5000)}${','.repeat(2999)}\n`));
		expect(seen.columns).toBe(3000);
		expect(seen.header).toHaveLength(PREVIEW_COLUMNS);
		expect(seen.rows[0]).toHaveLength(PREVIEW_COLUMNS);
		expect(seen.rows[0]?.[0]).toBe(`${'x'.repeat(PREVIEW_LETTERS)}…`);
	});

	it('says so of a workbook and of an empty file', () => {
		expect(readPreview(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0])).kind).toBe('not text');
		expect(readPreview(new Uint8Array()).kind).toBe('empty');
	});

	it('leaves out the line that the cut went through, and a letter cut in two is still UTF-8', () => {
		const line = 'é'.repeat(60) + ',x\n';
		const cut = bytes('name,b\n' + line.repeat(2000)).subarray(0, PREVIEW_BYTES);
		const seen = readPreview(cut);
		expect(seen.encoding).toBe('UTF-8');
		expect(seen.rows.every((cells) => cells.length === 2)).toBe(true);
	});
});
