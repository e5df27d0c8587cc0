import { readXlsx, type Workbook } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { findingsCsv, findingsWorkbook } from '$lib/server/intake';
import { closeHomes, DELIVERIES, openHome, send } from './a-home';
import { row, workbook } from './make-workbook';

afterAll(closeHomes);

async function sheets(
	bytes: Uint8Array
): Promise<{ book: Workbook; repairs: unknown[][]; rows: unknown[][] }> {
	const book = await readXlsx(bytes, { readStyles: true });
	expect(book.sheets.map(({ name }) => name)).toEqual(['What to do', 'Rows']);
	const [repairs, rows] = book.sheets.map((sheet) => sheet.rows as unknown[][]);
	return { book, repairs: repairs ?? [], rows: rows ?? [] };
}

/** Addresses (row, column) of the cells that are filled. */
function filled(book: Workbook): string[] {
	return [...(book.sheets[1]?.cells ?? [])]
		.filter(([, { style }]) => style?.fill?.type === 'pattern' && style.fill.pattern === 'solid')
		.map(([place]) => place);
}

const BAD = [
	'Delivered to,' + DELIVERIES,
	'Rosa Example,D-1,N-1,tuition,delivered,2015-01-31,1,hour,12.5,A-1,',
	'Rosa Example,D-2,N-1,=cmd|calc,delivered,2015-01-31,1,hour,-3.5,A-1,',
	'Rosa Example,D-3,N-2,moon travel,delivered,2015-02-30,1,hour,4,A-1,',
	'Rosa Example,D-4,N-2,moon travel,delivered,2015-02-28,1,hour,4'
];

describe('the workbook of findings', () => {
	it('has one line for each repair, with how many rows, which lines and what to do', async () => {
		const w = await openHome();
		const file = await send(w, BAD);
		const { repairs } = await sheets(await findingsWorkbook(w, file.submission_id ?? ''));
		expect(repairs[0]).toEqual([
			'Severity',
			'Rows',
			'Column',
			'What is wrong',
			'What to do',
			'Lines',
			'Values'
		]);
		const codes = repairs.find(([, , column]) => column === 'service');
		expect(codes).toMatchObject([
			'error',
			2,
			'service',
			expect.any(String),
			expect.stringContaining('Use one of'),
			'3, 4',
			expect.any(String)
		]);
		const order = repairs.slice(1).map(([severity]) => severity);
		expect(order).toEqual([...order].sort());
	});

	it('shows the rows that have findings under the headers of the file, meant cells marked, formulas neutralised, left-out columns empty', async () => {
		const w = await openHome();
		const file = await send(w, BAD);
		const { book, rows } = await sheets(await findingsWorkbook(w, file.submission_id ?? ''));
		expect(rows[0]?.slice(0, 7)).toEqual([
			'Line',
			'What became of it',
			'Note',
			'Delivered to',
			'delivery_id',
			'participant_id',
			'service'
		]);
		const second = rows.find(([line]) => line === 3) ?? [];
		expect(second.slice(3, 7).map((cell) => cell ?? '')).toEqual(['', 'D-2', 'N-1', "'=cmd|calc"]);
		expect(second).toContain('-3.5');
		expect(second[1]).toBe('not accepted');
		expect(second[2]).toContain('service: ');
		const third = rows.findIndex(([line]) => line === 4);
		expect(filled(book)).toEqual(expect.arrayContaining([`${third},6`, `${third},8`]));
		const broken = rows.find(([line]) => line === 5) ?? [];
		expect(broken[2]).toContain('The row has 9 cells');
		expect(broken.slice(3).filter(Boolean)).toEqual([]);
		expect(JSON.stringify(rows)).not.toContain('Rosa');
	});

	it('masks what identifies people, also where a quote is out of place', async () => {
		const w = await openHome();
		const file = await send(
			w,
			[
				'participant_id,first_name,last_name,birth_date,ssn,zip,intake_date',
				'N-1,Rosa,Exam"ple,1990-02-30,078-05-1120,75001,2015-01-31',
				'N-2,Bela,Sample,1990-02-28,,75001,2015-13-31',
				'N-3,Cora,Sample,1990-02-28,,750"01,2015-01-31',
				'N-5,Cora,Sample,1990-02-28,,75001,2015-01-31',
				'N-6,Cora,Sample,1990-02-28,,75001,2015-01-31',
				'N-4,Cora,Sample,1990-02-28,,75001,2015-01-31'
			],
			{ dataset: 'participants' }
		);
		expect(file.rows_rejected).toBe(3);
		expect(file.findings.filter(({ rule }) => rule === 'stray_quote')).toMatchObject([
			{ header: 'last_name', value: '****"***' },
			{ header: 'zip', value: '750"01' }
		]);
		const { rows } = await sheets(await findingsWorkbook(w, file.submission_id ?? ''));
		const all =
			JSON.stringify(rows) + JSON.stringify(file.findings) + (await findingsCsv(w, file.submission_id ?? ''));
		for (const secret of ['Rosa', 'Exam', 'ple', 'Bela', '1990-02', '078-05'])
			expect(all).not.toContain(secret);
		expect(all).toContain('****');
		expect(rows.some((cells) => cells.includes('***-**-1120'))).toBe(true);
	});

	it('bears the rows of the sheet when a workbook was sent', async () => {
		const w = await openHome();
		const header = DELIVERIES.split(',');
		const cells = ['D-2', 'N-1', 'moon\u0001travel', 'delivered', '2015-01-31', 1, 'hour', 4, 'A-1', null];
		const good = ['D-1', 'N-1', 'tuition', 'delivered', '2015-01-31', 1, 'hour', 4, 'A-1', null];
		const xml =
			row(['A title'], 1) + row(header, 4) + row(good, 6) + row(good.with(0, 'D-3'), 7) + row(cells, 9);
		const file = await send(w, workbook([{ name: 'Data', rows: xml }]));
		const { rows } = await sheets(await findingsWorkbook(w, file.submission_id ?? ''));
		const wrong = rows.find(([line]) => line === 9);
		expect(wrong?.[2]).toContain('service: ');
		expect(rows.find(([line]) => line === 6)?.[1]).toBe('only a warning');
		expect(wrong?.[5]).toBe('moon\ufffdtravel');
	});

	it('is there for a file without rows to mend, too', async () => {
		const w = await openHome();
		const roster = ['participant_id,intake_date', 'N-1,2015-01-31'];
		const fine = await send(w, roster, { dataset: 'participants' });
		expect(fine.findings).toEqual([]);
		expect((await sheets(await findingsWorkbook(w, fine.submission_id ?? ''))).rows).toHaveLength(1);
	});
});
