import { afterEach, describe, expect, it } from 'vitest';
import { dataset } from '$lib/catalog';
import { answerQuestions, submissions } from '$lib/server/intake';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse';
import { nameLikeness } from '../../src/lib/server/intake/match/name-likeness';
import { answerVersions } from '../../src/lib/server/intake/remember';
import { ANALYST, closeHomes, NOW, openHome, options, send } from './a-home';
import { LEDGER, ROSTER } from './own-ledger';

afterEach(closeHomes);

async function withRoster(): Promise<Warehouse> {
	const w = await openHome();
	await send(w, ROSTER, { dataset: 'participants' });
	return w;
}

function columnOf(name: string) {
	const column = dataset('deliveries').columns.find((candidate) => candidate.name === name);
	if (!column) throw new Error(`There is no column ${name}.`);
	return column;
}

describe('the likeness of a name', () => {
	it('knows abbreviations, other words for the same, and slips of the pen', () => {
		const score = (header: string, column: string) =>
			nameLikeness(header, columnOf(column), 'deliveries').score;
		expect(score('Client ID', 'participant_id')).toBeGreaterThan(0.8);
		expect(score('Amount Paid', 'amount_usd')).toBeGreaterThan(0.6);
		expect(score('ServiceType', 'service')).toBeGreaterThan(0.6);
		expect(score('Particpant id', 'participant_id')).toBeGreaterThan(0.8);
		expect(score('Svc Code', 'service')).toBe(1);
	});

	it('does not take one id or one date for another', () => {
		const score = (header: string, column: string) =>
			nameLikeness(header, columnOf(column), 'deliveries').score;
		expect(score('Client ID', 'participant_id')).toBeGreaterThan(score('Client ID', 'delivery_id') + 0.3);
		expect(score('Worker', 'service')).toBeLessThan(0.3);
		expect(score('Worker', 'award_id')).toBeLessThan(0.3);
	});
});

