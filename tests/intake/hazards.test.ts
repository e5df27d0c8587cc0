import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubmissionClaim } from '$lib/domain';
import type { LoadedFile, LoadOptions } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { accounted, closeHomes, openHome, rules, send } from './a-home';

let w: Warehouse;
let sender = 0;

beforeAll(async () => {
	w = await openHome();
});
afterAll(closeHomes);

/** Sends a file as a partner of its own, so that nothing remembered of another file helps. */
async function sendAlone(
	content: string[] | string | Uint8Array,
	claim: Partial<SubmissionClaim> = {},
	changes: Partial<LoadOptions> = {}
): Promise<LoadedFile> {
	const partner = `partner-${String.fromCharCode(97 + (sender % 26)).repeat(3 + Math.floor(sender++ / 26) * 3)}`;
	const file = await send(w, content, { partner, ...claim }, changes);
	expect(accounted(file)).toBe(file.rows_in_file);
	return file;
}

function rowsOf<Row = Record<string, unknown>>(file: LoadedFile, columns: string): Promise<Row[]> {
	return w.read<Row>(
		`SELECT ${columns} FROM staging.stg_${file.dataset} WHERE submission_id = $1 ORDER BY source_row`,
		[file.submission_id]
	);
}

const HEAD = 'delivery_id,participant_id,service,status,date,amount_usd';
const row = (id: number, changes: { service?: string; date?: string; amount?: string } = {}): string =>
	[
		`D-${id}`,
		`N-${id}`,
		changes.service ?? 'tuition',
		'delivered',
		changes.date ?? '2015-01-15',
		changes.amount ?? '10.00'
	].join(',');

const PEOPLE = 'participant_id,first_name,last_name,birth_date,ssn,zip,intake_date';

describe('encodings and dialects', () => {
	it('loads UTF-16 with tabs from a spreadsheet and semicolons with a sep= line exactly', async () => {
		const tabs = [HEAD, row(1), row(2)].join('\r\n').replaceAll(',', '\t');
		expect(await sendAlone(iconv.encode(tabs, 'utf-16le', { addBOM: true }))).toMatchObject({
			encoding: 'utf-16le',
			delimiter: '\t',
			rows_loaded: 2
		});
		const semicolons = ['sep=;', ...[HEAD, row(1)].map((line) => line.replaceAll(',', ';'))];
		expect(await sendAlone(semicolons)).toMatchObject({ delimiter: ';', header_row: 2, rows_loaded: 1 });
	});

	it('decodes Windows-1252, says so, and shows changed words without showing whose name it is', async () => {
		const lines = [PEOPLE, 'N-1,José,O’Neil,1990-01-02,,92101,2015-01-02'].join('\r\n') + '\r\n';
		const file = await sendAlone(iconv.encode(lines, 'windows-1252'), { dataset: 'participants' });
		expect(file).toMatchObject({ encoding: 'windows-1252', rows_loaded: 1 });
		const [said] = file.findings;
		expect(said).toMatchObject({ rule: 'windows_1252', severity: 'warning' });
		expect(said?.value).toContain('é');
		expect(JSON.stringify(file.findings)).not.toMatch(/José|Neil/);
	});
});

describe('letters of two bytes', () => {
	it('stay UTF-8 where a byte of them means nothing in Windows-1252', async () => {
		const file = await sendAlone([PEOPLE, 'N-1,Jaםes,Lee,1990-01-02,,92101,2015-01-02'], {
			dataset: 'participants'
		});
		expect(file).toMatchObject({ encoding: 'utf-8', rows_loaded: 1 });
	});
});

describe('bytes that are UTF-8 only by chance', () => {
	it('are read as Windows-1252 where UTF-8 would give a letter of no script', async () => {
		const lines = [PEOPLE, 'N-1,ñ€’’,Lee,1990-01-02,,92101,2015-01-02'].join('\r\n') + '\r\n';
		const file = await sendAlone(iconv.encode(lines, 'windows-1252'), { dataset: 'participants' });
		expect(file).toMatchObject({ encoding: 'windows-1252', rows_loaded: 1 });
	});
});

