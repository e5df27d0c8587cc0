import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
	checkInvariants,
	loadAll,
	loadPaths,
	publish,
	readFile,
	states,
	type LoadedFile,
	type LoadOptions
} from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { accounted, closeHomes, openHome, options, rules } from './a-home';

afterEach(closeHomes);

const SAMPLE = 'data/samples/formats/pirl/pirl.csv';
const CLAIM = { partner: 'workforce-partnership', period: '2015Q1' };

async function load(w: Warehouse, text: string, changes: Partial<LoadOptions> = {}): Promise<LoadedFile> {
	const [file] = await loadAll(w, { name: 'pirl.csv', bytes: Buffer.from(text) }, CLAIM, options(changes));
	return file!;
}

function rowsMade({ datasets = [] }: LoadedFile): Record<string, number> {
	return Object.fromEntries(datasets.map(({ dataset, rows_made }) => [dataset, rows_made]));
}

describe('a file of PIRL records', () => {
	it('becomes participants, enrollments, deliveries and outcomes, published as one state', async () => {
		const w = await openHome();
		const { files, state } = await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
		expect(files).toHaveLength(1);
		const [file] = files as [LoadedFile];
		expect(file).toMatchObject({
			format: 'pirl',
			status: 'published',
			rows_in_file: 9,
			rows_loaded: 8,
			rows_rejected: 0,
			rows_waiting: 0,
			rows_ignored: [{ row: 1, why: 'header' }]
		});
		expect(rowsMade(file)).toEqual({ participants: 7, enrollments: 6, deliveries: 3, outcomes: 11 });
		expect(state).toBe(1);
		expect(await states(w)).toHaveLength(1);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('gives a participant the values of the latest program entry, in our codes', async () => {
		const w = await openHome();
		await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
		const people = await w.read(
			`SELECT participant_id AS id, sex, race_ethnicity AS race, is_tanf, intake_date::VARCHAR AS intake,
				exit_date::VARCHAR AS exit, exit_reason AS reason, source_row AS line
			FROM staging.live_participants ORDER BY 1`
		);
		const [id, sex, race, is_tanf, intake, exit, reason, line] = [0, 1, 2, 3, 4, 5, 6, 7];
		const short = people.map((one) => Object.values(one));
		expect(short.map((one) => [one[id], one[sex], one[race], one[line]])).toEqual([
			['WF-000001', 'female', 'hispanic', 2],
			['WF-000002', 'male', 'black', 3],
			['WF-000003', 'female', 'multiple', 4],
			['WF-000004', 'unknown', 'unknown', 6],
			['WF-000005', 'male', 'native_american', 7],
			['WF-000006', 'female', 'hispanic', 8],
			['WF-000007', 'female', 'pacific_islander', 9]
		]);
		expect(short.map((one) => [one[is_tanf], one[intake], one[exit], one[reason]])).toEqual([
			[true, '2014-10-03', null, null],
			[false, '2014-07-07', '2015-01-15', 'unknown'],
			[false, '2014-08-15', '2015-02-27', 'unknown'],
			[false, '2015-01-12', null, null],
			[true, '2014-09-01', '2015-03-31', 'deceased'],
			[true, '2015-01-05', null, null],
			[false, '2015-02-03', null, null]
		]);
	});

	it('makes an enrollment of each training service, in health care or not by its occupation', async () => {
		const w = await openHome();
		await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
		const stays = await w.read(
			`SELECT enrollment_id AS id, program, occupation_soc AS soc, status, end_date::VARCHAR AS ended, is_health
			FROM staging.live_enrollments ORDER BY 1`
		);
		expect(stays.map((one) => Object.values(one))).toEqual([
			['WF-000001-20141003-1', 'nursing_assistant', '31-1014', 'active', null, true],
			['WF-000002-20140707-1', 'medical_assistant', '31-9092', 'completed', '2014-12-19', true],
			['WF-000003-20140815-1', 'pharmacy_technician', '29-2052', 'withdrew', '2014-10-31', true],
			['WF-000003-20140815-2', 'phlebotomy', '31-9097', 'completed', '2015-02-13', true],
			['WF-000004-20150112-1', 'home_health_aide', '31-1011', 'active', null, true],
			['WF-000006-20150105-1', 'office_skills', '43-9061', 'active', null, false]
		]);
	});

	it('keeps what is not yet known empty and out of the averages, and says how often', async () => {
		const w = await openHome();
		const { files } = await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
		const later = await w.read(
			`SELECT outcome_id AS id, observed_date::VARCHAR AS day, is_employed, quarter_earnings_usd AS wages, same_employer
			FROM staging.live_outcomes WHERE point IN ('q2', 'q4') ORDER BY 1`
		);
		expect(later.map((one) => Object.values(one))).toEqual([
			['WF-000002-20140707-q2', '2015-09-30', true, 5120.5, null],
			['WF-000002-20140707-q4', '2016-03-31', null, null, null],
			['WF-000003-20140815-q2', '2015-09-30', false, 0, null],
			['WF-000003-20140815-q4', '2016-03-31', null, null, null],
			['WF-000004-20140408-q2', '2014-12-31', true, 4400, null],
			['WF-000004-20140408-q4', '2015-06-30', true, null, true],
			['WF-000005-20140901-q2', '2015-09-30', null, null, null],
			['WF-000005-20140901-q4', '2016-03-31', null, null, null]
		]);
		const said = files[0]!.findings.filter(({ rule }) => rule === 'not_known');
		expect(said.map(({ header, value, count, row }) => [header, value, count, row])).toEqual([
			['PIRL1606', '9', 3, 3],
			['PIRL1618', '9', 3, 3],
			['PIRL1602', '9', 1, 7],
			['PIRL1704', '999999.99', 1, 7]
		]);
		const exits = await w.read(
			`SELECT participant_id, credential_earned FROM staging.live_outcomes WHERE point = 'exit' ORDER BY 1`
		);
		expect(exits.map((one) => Object.values(one))).toEqual([
			['WF-000002', true],
			['WF-000003', false],
			['WF-000004', false]
		]);
	});

	it('changes nothing when it is sent twice', async () => {
		const w = await openHome();
		const first = await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
		const again = await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
		expect(again.state).toBe(1);
		expect(again.files[0]).toMatchObject({ already_received: true, status: 'published', rows_loaded: 8 });
		expect(again.files[0]!.datasets).toEqual(first.files[0]!.datasets);
	});

	it('is known by the names of its elements too', async () => {
		const w = await openHome();
		const file = await load(
			w,
			[
				'PIRL 100,201 Sex (WIOA),Date of Birth (WIOA),900 Date of Program Entry (WIOA),Case notes',
				'A-1,2,19900101,20150105,secret'
			].join('\n') + '\n'
		);
		expect(file).toMatchObject({ format: 'pirl', rows_loaded: 1 });
		expect(rowsMade(file)).toEqual({ participants: 1 });
		expect(file.mapping.map(({ header, column }) => [header, column])).toEqual([
			['PIRL 100', 'participants.participant_id'],
			['201 Sex (WIOA)', 'participants.sex'],
			['Date of Birth (WIOA)', 'participants.birth_date'],
			['900 Date of Program Entry (WIOA)', 'participants.intake_date'],
			['Case notes', null]
		]);
	});
});

describe('a record that is not right', () => {
	const HEADER = 'PIRL100,PIRL201,PIRL200,PIRL900,PIRL901,PIRL1302,PIRL1303,PIRL1409';

	it('is named with its line, its header and the value as they wrote it; the others are loaded', async () => {
		const w = await openHome();
		const file = await load(
			w,
			[
				HEADER,
				'A-1,2,19900101,20150105,,,,',
				'A-2,7,19900101,20150105,,,,',
				'A-3,1,19900101,20150230,,,,',
				'A-4,1,19900101,20150105,20150101,20150110,06,',
				'A-5,1,19900101,20150105',
				'A-6,1,19900101,20150105,,,,20150203',
				'A-7,1,19900101,20150105,,,,',
				'A-8,1,19900101,20150105,,,,'
			].join('\n') + '\n'
		);
		const errors = file.findings.filter(({ severity }) => severity === 'error');
		expect(errors.map(({ rule, row, header, value }) => [rule, row, header, value])).toEqual([
			['row_width', 6, null, '4'],
			['unknown_code', 3, 'PIRL201', '7'],
			['not_a_date', 4, 'PIRL900', '20150230'],
			['exit_before_intake', 5, 'PIRL901', '20150101']
		]);
		expect(file).toMatchObject({ rows_in_file: 9, rows_loaded: 5, rows_rejected: 3, rows_waiting: 0 });
		expect(accounted(file)).toBe(9);
		expect(rowsMade(file)).toEqual({ participants: 7, enrollments: 1, deliveries: 1 });
	});

	it('is named under the header of that very training service', async () => {
		const w = await openHome();
		const file = await load(
			w,
			[
				'PIRL100,PIRL900,PIRL1302,PIRL1303,PIRL1309,PIRL1310',
				'A-1,20150105,20150110,06,,',
				'A-2,20150105,,,20150230,06',
				'A-3,20150105,20150112,06,,'
			].join('\n') + '\n'
		);
		const errors = file.findings.filter(({ severity }) => severity === 'error');
		expect(errors.map(({ rule, row, header, value }) => [rule, row, header, value])).toEqual([
			['not_a_date', 3, 'PIRL1309', '20150230']
		]);
	});

	it('leaves codes open that mean different things in different versions, and counts them', async () => {
		const w = await openHome();
		const file = await load(
			w,
			[
				'PIRL100,PIRL900,PIRL901,PIRL923,PIRL1602,PIRL1606',
				'A-1,20140105,20140630,03,1,2',
				'A-2,20140105,20140630,07,3,0',
				'A-3,20140105,20140630,06,0,9',
				'A-4,20140105,20140630,12,1,1',
				'A-5,20140105,20140630,1,1,1'
			].join('\n') + '\n'
		);
		const said = file.findings.filter(({ rule }) => rule === 'not_known');
		expect(said.map(({ header, value, row, count }) => [header, value, row, count])).toEqual([
			['PIRL1606', '2', 2, 1],
			['PIRL923', '07', 3, 1],
			['PIRL1602', '3', 3, 1],
			['PIRL1606', '9', 4, 1]
		]);
		const errors = file.findings.filter(({ severity }) => severity === 'error');
		expect(errors.map(({ rule, value, row }) => [rule, value, row])).toEqual([['unknown_code', '12', 5]]);
		const people = await w.read(
			'SELECT participant_id, exit_reason FROM staging.stg_participants ORDER BY 1'
		);
		expect(people.map((one) => Object.values(one))).toEqual([
			['A-1', 'deceased'],
			['A-2', 'unknown'],
			['A-3', 'ineligible'],
			['A-5', 'other']
		]);
		const work = await w.read(
			'SELECT outcome_id, is_employed FROM staging.stg_outcomes WHERE is_employed IS NULL ORDER BY 1'
		);
		expect(work.map(({ outcome_id }) => outcome_id)).toEqual([
			'A-1-20140105-q4',
			'A-2-20140105-q2',
			'A-3-20140105-q4'
		]);
		expect(accounted(file)).toBe(6);
	});

	it('that stands there twice is a double, while the other rows of its line stay', async () => {
		const w = await openHome();
		const file = await load(
			w,
			[
				'PIRL100,PIRL900,PIRL1302,PIRL1303,PIRL1309,PIRL1310',
				'A-1,20150105,20150110,06,,',
				'A-1,20150105,20150110,06,20150301,06',
				'A-1,20150105,20150110,06,,',
				'A-2,20150105,20150111,06,,',
				'A-3,20150105,20150112,06,,'
			].join('\n') + '\n'
		);
		const doubles = file.findings.filter(({ rule }) => rule === 'duplicate_key');
		expect(doubles.map(({ row, rows, value }) => [row, rows, value])).toEqual([
			[3, [3, 4], 'A-1-20150105-1']
		]);
		expect(file).toMatchObject({ rows_in_file: 6, rows_loaded: 4, rows_rejected: 1 });
		expect(await w.read('SELECT enrollment_id AS id FROM staging.stg_enrollments ORDER BY 1')).toEqual(
			['A-1-20150105-1', 'A-1-20150105-2', 'A-2-20150105-1', 'A-3-20150105-1'].map((id) => ({ id }))
		);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('leaves nothing half published: what is mostly wrong in one dataset holds the whole file back', async () => {
		const w = await openHome();
		const file = await load(
			w,
			[HEADER, 'A-1,7,19900101,20150105,,20150110,06,', 'A-2,7,19900101,20150106,,20150110,06,'].join('\n') +
				'\n',
			{ publish: true }
		);
		expect(rules(file)).toContain('mostly_wrong');
		expect(file).toMatchObject({ status: 'rejected', rows_loaded: 0, rows_rejected: 2, rows_in_file: 3 });
		expect(file.datasets!.map(({ dataset, status }) => [dataset, status])).toEqual([
			['participants', 'rejected'],
			['enrollments', 'checked_with_warnings']
		]);
		expect(await states(w)).toEqual([]);
	});

	it('takes the service of the partner’s answer for supportive services', async () => {
		const w = await openHome();
		const text = [HEADER, 'A-6,1,19900101,20150105,,,,20150203'].join('\n') + '\n';
		const answers = { 'code.service.supportive service': 'transportation' };
		const file = await load(w, text, { answers });
		for (const { submission_id } of file.datasets!) await publish(w, submission_id, options());
		expect(await w.read('SELECT service, source_row FROM staging.live_deliveries')).toEqual([
			{ service: 'transportation', source_row: 2 }
		]);
	});
});

it('says what it sees in such a file before anything is kept', async () => {
	const report = await readFile(SAMPLE);
	expect(report.looks_like[0]).toMatchObject({ format: 'pirl', certainty: 1 });
	expect(report.rows_in_file).toBe(readFileSync(SAMPLE, 'utf8').split('\r\n').length - 1);
});
