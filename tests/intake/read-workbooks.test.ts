import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { accounted, closeHomes, openHome, rules, send } from './a-home';
import { row, workbook, type MadeSheet } from './make-workbook';
import { removeSmallFiles, understand } from './small-files';
import { zip } from './make-zip';

afterAll(removeSmallFiles);
afterAll(closeHomes);

const HEADER = ['delivery_id', 'participant_id', 'service', 'status', 'date', 'amount_usd'];

/** One sheet with one column of cells under a known header. */
function cells(xml: string[], more: Parameters<typeof workbook>[1] = {}) {
	const rows = xml.map(
		(cell, index) => `<row r="${index + 2}">${cell}<c t="inlineStr"><is><t>x</t></is></c></row>`
	);
	return understand(workbook([{ name: 'Sheet1', rows: row(['value', 'mark'], 1) + rows.join('') }], more));
}

async function first(
	xml: string[],
	more: Parameters<typeof workbook>[1] = {}
): Promise<(string | undefined)[]> {
	return (await cells(xml, more)).rows.map(([value]) => value);
}

const numbers = (values: (string | number)[], style = 0) =>
	values.map((value) => `<c s="${style}"><v>${value}</v></c>`);

describe('a cell of a workbook', () => {
	it('is a number without noise; of more than fifteen digits it is said that the end is gone', async () => {
		expect(
			await first(
				numbers(['0.1', '45.299999999999997', '1.1000000000000001E-2', '-12', '123456789012', '1E-7'])
			)
		).toEqual(['0.1', '45.3', '0.011', '-12', '123456789012', '0.0000001']);
		expect(await first(numbers(['1.2345678901234568E+17', '123456789012345'], 0))).toEqual([
			'1.23456789012346E+17',
			'123456789012345'
		]);
	});

	it('is a date by its number format, in both calendars, with its time if it has one', async () => {
		const formats = ['m/d/yyyy', 'yyyy\\-mm\\-dd hh:mm', '[$-409]d\\-mmm\\-yy;@', 'h:mm AM/PM', '[h]:mm'];
		expect(await first(numbers(['42005', '42005.5', '1', '59', '61'], 1), { formats })).toEqual([
			'2015-01-01',
			'2015-01-01 12:00:00',
			'1900-01-01',
			'1900-02-28',
			'1900-03-01'
		]);
		expect(await first(numbers(['42005.604166666664'], 2), { formats })).toEqual(['2015-01-01 14:30:00']);
		expect(await first(numbers(['42005'], 3), { formats })).toEqual(['2015-01-01']);
		expect(await first(numbers(['0.60416666666666663'], 4), { formats })).toEqual(['14:30:00']);
		expect(await first(numbers(['1.25'], 5), { formats })).toEqual(['30:00:00']);
		expect(await first(numbers(['42005'], 6), { formats })).toEqual(['2015-01-01']);
		const mac = { formats, workbookPr: '<workbookPr date1904="1"/>' };
		expect(await first(numbers(['40543'], 1), mac)).toEqual(['2015-01-01']);
		expect(await first(['<c t="d"><v>2015-01-31T00:00:00Z</v></c>'])).toEqual(['2015-01-31']);
	});

	it('keeps the zeros and letters that its format shows, and no currency sign or percent', async () => {
		const formats = [
			'00000',
			'"N-"0000',
			'000-00-0000',
			'$#,##0.00',
			'0%',
			'0.00" hours"',
			'#,##0_);[Red](#,##0)'
		];
		expect(await first(numbers([2139], 1), { formats })).toEqual(['02139']);
		expect(await first(numbers([12, 12345], 2), { formats })).toEqual(['N-0012', 'N-12345']);
		expect(await first(numbers([1234567], 3), { formats })).toEqual(['001-23-4567']);
		for (const style of [4, 5, 6, 7])
			expect(await first(numbers([1234.5, -3], style), { formats })).toEqual(['1234.5', '-3']);
	});

	it('is text, shared or its own, with its runs, entities, line breaks and escapes; and never an aid to reading', async () => {
		const strings = [
			'<t xml:space="preserve"> 00123 </t>',
			'<r><t>two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh sb="0" eb="1"><t>aid</t></rPh>',
			'<t>a &amp; b &lt;c&gt; &#233; &#x1F600; _x0041__x005F_x</t>',
			'<t><![CDATA[1 < 2 & 3]]></t>',
			'<t>line one\nline "two", end</t>'
		];
		const shared = strings.map((_, index) => `<c t="s"><v>${index}</v></c>`);
		expect(await first(shared, { strings })).toEqual([
			' 00123 ',
			'two runs',
			'a & b <c> é 😀 A_x',
			'1 < 2 & 3',
			'line one\nline "two", end'
		]);
		expect(await first(['<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>', '<c/>', '<c t="s"/>'])).toEqual([
			'TRUE',
			'FALSE',
			'',
			''
		]);
	});

	it('that holds a formula is its stored value; without one, or with an error, this is said with its row', async () => {
		const seen = await cells([
			'<c><f>1+1</f><v>2</v></c>',
			'<c t="str"><f>A1&amp;"x"</f><v>made</v></c>',
			'<c><f>SUM(A1:A2)</f></c>',
			'<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
		]);
		expect(seen.rows.map(([value]) => value)).toEqual(['2', 'made', '=SUM(A1:A2)', '#DIV/0!']);
		expect(seen.report.findings).toMatchObject([
			{ rule: 'formula_without_value', row: 4 },
			{ rule: 'formula_error', row: 5, value: '#DIV/0!' }
		]);
	});
});