describe('what stands around a table', () => {
	it('is left out and named: lines above, totals that fit, notes, empty rows and columns, the header once more', async () => {
		const file = await sendAlone([
			'Service ledger,,,,,,,',
			',,,,,,,',
			HEAD + ',,',
			row(1) + ',,',
			HEAD + ',,',
			row(2) + ',,',
			'Total,,,,,20.00,,',
			'Note: preliminary,,,,,,,',
			',,,,,,,'
		]);
		expect(file).toMatchObject({ rows_loaded: 2, header_row: 3, rows_in_file: 9 });
		expect(file.rows_ignored).toEqual([
			{ row: 1, why: 'line above the table' },
			{ row: 2, why: 'empty row above the table' },
			{ row: 3, why: 'header' },
			{ row: 5, why: 'repeated header' },
			{ row: 7, why: 'totals row' },
			{ row: 8, why: 'line below the table' },
			{ row: 9, why: 'empty row at the end' }
		]);
	});

	it('stops the file when a total does not match its rows', async () => {
		const file = await sendAlone([HEAD, row(1), row(2), 'Total,,,,,25.00']);
		expect(file.status).toBe('rejected');
		expect(file.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
			{ rule: 'total_mismatch', row: 4, header: 'amount_usd', value: '25.00' }
		]);
	});

	it('warns when the end has no line end, and asks when it is cut off', async () => {
		const open = await sendAlone([HEAD, row(1), row(2)].join('\n'));
		expect(open).toMatchObject({ status: 'checked_with_warnings', rows_loaded: 2 });
		expect(rules(open)).toContain('no_final_newline');
		const cut = await sendAlone([HEAD, row(1), row(2).slice(0, -12)].join('\n'));
		expect(cut).toMatchObject({ status: 'needs_answer', questions: [{ code: 'cut_off', row: 3 }] });
		const answered = await sendAlone(
			[HEAD, row(1), row(2).slice(0, -12)].join('\n'),
			{},
			{ answers: { cut_off: 'complete' } }
		);
		expect(answered).toMatchObject({ status: 'checked_with_warnings', rows_loaded: 1, rows_rejected: 1 });
	});

	it('asks whether there was nobody when there is only a header', async () => {
		const asked = await sendAlone([HEAD]);
		expect(asked).toMatchObject({ status: 'needs_answer', questions: [{ code: 'nobody' }] });
		expect(await sendAlone([HEAD], {}, { answers: { nobody: 'yes' } })).toMatchObject({
			status: 'checked',
			rows_loaded: 0
		});
	});
});

describe('columns', () => {
	it('are matched by name in any order; what is not asked for is left out with a warning', async () => {
		const file = await sendAlone([
			'Status,Service,campus,Delivery id,DATE,participant_id',
			'delivered,tuition,East,D-1,2015-01-15,N-1'
		]);
		expect(file).toMatchObject({ rows_loaded: 1, status: 'checked_with_warnings' });
		expect(file.findings.filter(({ rule }) => rule === 'extra_column')).toMatchObject([{ header: 'campus' }]);
		expect(file.mapping).toContainEqual({ header: 'DATE', column: 'date', how: 'name' });
	});

	it('stop the file when two of them have one name, or a required one is missing and none could be it', async () => {
		const twice = await sendAlone([HEAD.replace('status', 'service'), row(1)]);
		expect(rules(twice)).toContain('duplicate_header');
		expect(twice.rows_loaded).toBe(0);
		const missing = await sendAlone([
			'delivery_id,participant_id,service,status',
			'D-1,N-1,tuition,delivered'
		]);
		expect(missing).toMatchObject({ status: 'rejected', questions: [] });
		expect(missing.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
			{ rule: 'missing_column', column: 'date' }
		]);
	});

	it('that are called otherwise than last time are pointed out', async () => {
		const partner = 'renaming';
		await send(
			w,
			['Delivery id,Participant id,Service,Status,Date', 'D-1,N-1,tuition,delivered,2015-01-02'],
			{ partner, period: '2014Q4' }
		);
		const file = await send(
			w,
			['delivery_id,Client,Service,Status,Date', 'D-1,N-1,tuition,delivered,2015-01-02'],
			{ partner },
			{ answers: { 'column.participant_id': 'Client' } }
		);
		expect(file.findings.filter(({ rule }) => rule === 'header_changed')).toMatchObject([
			{ header: 'Client', value: 'Participant id' }
		]);
	});
});