describe('a file with headers of its own', () => {
	it('is asked about also when it has a hundred columns', async () => {
		const headers = Array.from({ length: 100 }, (_, at) => `Field ${at}`);
		const file = await send(await withRoster(), [headers, headers.map((_, at) => at)].join('\n') + '\n');
		expect(file).toMatchObject({ status: 'needs_answer', rows_waiting: 1 });
		expect(file.questions).toHaveLength(5);
	});

	it('is asked about, the likeliest column first with its reason, and nothing is matched unasked', async () => {
		const file = await send(await withRoster(), LEDGER);
		expect(file).toMatchObject({ status: 'needs_answer', rows_loaded: 0, rows_waiting: 3 });
		expect(file.mapping.map(({ column }) => column)).toEqual([null, null, null, null, null, null]);
		const first = Object.fromEntries(file.questions.map(({ code, choices }) => [code, choices[0]?.value]));
		expect(first).toEqual({
			'column.delivery_id': 'Txn Ref',
			'column.participant_id': 'Klient',
			'column.service': 'Kind',
			'column.status': 'Outcome',
			'column.date': 'Day'
		});
		const about = (code: string) => file.questions.find((question) => question.code === code)?.message;
		expect(about('column.service')).toContain(
			'"Kind" looks like it. All of its values are codes of Service.'
		);
		expect(about('column.participant_id')).toContain('ids on the roster of this partner');
	});

	it('is likely about what its columns are like, which is said and asked, never taken', async () => {
		const file = await send(await withRoster(), LEDGER, { dataset: undefined });
		expect(file).toMatchObject({ status: 'needs_answer', dataset: null });
		expect(file.mapping.map(({ how }) => how)).toEqual(LEDGER[0]?.split(',').map(() => 'not matched yet'));
		const [question] = file.questions;
		expect(question?.code).toBe('dataset');
		expect(question?.message).toMatch(/Most likely Deliveries: \d of its 6 columns fit it/);
		expect(question?.message).toContain('"Klient"');
		expect(question?.choices.map(({ value }) => value)).toHaveLength(8);
		expect(question?.choices[0]).toEqual({ value: 'deliveries', label: 'Deliveries' });
	});

	it('keeps what was said of it until it can be placed', async () => {
		const w = await withRoster();
		const asked = await send(w, LEDGER, { dataset: undefined });
		expect(asked.questions.map(({ code }) => code)).toEqual(['dataset']);
		const file = await answerQuestions(w, String(asked.submission_id), { dataset: 'deliveries' }, options());
		expect(file).toMatchObject({ dataset: 'deliveries', period: '2015Q1', status: 'needs_answer' });
		expect(file.questions.every(({ code }) => code.startsWith('column.'))).toBe(true);
		const left = await submissions(w, { partner: 'navigators', dataset: 'deliveries' });
		expect(left.map(({ submission_id }) => submission_id)).toEqual([file.submission_id]);
	});

	it('lies in the quarter of most of its dates, which is said and asked', async () => {
		const w = await withRoster();
		const asked = await send(w, LEDGER, { dataset: undefined, period: undefined });
		expect(asked.questions.map(({ code }) => code)).toEqual(['dataset', 'period']);
		const [, period] = asked.questions;
		expect(period?.message).toContain('Most of its dates lie in 2015 Q1: 3 of 3 in "Day".');
		expect(period?.choices.slice(0, 3).map(({ value }) => value)).toEqual(['2015Q1', '2015Q2', '2014Q4']);
		const births = ['Case,Born', 'C-1,3/4/1970', 'C-2,5/6/1981', 'C-3,7/8/1992'];
		const other = await send(w, births, { dataset: undefined, period: undefined });
		expect(other.questions.find(({ code }) => code === 'period')?.message).not.toContain('Most');
	});

	it('is remembered beside another layout of the same partner and export', async () => {
		const w = await withRoster();
		const own = {
			'column.delivery_id': 'Txn Ref',
			'column.participant_id': 'Klient',
			'column.service': 'Kind'
		};
		const answers = { ...own, 'column.status': 'Outcome', 'column.date': 'Day' };
		expect((await send(w, LEDGER, {}, { answers })).rows_loaded).toBe(3);
		const other = ['Voucher,Case,Help,Step,Given', 'V-1,N-01,food,delivered,2015-02-03'];
		const second = {
			'column.delivery_id': 'Voucher',
			'column.participant_id': 'Case',
			'column.service': 'Help',
			'column.status': 'Step',
			'column.date': 'Given'
		};
		expect((await send(w, other, {}, { answers: second })).rows_loaded).toBe(1);
		const later = { dataset: undefined, period: '2015Q2' as const };
		const again = await send(w, LEDGER, later);
		expect(again).toMatchObject({ dataset: 'deliveries', questions: [], rows_loaded: 3 });
		const otherAgain = await send(w, other, later);
		expect(otherAgain).toMatchObject({ dataset: 'deliveries', questions: [], rows_loaded: 1 });
	});

	it('may know its rows by their line where it has no id for them, and counts each once', async () => {
		const w = await withRoster();
		const lines = [
			'Klient,Kind,Outcome,Day',
			'K-0101,Tuition,delivered,1/25/2015',
			'K-0101,Tuition,delivered,1/25/2015'
		];
		const asked = await send(w, lines);
		const question = asked.questions.find(({ code }) => code === 'column.delivery_id');
		expect(question?.choices.at(-1)).toEqual({
			value: '#line',
			label: 'none of them: know each row by its line'
		});
		const answers = {
			'column.delivery_id': '#line',
			'column.participant_id': 'Klient',
			'column.service': 'Kind',
			'column.status': 'Outcome',
			'column.date': 'Day'
		};
		const file = await send(w, lines, {}, { answers, publish: true });
		expect(file).toMatchObject({ status: 'published', rows_loaded: 2, rows_rejected: 0 });
		expect(file.findings.map(({ rule }) => rule)).toContain('known_by_line');
		const next = await send(
			w,
			lines.map((line) => line.replace('1/25', '4/25')),
			{ period: '2015Q2' },
			{ publish: true }
		);
		expect(next).toMatchObject({ status: 'published', rows_loaded: 2, questions: [] });
		expect(await w.read('SELECT delivery_id FROM staging.live_deliveries ORDER BY 1')).toEqual(
			['2015Q1 line 2', '2015Q1 line 3', '2015Q2 line 2', '2015Q2 line 3'].map((delivery_id) => ({
				delivery_id
			}))
		);
		const stays = await send(w, ['Klient,Course', 'K-0101,x'], { dataset: 'enrollments' });
		expect(stays.questions.flatMap(({ choices }) => choices.map(({ value }) => value))).not.toContain(
			'#line'
		);
	});

	it('with thousands of columns is asked about without a look at each, and soon', async () => {
		const w = await openHome();
		const wide = Array.from({ length: 3000 }, (_, at) => `Field ${at}`).join(',');
		const days = Array.from({ length: 3000 }, () => '1/5/2015').join(',');
		const asked = await send(w, [wide, days, days], { dataset: undefined, period: undefined });
		expect(asked.questions.map(({ code }) => code)).toEqual(['dataset', 'period']);
		const placed = await send(w, [wide, days, days]);
		expect(placed.status).toBe('needs_answer');
		expect(placed.rows_waiting).toBe(2);
	}, 20_000);

	it('is likely about nothing when its columns are like nothing of ours', async () => {
		const orders = ['Colour,Weather,Mood', 'red,rain,fine', 'blue,sun,low'];
		const file = await send(await withRoster(), orders, { dataset: undefined });
		expect(file.questions).toMatchObject([{ code: 'dataset' }]);
		expect(file.questions[0]?.message).not.toContain('likely');
	});

	it('suggests nothing for a column whose name and values are like nothing of ours', async () => {
		const file = await send(await withRoster(), [
			'delivery_id,Zzz,service,status,date',
			'T-901,orange,child_care,delivered,2015-01-25',
			'T-902,orange,tuition,delivered,2015-02-13'
		]);
		expect(file.questions).toMatchObject([{ code: 'column.participant_id' }]);
		expect(file.questions[0]?.message).not.toContain('looks like it');
	});

	it('keeps a column left out on purpose without saying so again, and remembers it', async () => {
		const w = await withRoster();
		const lines = [
			'delivery_id,participant_id,service,status,date,Worker',
			'T-1,K-0101,tuition,delivered,2015-01-25,W1'
		];
		const file = await send(w, lines, {}, { answers: { 'leave.worker': 'yes', 'leave.status': 'no' } });
		expect(file.mapping.at(-1)).toEqual({ header: 'Worker', column: null, how: 'answer' });
		expect(file.findings.filter(({ rule }) => rule === 'extra_column')).toEqual([]);
		const next = await send(w, [...lines, 'T-2,K-0101,tuition,delivered,2015-04-25,W1'], {
			period: '2015Q2'
		});
		expect(next.mapping.at(-1)).toEqual({ header: 'Worker', column: null, how: 'remembered' });
		const back = await send(
			w,
			[...lines, 'T-3,K-0101,tuition,delivered,2015-07-25,W1'],
			{ period: '2015Q3' },
			{ answers: { 'leave.worker': 'no', 'column.award_id': 'Worker' } }
		);
		expect(back.mapping.at(-1)).toMatchObject({ column: 'award_id', how: 'answer' });
	});
});

