import { afterAll, describe, expect, it } from 'vitest';
import { removeSmallFiles, understand, type Understood } from './small-files';

afterAll(removeSmallFiles);

const read = (...lines: string[]): Promise<Understood> =>
	understand(lines.map((line) => line + '\n').join(''));

/** Findings in short: rule and line. */
const said = ({ report }: Understood): [string, number | null][] =>
	report.findings.map(({ rule, row }) => [rule, row]);

describe('apostrophes', () => {
	it('are taken for quotes, with a word, where a system writes them around its texts', async () => {
		const seen = await read("'Case','Town'", "'K1','Elm'", "'K2','Pier'");
		expect(seen).toMatchObject({
			columns: ['Case', 'Town'],
			rows: [
				['K1', 'Elm'],
				['K2', 'Pier']
			]
		});
		expect(said(seen)).toEqual([['apostrophes', null]]);
	});

	it('stay where only some values have them', async () => {
		const lines = Array.from({ length: 12 }, (_, at) => (at % 4 ? `K${at},Elm` : `K${at},'Elm'`));
		const seen = await read('Case,Town', ...lines);
		expect(seen.rows.filter(([, town]) => town === "'Elm'")).toHaveLength(3);
		expect(said(seen)).toEqual([]);
	});
});

describe('a header that nobody knows', () => {
	it('is found above rows that end with a delimiter too many', async () => {
		const seen = await read('Code,Label', 'c1,Elm,', 'c2,Pier,', 'c3,Mill,');
		expect(seen).toMatchObject({
			columns: ['Code', 'Label'],
			rows: [
				['c1', 'Elm'],
				['c2', 'Pier'],
				['c3', 'Mill']
			]
		});
		expect(said(seen)[0]).toEqual(['extra_empty_cells', 2]);
	});

	it('stays the header when two names are alike or one is missing', async () => {
		const twice = await read('Code,Code,Label', 'c1,x,Elm', 'c2,y,Pier');
		expect(twice.report.header_row).toBe(1);
		expect(said(twice)).toEqual([['duplicate_header', 1]]);
		const blank = await read('Code,,Label,Town', 'c1,x,Elm,A', 'c2,y,Pier,B');
		expect(blank.report.header_row).toBe(1);
		expect(said(blank)).toEqual([['blank_header', 1]]);
	});

	it('is doubted when it reads like values', async () => {
		expect(said(await read('K1,2015-01-02,14', 'K2,2015-01-03,15'))).toEqual([['no_header', 1]]);
		expect(said(await read('c1,Elm', 'c2,Pier', 'c3,Elm'))).toEqual([['no_header', 1]]);
		expect(said(await read('Case,Opened,Score', 'K2,2015-01-03,15'))).toEqual([]);
	});

	it('is named when most rows do not fit it', async () => {
		const seen = await read('Case,Town', 'K1,Elm,1', 'K2,Pier,2', 'K3,Mill,3');
		expect(said(seen)[0]).toEqual(['header_misfit', 1]);
		expect(seen.report.findings[0]?.message).toContain('2 cells, and 3 of 3 rows');
	});
});

describe('rows that are none', () => {
	it('are recognised in capitals when they repeat the header', async () => {
		const seen = await read('case,town', 'K1,Elm', 'CASE,TOWN', 'K2,Pier');
		expect(seen.rows).toEqual([
			['K1', 'Elm'],
			['K2', 'Pier']
		]);
		expect(seen.report.rows_ignored).toContainEqual({ row: 3, why: 'repeated header' });
	});

	it('are pointed out when only one cell is filled, unless the table is like that', async () => {
		const seen = await read('Case,Town,Score', 'K1,Elm,1', 'February,,', 'K2,Pier,2');
		expect(said(seen)).toEqual([['lone_cell', 3]]);
		expect(seen.report.rows).toBe(3);
		expect(said(await read('Case,Town,Score', 'K1,,', 'K2,,', 'K3,Pier,2'))).toEqual([]);
	});

	it('are pointed out when another table seems to begin', async () => {
		const seen = await read(
			'Case,Town,Score',
			'K1,Elm,1',
			'K2,Pier,2',
			'',
			'Color,Shape,Size',
			'red,round,large'
		);
		expect(said(seen)).toEqual([['second_header', 5]]);
	});

	it('are never a footer longer than the table: a header in another delimiter is at fault', async () => {
		const rows = Array.from(
			{ length: 20 },
			(_, at) => `D-${at}\tN-${at}\ttuition\tdelivered\t2015-01-02\t10`
		);
		const seen = await read('delivery_id;participant_id;service;status;date;amount_usd', ...rows);
		expect(seen.report).toMatchObject({ rows: 0, rows_rejected: 20, footer: [] });
		expect(said(seen)[0]).toEqual(['header_misfit', 1]);
	});
});

describe('cells of several lines', () => {
	it('stay whole in a row that ends with a delimiter too many', async () => {
		const seen = await read('Case,Remark', 'K1,"two', 'lines",', 'K2,one,');
		expect(seen.rows).toEqual([
			['K1', 'two\nlines'],
			['K2', 'one']
		]);
	});

	it('are not made of an open quote that ends at a later quote, though the number of cells is right', async () => {
		const seen = await read('Case,Remark,Score', '"K1,one,1', 'K2,", with a comma",2', 'K3,three,3');
		expect(seen.rows).toEqual([
			['K2', ', with a comma', '2'],
			['K3', 'three', '3']
		]);
		expect(said(seen)).toEqual([['unclosed_quote', 2]]);
	});

	it('stay whole beside a stray quote elsewhere in the row', async () => {
		const seen = await read('Case,Size,Remark', 'K1,5" wide,"two', 'lines"', 'K2,6,one');
		expect(seen.rows).toEqual([
			['K1', '5" wide', 'two\nlines'],
			['K2', '6', 'one']
		]);
		expect(said(seen)).toEqual([['stray_quote', 2]]);
	});
});