describe('a sheet of a workbook', () => {
	it('is read by its rows: what stands above, empty rows, line breaks and references that skip are all in place', async () => {
		const rows =
			row(['Quarterly export'], 1) +
			`<row r="3">${HEADER.map((name, at) => `<c r="${'BCDEFG'[at]}3" t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row>` +
			`<row r="5"><c r="B5" t="inlineStr"><is><t>D-1</t></is></c><c r="D5" t="inlineStr"><is><t>a\nb</t></is></c></row>` +
			`<row r="9"><c r="B9" t="inlineStr"><is><t>D-2</t></is></c><c r="G9"><v>12.5</v></c></row>` +
			'<row r="900000"><c r="A900000" s="1"/></row>';
		const seen = await understand(workbook([{ name: 'Export', rows }]), 'named.csv');
		expect(seen.report).toMatchObject({
			container: 'xlsx',
			member: 'Export',
			header_row: 3,
			rows: 2,
			rows_in_file: 9,
			rows_ignored: [
				{ row: 1, why: expect.any(String) },
				{ row: 2, why: expect.any(String) },
				{ row: 3, why: 'header' },
				{ row: 4, why: 'empty row' },
				{ row: 6, count: 3, why: 'empty row' }
			]
		});
		expect(seen.rows).toEqual([
			['', 'D-1', '', 'a\nb', '', '', ''],
			['', 'D-2', '', '', '', '', '12.5']
		]);
	});

	it('is read like a CSV afterwards: each line loaded, or not accepted with the row of the sheet', async () => {
		const w = await openHome();
		const rows =
			row(HEADER) +
			row(['D-1', 'N-1', 'tuition', 'delivered', '2015-01-31', 12.5]) +
			row(['D-2', 'N-1', 'moon travel', 'delivered', '2015-01-31', 1]) +
			row(['D-3', 'N-2', 'housing', 'delivered', '2015-02-30', 1]) +
			row(['D-4', 'N-2', 'housing', 'delivered', '2015-02-28', '1,234.50']);
		const file = await send(w, workbook([{ name: 'Q1', rows }]));
		expect(file).toMatchObject({ container: 'xlsx', rows_loaded: 2, rows_rejected: 2, rows_in_file: 5 });
		expect(accounted(file)).toBe(5);
		expect(file.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
			{ rule: 'unknown_code', row: 3 },
			{ rule: 'not_a_date', row: 4 }
		]);
		const [sum] = await w.read<{ usd: number }>(
			'SELECT sum(amount_usd)::DOUBLE AS usd FROM staging.stg_deliveries'
		);
		expect(sum?.usd).toBe(1247);
	});

	it('with merged cells below the header is read as its cells are, and this is said', async () => {
		const rows = row(HEADER) + row(['D-1', 'N-1', 'tuition']) + row(['D-2', null, 'tuition']);
		const sheet = {
			name: 'A',
			rows,
			behind: '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B2:B3"/></mergeCells>'
		};
		expect((await understand(workbook([sheet]))).report.findings).toMatchObject([
			{ rule: 'merged_cells', row: 2, count: 1 }
		]);
	});

	it('written by a library reads back as it was', async () => {
		const table = [
			['delivery_id', 'participant_id', 'date', 'amount_usd', 'is_open'],
			['D-1', '00012', new Date(Date.UTC(2015, 0, 31)), 12.5, true],
			['D-2', '=cmd|calc', new Date(Date.UTC(2015, 1, 28)), -1234.56, null]
		];
		const bytes = await writeXlsx({
			sheets: [{ name: 'Deliveries', rows: table }]
		});
		expect((await understand(bytes)).rows).toEqual([
			['D-1', '00012', '2015-01-31', '12.5', 'TRUE'],
			['D-2', '=cmd|calc', '2015-02-28', '-1234.56', '']
		]);
	});
});

const notes: MadeSheet = { name: 'Read me', rows: row(['How to use this file']) + row(['Ask the office']) };
const table = (name: string, header = HEADER): MadeSheet => ({
	name,
	rows: row(header) + row(['D-1', 'N-1', 'tuition', 'delivered', '2015-01-31', 12.5])
});

describe('of several sheets', () => {
	it('the one with known headers is read, and the others are named', async () => {
		const seen = await understand(workbook([notes, table('Data'), { ...table('Old'), state: 'hidden' }]));
		expect(seen.report).toMatchObject({ member: 'Data', rows: 1 });
		expect(seen.report.findings).toMatchObject([{ rule: 'other_sheets', value: '"Read me", "Old"' }]);
	});

	it('the one is asked for once when headers do not tell, and taken by itself the next quarter', async () => {
		const w = await openHome();
		const claim = { partner: 'navigators', dataset: 'deliveries' as const, period: '2015Q1' as const };
		const twins = workbook([table('January'), table('February')]);
		const asked = await send(w, twins, claim);
		expect(asked).toMatchObject({ status: 'needs_answer', questions: [{ code: 'sheet' }], rows_loaded: 0 });
		expect(asked.questions[0]?.choices.map(({ value }) => value)).toEqual(['January', 'February']);
		const answered = await send(w, twins, claim, { answers: { sheet: 'February' } });
		expect(answered).toMatchObject({ submission_id: asked.submission_id, rows_loaded: 1 });
		expect(rules(answered)).toContain('other_sheets');
		const next = workbook([table('January'), table('February'), notes]);
		expect(await send(w, next, { ...claim, period: '2015Q2' })).toMatchObject({
			questions: [],
			rows_loaded: 1
		});
	});

	it('is asked for again when the answer names none of them', async () => {
		const w = await openHome();
		const twins = workbook([table('January'), table('February')]);
		expect(await send(w, twins, {}, { answers: { sheet: 'March' } })).toMatchObject({
			status: 'needs_answer'
		});
	});
});

describe('a workbook that is not taken', () => {
	const refusal = (bytes: Uint8Array) =>
		understand(bytes, 'book.xlsx').then(
			() => 'read',
			(error: { code?: string; message: string }) => `${error.code}: ${error.message}`
		);
	const content = Buffer.from('<x/>');

	it('is named: with macros, binary, without a value, damaged, or of XML that no spreadsheet programme writes', async () => {
		const fine = table('A');
		expect(await refusal(workbook([fine], { also: [{ name: 'xl/vbaProject.bin', content }] }))).toContain(
			'macros'
		);
		expect(await refusal(workbook([fine], { also: [{ name: 'xl/workbook.bin', content }] }))).toContain(
			'.xlsb'
		);
		expect(await refusal(workbook([{ name: 'A', rows: '<row r="4"><c s="1"/></row>' }]))).toContain(
			'without a value'
		);
		expect(
			await refusal(zip({ name: '[Content_Types].xml', content }, { name: 'xl/x.xml', content }))
		).toContain('cut off or damaged');
		const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><row><c><v>1</v></c></row>';
		expect(await refusal(workbook([{ name: 'A', rows: bomb }]))).toContain('broken_workbook');
		expect(await refusal(workbook([{ name: 'A', rows: row(['a', 'b'], 5) + row(['c', 'd'], 4) }]))).toContain(
			'damaged'
		);
	});

	it('is one that inflates beyond the limit', async () => {
		const w = await openHome();
		const settings = { accept_good_rows: true, upload_limit_mb: 1 };
		const long = row(['x'.repeat(1000), 'y']).repeat(2000);
		const bytes = workbook([{ name: 'A', rows: row(HEADER) + long }]);
		expect(bytes.length).toBeLessThan(100_000);
		expect(rules(await send(w, bytes, {}, { settings }))).toEqual(['too_large']);
	});
});