describe('values', () => {
	it('reads money as people write it, exactly, negatives kept', async () => {
		const amounts = ['"$1,234.50"', '1234.5', '$7', '0.10', '"1,000,000.01"'];
		const file = await sendAlone([HEAD, ...amounts.map((amount, at) => row(at, { amount }))]);
		expect(await rowsOf(file, 'amount_usd::VARCHAR AS amount')).toEqual(
			['1234.50', '1234.50', '7.00', '0.10', '1000000.01'].map((amount) => ({ amount }))
		);
		const spent = await sendAlone(
			['award_id,quarter,service,spent_usd', 'A,2015Q1,tuition,"(1,234.50)"', 'A,2015Q1,housing,-5.25'],
			{ dataset: 'expenditures' }
		);
		expect(await rowsOf(spent, 'spent_usd')).toEqual([{ spent_usd: -1234.5 }, { spent_usd: -5.25 }]);
		expect(rules(spent)).toContain('negative_spending');
	});

	it('asks once whether a comma separates decimals', async () => {
		const lines = [HEAD, row(1, { amount: '12,50' }), row(2, { amount: '1.234,75' })].map((line, at) =>
			at === 0
				? line.replaceAll(',', ';')
				: line.split(',').slice(0, 5).join(';') + ';' + line.split(',').slice(5).join(',')
		);
		const asked = await sendAlone(lines);
		expect(asked).toMatchObject({
			status: 'needs_answer',
			questions: [{ code: 'decimal_comma.amount_usd' }]
		});
		const answered = await sendAlone(lines, {}, { answers: { 'decimal_comma.amount_usd': 'comma' } });
		expect(await rowsOf(answered, 'amount_usd')).toEqual([{ amount_usd: 12.5 }, { amount_usd: 1234.75 }]);
	});

	it.each([
		[
			'US dates with one day over twelve',
			['1/2/2015', '12/25/2014', '3/4/2015'],
			['2015-01-02', '2014-12-25', '2015-03-04']
		],
		['days first', ['1/2/2015', '25.12.2014', '3-4-2015'], ['2015-02-01', '2014-12-25', '2015-04-03']],
		['YYYYMMDD', ['20150102', '20141225'], ['2015-01-02', '2014-12-25']],
		['serial numbers of a spreadsheet', ['42006', '41998.5'], ['2015-01-02', '2014-12-25']],
		['years of two digits', ['1/2/15', '12/25/14'], ['2015-01-02', '2014-12-25']],
		['times of day', ['2015-01-02 00:00:00', '2014-12-25T13:45:00Z'], ['2015-01-02', '2014-12-25']],
		[
			'names of months',
			['2-Jan-15', '25-Dec-2014', 'Mar 4, 2015'],
			['2015-01-02', '2014-12-25', '2015-03-04']
		]
	])('reads dates: %s', async (_, sent, meant) => {
		const file = await sendAlone([
			HEAD,
			...sent.map((date, at) => row(at, { date: date.includes(',') ? `"${date}"` : date }))
		]);
		expect(await rowsOf(file, 'date::VARCHAR AS day')).toEqual(meant.map((day) => ({ day })));
	});

	it('takes a day that is none in either order for no proof of an order', async () => {
		const days = ['1/25/2015', '13/45/2015', '2/14/2015'];
		const file = await sendAlone([HEAD, ...days.map((date, at) => row(at, { date }))]);
		expect(file).toMatchObject({ questions: [], rows_loaded: 2, rows_rejected: 1 });
		expect(file.findings.filter(({ rule }) => rule === 'not_a_date')).toMatchObject([
			{ row: 3, value: '13/45/2015' }
		]);
	});

	it('asks when some dates have the day first and some the month, and leaves the others out once told', async () => {
		const lines = [
			HEAD,
			row(1, { date: '1/25/2015' }),
			row(2, { date: '25/1/2015' }),
			row(3, { date: '1/26/2015' })
		];
		expect((await sendAlone(lines)).questions).toMatchObject([{ code: 'date_order.date' }]);
		const told = await sendAlone(lines, {}, { answers: { 'date_order.date': 'mdy' } });
		expect(told).toMatchObject({ rows_loaded: 2, rows_rejected: 1 });
		expect(told.findings.filter(({ rule }) => rule === 'not_a_date')).toMatchObject([
			{ row: 3, value: '25/1/2015' }
		]);
	});

	it('keeps ids as text for ever: leading zeros, 23 digits; a shortened number is refused', async () => {
		const long = '12345678901234567890123';
		const file = await sendAlone([
			HEAD,
			`000123,${long},tuition,delivered,2015-01-15,1`,
			'6.4E+08,N-2,tuition,delivered,2015-01-15,1'
		]);
		expect(await rowsOf(file, 'delivery_id, participant_id')).toEqual([
			{ delivery_id: '000123', participant_id: long }
		]);
		expect(file.findings.filter(({ rule }) => rule === 'lost_digits')).toMatchObject([
			{ row: 3, value: '6.4E+08' }
		]);
	});

	it('puts back the lost zeros of ZIP codes and says so', async () => {
		const zips = ['92101', '2118', '02118-1234'];
		const file = await sendAlone(
			[PEOPLE, ...zips.map((zip, at) => `N-${at},A,B,1990-01-02,,${zip},2015-01-02`)],
			{ dataset: 'participants' }
		);
		expect(await rowsOf(file, 'zip')).toEqual([{ zip: '92101' }, { zip: '02118' }, { zip: '02118' }]);
		expect(file.findings.filter(({ rule }) => rule === 'zip_padded')).toMatchObject([
			{ count: 2, row: 3, rows: [3, 4] }
		]);
	});

	it('trims padding and no-break spaces and says so', async () => {
		const file = await sendAlone([
			HEAD,
			row(1, { service: ' tuition ' }),
			row(2, { service: '\u00a0housing' })
		]);
		expect(await rowsOf(file, 'service')).toEqual([{ service: 'tuition' }, { service: 'housing' }]);
		expect(file.findings.filter(({ rule }) => rule === 'padded_values')).toMatchObject([
			{ count: 2, row: 2, header: 'service' }
		]);
	});

	it('takes codes and labels in any case, and what a format calls them', async () => {
		const file = await sendAlone([
			HEAD,
			row(1, { service: 'CHILD CARE' }),
			row(2, { service: 'Child_care' }),
			row(3, { service: 'books and supplies' })
		]);
		expect(await rowsOf(file, 'service')).toEqual([
			{ service: 'child_care' },
			{ service: 'child_care' },
			{ service: 'books_supplies' }
		]);
		const mapped = await sendAlone(
			[HEAD, row(1, { service: 'Kita' }), row(2)],
			{},
			{ answers: { 'code.service.kita': 'child_care' } }
		);
		expect(await rowsOf(mapped, 'service')).toEqual([{ service: 'child_care' }, { service: 'tuition' }]);
	});

	it('reads yes and no, lists, and what means nothing', async () => {
		const file = await sendAlone(
			[
				'outcome_id,participant_id,point,observed_date,is_employed,is_health_job,same_employer,hourly_wage_usd',
				'O-1,N-1,exit,2015-01-02,Yes,n,N/A,-',
				'O-2,N-2,exit,2015-01-02,1,FALSE,.,12.42',
				'O-3,N-3,exit,2015-01-02,TRUE,0,maybe,'
			],
			{ dataset: 'outcomes' }
		);
		expect(await rowsOf(file, 'is_employed, is_health_job, same_employer, hourly_wage_usd')).toEqual([
			{ is_employed: true, is_health_job: false, same_employer: null, hourly_wage_usd: null },
			{ is_employed: true, is_health_job: false, same_employer: null, hourly_wage_usd: 12.42 }
		]);
		expect(file.findings.filter(({ rule }) => rule === 'not_yes_or_no')).toMatchObject([
			{ row: 4, value: 'maybe' }
		]);
		const awards = await sendAlone(
			[
				'award_id,funder,name,start_date,end_date,amount_usd,allowed_services',
				'A,F,N,2014-01-01,2015-12-31,1000,tuition; Child care ;',
				'B,F,N,2014-01-01,2015-12-31,1000,tuition;beer'
			],
			{ dataset: 'awards' }
		);
		expect(await rowsOf(awards, 'allowed_services')).toEqual([
			{ allowed_services: ['tuition', 'child_care'] }
		]);
		expect(rules(awards)).toContain('unknown_code_in_list');
	});

	it('rounds to cents only with a word, and never makes a whole number of a broken one', async () => {
		const file = await sendAlone([HEAD, row(1, { amount: '1.005' }), row(2, { amount: '2.5000' })]);
		expect(file.findings.filter(({ rule }) => rule === 'rounded_cents')).toMatchObject([
			{ count: 1, row: 2 }
		]);
		const people = await sendAlone(
			[
				PEOPLE + ',household_size',
				'N-1,A,B,1990-01-02,,92101,2015-01-02,3.5',
				'N-2,A,B,1990-01-02,,92101,2015-01-02,4.0'
			],
			{ dataset: 'participants' }
		);
		expect(await rowsOf(people, 'household_size')).toEqual([{ household_size: 4 }]);
		expect(people.findings.filter(({ rule }) => rule === 'not_a_whole_number')).toMatchObject([
			{ row: 2, value: '3.5' }
		]);
	});

	it('stores formulas, scripts, SQL, emoji and right-to-left text as text', async () => {
		const texts = [
			'=cmd|calc',
			'<script>alert(1)</script>',
			"'; DROP TABLE staging.stg_awards; --",
			'🙂',
			'\u200fשלום'
		];
		const file = await sendAlone(
			[
				'award_id,funder,name,start_date,end_date,amount_usd',
				...texts.map((text, at) => `A-${at},F,"${text}",2014-01-01,2015-12-31,1000`)
			],
			{ dataset: 'awards' }
		);
		expect(await rowsOf(file, 'name')).toEqual(texts.map((name) => ({ name })));
	});
});