describe('what was answered once', () => {
	const answers = {
		'column.delivery_id': 'Txn Ref',
		'column.participant_id': 'Klient',
		'column.service': 'Kind',
		'column.status': 'Outcome',
		'column.date': 'Day'
	};
	const next = LEDGER.map((line) => line.replace('T-9', 'T-8').replace('/2015', '/2014'));

	it('is not asked again the next quarter, not even what the file is about', async () => {
		const w = await withRoster();
		const first = await send(w, LEDGER, {}, { answers });
		expect(first).toMatchObject({ status: 'checked_with_warnings', rows_loaded: 3, questions: [] });
		const file = await send(w, ['Ledger of the college', '', ...next], {
			dataset: undefined,
			period: '2015Q2'
		});
		expect(file).toMatchObject({ dataset: 'deliveries', rows_loaded: 3, questions: [], header_row: 3 });
		expect(file.mapping.slice(0, 5).map(({ how }) => how)).toEqual(Array(5).fill('remembered'));
	});

	it('is asked again, and pointed out, where the header has changed', async () => {
		const w = await withRoster();
		await send(w, LEDGER, {}, { answers });
		const renamed = [next[0]!.replace('Kind', 'Type of help'), ...next.slice(1)];
		const file = await send(w, renamed, { period: '2015Q2' });
		expect(file).toMatchObject({ status: 'needs_answer', questions: [{ code: 'column.service' }] });
		expect(file.questions[0]?.choices[0]?.value).toBe('Type of help');
		const answered = await send(
			w,
			renamed,
			{ period: '2015Q2' },
			{ answers: { 'column.service': 'Type of help' } }
		);
		expect(answered.findings.filter(({ rule }) => rule === 'header_changed')).toMatchObject([
			{ column: 'service', header: 'Type of help', value: 'Kind' }
		]);
	});

	it('keeps each earlier answer with when and who, and adds nothing when it is given again', async () => {
		const w = await withRoster();
		await send(w, LEDGER, {}, { answers });
		await send(w, LEDGER, { period: '2015Q2' }, { answers });
		const later = { now: new Date('2015-07-03T09:00:00Z'), actor: { ...ANALYST, who: 'administrator' } };
		await send(w, LEDGER, { period: '2015Q3' }, { answers: { 'column.date': 'Worker' }, ...later });
		const versions = await answerVersions(w, { partner: 'navigators', dataset: 'deliveries' });
		expect(versions.filter(({ code }) => code === 'column.date')).toEqual([
			{
				code: 'column.date',
				choice: 'Worker',
				how: 'asked',
				at: '2015-07-03T09:00:00.000Z',
				who: 'administrator'
			},
			{ code: 'column.date', choice: 'Day', how: 'asked', at: NOW.toISOString(), who: 'analyst' }
		]);
		expect(versions.filter(({ code }) => code === 'column.service')).toHaveLength(1);
	});

	it('of an older home comes along, its giver unknown', async () => {
		const w = await openHome();
		await w.transaction(async (tx) => {
			const answer = JSON.stringify({ choice: 'Klient', how: 'asked' });
			await tx.run('INSERT INTO main.answers VALUES ($1, $2, $3, $4, $5)', [
				'navigators',
				'deliveries',
				'column.participant_id',
				answer,
				'2014-01-02'
			]);
			await tx.run('DROP TABLE main.answer_versions');
			await tx.run(`UPDATE main.schema_version SET version = 1, print = 'of an older version'`);
		});
		const { home } = w;
		await w.close();
		const again = await openWarehouse(home, { memoryLimit: '512MB', threads: 1 });
		const versions = await answerVersions(again, { partner: 'navigators', dataset: 'deliveries' });
		await again.close();
		expect(versions).toEqual([
			{ code: 'column.participant_id', choice: 'Klient', how: 'asked', at: '2014-01-02', who: '' }
		]);
	});
});
