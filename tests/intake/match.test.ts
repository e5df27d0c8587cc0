import { afterEach, describe, expect, it } from 'vitest';
import { dataset } from '$lib/catalog';
import type { Warehouse } from '$lib/server/warehouse';
import { nameLikeness } from '../../src/lib/server/intake/match/name-likeness';
import { closeHomes, openHome, send } from './a-home';

afterEach(closeHomes);

const ROSTER = [
	'participant_id,birth_date,intake_date',
	'K-0101,1990-02-03,2015-01-05',
	'K-0102,1988-07-08,2015-01-06'
];

/** A partner's own ledger: its headers, its word for each service, its way of writing days. */
export const LEDGER = [
	'Txn Ref,Klient,Kind,Outcome,Day,Worker',
	'T-901,K-0101,Child care,delivered,1/25/2015,W1',
	'T-902,K-0102,Tuition,delivered,2/13/2015,W1',
	'T-903,K-0101,Tuition,denied,2/14/2015,W2'
];

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