describe('a second look', () => {
	it('warns of rows of strangers, of dates after the period, and of far fewer rows than last quarter', async () => {
		const partner = 'looked-at';
		await send(w, [HEAD, ...Array.from({ length: 10 }, (_, at) => row(at, { date: '2014-12-15' }))], {
			partner,
			period: '2014Q4'
		});
		await send(w, [PEOPLE, 'N-1,A,B,1990-01-02,,92101,2015-01-02'], { partner, dataset: 'participants' });
		const file = await send(w, [HEAD, row(1), row(2, { date: '2015-04-15' })], { partner });
		expect(file).toMatchObject({ status: 'checked_with_warnings', rows_loaded: 2 });
		expect(rules(file)).toEqual([
			'fewer_rows',
			'later_than_period',
			'paid_without_award',
			'unknown_participant'
		]);
		expect(file.findings.find(({ rule }) => rule === 'unknown_participant')).toMatchObject({
			row: 3,
			value: 'N-2',
			count: 1
		});
	});

	it('keeps the first of two rows with one key and names the other', async () => {
		const file = await sendAlone([HEAD, row(1), row(2), row(1, { amount: '99' })]);
		expect(await rowsOf(file, 'amount_usd, source_row')).toEqual([
			{ amount_usd: 10, source_row: 2 },
			{ amount_usd: 10, source_row: 3 }
		]);
		expect(file.findings.filter(({ rule }) => rule === 'duplicate_key')).toMatchObject([
			{ row: 4, value: 'D-1', header: 'delivery_id' }
		]);
		expect(file).toMatchObject({ rows_loaded: 2, rows_rejected: 1 });
	});
});
