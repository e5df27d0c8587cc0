import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
	answerQuestions,
	checkInvariants,
	findingsCsv,
	publish,
	states,
	submission,
	submissions,
	withdraw
} from '$lib/server/intake';
import {
	accounted,
	ANALYST,
	closeHomes,
	DELIVERIES,
	NOW,
	openHome,
	options,
	rules,
	send,
	sendFolder
} from './a-home';

afterEach(closeHomes);

const THREE = [
	DELIVERIES,
	'D-1,N-1,child_care,delivered,2015-01-10,1,month,1000.00,HPOG-2010,',
	'D-2,N-2,transportation,delivered,2015-02-11,1,item,45.50,HPOG-2010,',
	'D-3,N-1,tuition,denied,2015-03-12,,,,,no_funds'
];

describe('a file sent to us', () => {
	it('is loaded whole and published as the next state', async () => {
		const w = await openHome();
		const file = await send(w, THREE, {}, { publish: true });
		expect(file).toMatchObject({
			status: 'published',
			rows_in_file: 4,
			rows_loaded: 3,
			rows_rejected: 0,
			state: 1
		});
		expect(file.rows_ignored).toEqual([{ row: 1, why: 'header' }]);
		const rows = await w.read(
			'SELECT delivery_id, amount_usd, date::VARCHAR AS day, source_row FROM staging.live_deliveries ORDER BY 1'
		);
		expect(rows).toEqual([
			{ delivery_id: 'D-1', amount_usd: 1000, day: '2015-01-10', source_row: 2 },
			{ delivery_id: 'D-2', amount_usd: 45.5, day: '2015-02-11', source_row: 3 },
			{ delivery_id: 'D-3', amount_usd: null, day: '2015-03-12', source_row: 4 }
		]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('is kept as sent, under the sha256 of its bytes', async () => {
		const w = await openHome();
		const file = await send(w, THREE);
		expect(readFileSync(join(w.home, 'files', file.sha256), 'utf8')).toBe(THREE.join('\n') + '\n');
		expect(readdirSync(join(w.home, 'work')).filter((name) => name.startsWith('intake-'))).toEqual([]);
	});

	it('changes nothing when it is sent twice', async () => {
		const w = await openHome();
		const first = await send(w, THREE, {}, { publish: true });
		const again = await send(w, THREE, {}, { publish: true, name: 'renamed.csv' });
		expect(again).toMatchObject({
			submission_id: first.submission_id,
			already_received: true,
			status: 'published'
		});
		expect(await states(w)).toHaveLength(1);
		expect(await w.read('SELECT count(*)::INTEGER AS n FROM staging.stg_deliveries')).toEqual([{ n: 3 }]);
	});

	it('is another submission for another quarter', async () => {
		const w = await openHome();
		const first = await send(w, THREE);
		const other = await send(w, THREE, { period: '2015Q2' });
		expect(other.submission_id).not.toBe(first.submission_id);
		expect(other.already_received).toBe(false);
	});

	it("names every problem at once in the sender's own headers, and nothing of it is stored", async () => {
		const w = await openHome();
		const file = await send(
			w,
			[
				'Issuance No,Case ID,Svc Code,Disposition,Action Date,Amount,Fund',
				'1,A,CC,ISS,1/15/2015,$100.00,HPOG',
				'2,B,XX,ISS,1/16/2015,$100.00,HPOG',
				'3,,CC,ISS,2/30/2015,abc,HPOG',
				'4,D,CC,ISS,1/17/2015,($5.00),HPOG',
				'5,E,CC,ISS,1/18/2015',
				'1,F,CC,ISS,1/19/2015,1,HPOG'
			],
			{ partner: 'tanf-contractor-north' },
			{ publish: true }
		);
		expect(file).toMatchObject({
			status: 'rejected',
			format: 'tanf-north',
			rows_loaded: 0,
			rows_rejected: 6
		});
		expect(file.findings.map(({ rule, row, header, value }) => [rule, row, header, value])).toEqual(
			expect.arrayContaining([
				['unknown_code', 3, 'Svc Code', 'XX'],
				['required_missing', 4, 'Case ID', null],
				['not_a_date', 4, 'Action Date', '2/30/2015'],
				['not_a_number', 4, 'Amount', 'abc'],
				['negative_amount', 5, 'Amount', '($5.00)'],
				['row_width', 6, null, '5'],
				['duplicate_key', 7, 'Issuance No', '1'],
				['mostly_wrong', null, null, '5']
			])
		);
		expect(await w.read('SELECT count(*)::INTEGER AS n FROM staging.stg_deliveries')).toEqual([{ n: 0 }]);
		expect(await states(w)).toEqual([]);
		expect(accounted(file)).toBe(file.rows_in_file);
	});

	it('loads its good rows and rejects the others, when the policy allows', async () => {
		const w = await openHome();
		const lines = [...THREE, 'D-4,N-9,child care,delivered,2015-03-13,1,month,-5,HPOG-2010,'];
		const file = await send(w, lines, {}, { publish: true });
		expect(file).toMatchObject({ status: 'published', rows_loaded: 3, rows_rejected: 1 });
		const strict = await send(
			w,
			[...lines, ''],
			{ partner: 'college' },
			{ settings: { accept_good_rows: false, upload_limit_mb: 1 } }
		);
		expect(strict).toMatchObject({ status: 'rejected', rows_loaded: 0, rows_rejected: 1, rows_waiting: 3 });
		expect(accounted(strict)).toBe(strict.rows_in_file);
	});
});

describe('a published quarter', () => {
	const CORRECTED = [...THREE.slice(0, 3), 'D-3,N-1,tuition,delivered,2015-03-12,1,item,700,HPOG-2010,'];

	it('is replaced only when asked, and the refusal names the old submission', async () => {
		const w = await openHome();
		const first = await send(w, THREE, {}, { publish: true });
		await expect(send(w, CORRECTED, {}, { publish: true })).rejects.toMatchObject({
			code: 'already_published',
			message: expect.stringContaining(first.submission_id ?? '')
		});
		expect(
			await w.read('SELECT status FROM staging.live_deliveries WHERE delivery_id = $1', ['D-3'])
		).toEqual([{ status: 'denied' }]);
		const second = await send(w, CORRECTED, {}, { publish: true, replace: true });
		expect(second).toMatchObject({ status: 'published', supersedes: first.submission_id, state: 2 });
		expect((await submission(w, first.submission_id ?? '')).status).toBe('superseded');
		expect(
			await w.read('SELECT status FROM staging.live_deliveries WHERE delivery_id = $1', ['D-3'])
		).toEqual([{ status: 'delivered' }]);
	});

	it('comes back when its replacement is withdrawn, and the replacement can be published again', async () => {
		const w = await openHome();
		const first = await send(w, THREE, {}, { publish: true });
		const second = await send(w, CORRECTED, {}, { publish: true, replace: true });
		await withdraw(w, second.submission_id ?? '', { actor: ANALYST, now: NOW });
		expect((await submission(w, first.submission_id ?? '')).status).toBe('published');
		expect(
			await w.read('SELECT status FROM staging.live_deliveries WHERE delivery_id = $1', ['D-3'])
		).toEqual([{ status: 'denied' }]);
		await publish(w, second.submission_id ?? '', { actor: ANALYST, now: NOW, replace: true });
		expect((await submissions(w)).map(({ status }) => status)).toEqual(['superseded', 'published']);
		expect(await states(w)).toHaveLength(4);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('can still be asked as it was', async () => {
		const w = await openHome();
		await send(w, THREE, {}, { publish: true });
		await send(w, CORRECTED, {}, { publish: true, replace: true });
		const then = await w.read("SELECT status FROM staging.live_deliveries WHERE delivery_id = 'D-3'", [], 1);
		expect(then).toEqual([{ status: 'denied' }]);
	});

	it('cannot be withdrawn twice', async () => {
		const w = await openHome();
		const file = await send(w, THREE, {}, { publish: true });
		await withdraw(w, file.submission_id ?? '', { actor: ANALYST, now: NOW });
		await expect(withdraw(w, file.submission_id ?? '', { actor: ANALYST, now: NOW })).rejects.toMatchObject({
			code: 'not_published'
		});
		await expect(publish(w, 'nothing', { actor: ANALYST, now: NOW })).rejects.toMatchObject({
			code: 'no_submission'
		});
	});
});

describe('a folder of files', () => {
	const PEOPLE = 'participant_id,first_name,last_name,birth_date,ssn,intake_date\n';
	const files = {
		'navigators/2015Q1/deliveries.csv': THREE.join('\n') + '\n',
		'navigators/2015Q1/participants.csv':
			PEOPLE + 'N-1,Ana,Reyes,1990-01-02,900-11-2222,2015-01-02\nN-2,Bo,Lee,1991-01-02,,2015-01-03\n',
		'navigators/2014Q4/participants.csv': PEOPLE + 'N-1,Ana,Reyes,1990-01-02,900-11-2222,2014-12-02\n',
		'navigator/2015Q1/participants.csv': PEOPLE + 'X-1,Ana,Reyes,1990-01-02,900-11-2222,2015-01-02\n',
		'navigators/2015Q1/deliveries.resubmitted.csv': THREE.slice(0, 3).join('\n') + '\n',
		'README.md': 'words'
	};

	it('is walked oldest period first, one state for each, a resubmitted file after the first', async () => {
		const w = await openHome();
		const loaded = await sendFolder(w, files);
		expect(loaded.files.map(({ partner, period, file, status }) => [partner, period, file, status])).toEqual([
			['navigators', '2014Q4', 'participants.csv', 'published'],
			['navigator', '2015Q1', 'participants.csv', 'published'],
			['navigators', '2015Q1', 'participants.csv', 'published'],
			['navigators', '2015Q1', 'deliveries.csv', 'superseded'],
			['navigators', '2015Q1', 'deliveries.resubmitted.csv', 'published']
		]);
		expect(loaded.state).toBe(2);
		expect(await w.read('SELECT count(*)::INTEGER AS n FROM staging.live_deliveries')).toEqual([{ n: 2 }]);
		expect(
			await w.read('SELECT count(DISTINCT person_key)::INTEGER AS n FROM main.participant_keys')
		).toEqual([{ n: 2 }]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		const again = await sendFolder(w, files);
		expect(again.state).toBe(2);
		expect(again.files.every(({ already_received }) => already_received)).toBe(true);
	});

	it('keeps the good files when one is no table, and says which is not', async () => {
		const w = await openHome();
		const loaded = await sendFolder(w, { ...files, 'navigators/2015Q1/needs.csv': '%PDF-1.4 nothing' });
		const needs = loaded.files.find(({ dataset }) => dataset === 'needs');
		expect(needs).toMatchObject({
			status: 'rejected',
			findings: [{ rule: 'not_a_table', severity: 'error' }]
		});
		expect(loaded.files.filter(({ status }) => status === 'published')).toHaveLength(4);
	});
});

describe('what is asked', () => {
	const AMBIGUOUS = [
		'delivery_id,participant_id,service,status,date',
		'D-1,N-1,tuition,delivered,1/2/2015',
		'D-2,N-1,tuition,delivered,3/4/2015'
	];

	it('is asked once and remembered for the partner and dataset', async () => {
		const w = await openHome();
		const asked = await send(w, AMBIGUOUS, {}, { publish: true });
		expect(asked).toMatchObject({ status: 'needs_answer', rows_loaded: 0, rows_waiting: 2 });
		expect(asked.questions).toMatchObject([{ code: 'date_order.date', column: 'date', row: 2 }]);
		const answered = await answerQuestions(
			w,
			asked.submission_id ?? '',
			{ 'date_order.date': 'dmy' },
			options({ publish: true })
		);
		expect(answered).toMatchObject({
			submission_id: asked.submission_id,
			status: 'published',
			rows_loaded: 2
		});
		expect(await w.read('SELECT date::VARCHAR AS day FROM staging.live_deliveries ORDER BY 1')).toEqual([
			{ day: '2015-02-01' },
			{ day: '2015-04-03' }
		]);
		const next = await send(w, AMBIGUOUS, { period: '2015Q2' });
		expect(next.questions).toEqual([]);
	});

	it('asks nothing when one day is over twelve, and an earlier file that told serves a later one that does not', async () => {
		const w = await openHome();
		const telling = [...AMBIGUOUS, 'D-3,N-1,tuition,delivered,1/25/2015'];
		expect(await send(w, telling)).toMatchObject({ status: 'checked_with_warnings', questions: [] });
		expect((await send(w, AMBIGUOUS, { period: '2015Q2' })).questions).toEqual([]);
	});

	it('asks which column is meant, and leaves nothing else unsaid', async () => {
		const w = await openHome();
		const lines = [
			'delivery_id,Client,service,status,date',
			'D-1,N-1,tuition,delivered,2015-01-02',
			'D-2,N-1,oops,delivered,2015-01-03'
		];
		const asked = await send(w, lines);
		expect(asked.status).toBe('needs_answer');
		expect(asked.questions).toMatchObject([
			{ code: 'column.participant_id', choices: [{ value: 'Client' }] }
		]);
		expect(rules(asked)).toEqual(expect.arrayContaining(['missing_column', 'unknown_code']));
		const answered = await send(w, lines, {}, { answers: { 'column.participant_id': 'Client' } });
		expect(answered).toMatchObject({ status: 'checked_with_warnings', rows_loaded: 1, rows_rejected: 1 });
		expect(answered.mapping).toContainEqual({ header: 'Client', column: 'participant_id', how: 'answer' });
		const next = await send(w, lines.slice(0, 2), { period: '2015Q2' });
		expect(next.mapping).toContainEqual({ header: 'Client', column: 'participant_id', how: 'remembered' });
	});

	it('asks whether a partner that is nearly another one is new', async () => {
		const w = await openHome();
		await send(w, THREE);
		const asked = await send(w, THREE, { partner: 'navigator' });
		expect(asked).toMatchObject({ status: 'needs_answer', questions: [{ code: 'new_partner' }] });
		expect(
			await send(w, THREE, { partner: 'navigator' }, { answers: { new_partner: 'navigators' } })
		).toMatchObject({ partner: 'navigators', already_received: true });
		expect(await send(w, THREE, { partner: 'navigator' }, { answers: { new_partner: 'new' } })).toMatchObject(
			{ partner: 'navigator', already_received: false }
		);
	});

	it('asks what a file is about and which quarter it is for when nothing tells', async () => {
		const w = await openHome();
		const asked = await send(w, ['a,b', '1,2'], { dataset: undefined, period: undefined });
		expect(asked.questions.map(({ code }) => code)).toEqual(['dataset', 'period']);
		const told = await send(
			w,
			THREE,
			{ dataset: undefined, period: undefined },
			{ name: 'ledger 2015-Q1.csv' }
		);
		expect(told).toMatchObject({ dataset: 'deliveries', period: '2015Q1', questions: [] });
		const federal = await send(w, THREE, { period: '2015Q3', calendar: 'federal' });
		expect(federal.period).toBe('2015Q2');
	});

	it('says that a file was sent as the wrong dataset', async () => {
		const w = await openHome();
		const file = await send(w, THREE, { dataset: 'needs' });
		expect(file.status).toBe('rejected');
		expect(file.findings[0]).toMatchObject({
			rule: 'wrong_dataset',
			message: expect.stringContaining('Deliveries')
		});
	});
});

describe('findings to send back', () => {
	it("stand in the partner's own columns and lines, and no spreadsheet takes them for a formula", async () => {
		const w = await openHome();
		const file = await send(w, [...THREE, 'D-4,N-1,=cmd,delivered,2015-03-13,1,month,5,HPOG-2010,']);
		const csv = await findingsCsv(w, file.submission_id ?? '');
		expect(csv).toContain("5,service,'=cmd,error,unknown_code");
	});

	it('never show an identifying value', async () => {
		const w = await openHome();
		const file = await send(
			w,
			[
				'participant_id,first_name,last_name,birth_date,ssn,intake_date',
				'N-1, Ana ,Reyes,1990-13-02,900-11-2222,2015-01-02',
				'N-2,Bo,Lee,1991-01-02,9.0E+08,2015-01-03',
				'N-3,Cy,Poe,1991-01-02,,2015-01-03'
			],
			{ dataset: 'participants' }
		);
		const said = JSON.stringify(file.findings);
		expect(rules(file)).toEqual(expect.arrayContaining(['not_a_date', 'lost_digits', 'padded_values']));
		for (const secret of ['Ana', 'Reyes', '1990-13', '900-11']) expect(said).not.toContain(secret);
		expect(existsSync(join(w.home, 'files', file.sha256))).toBe(true);
	});
});
