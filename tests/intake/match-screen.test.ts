import { afterEach, describe, expect, it } from 'vitest';
import { datasets } from '$lib/catalog';
import {
	answersFor,
	applyAnswers,
	exportFormat,
	matchFields,
	publish,
	saveDraft,
	showMatch,
	submission,
	tryAnswers
} from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { readLayout } from '../../src/lib/catalog/format';
import { accounted, ANALYST, closeHomes, NOW, openHome, options, rules, send } from './a-home';
import { LEDGER, ROSTER } from './own-ledger';

afterEach(closeHomes);

const ASK = { options: options() };

async function waiting(lines = LEDGER): Promise<{ w: Warehouse; id: string }> {
	const w = await openHome();
	await send(w, ROSTER, { dataset: 'participants' });
	const { submission_id } = await send(w, lines);
	return { w, id: submission_id ?? '' };
}

/** Reads the form as it stands, changes some fields, and checks the file again with it. */
async function check(w: Warehouse, id: string, changes: Record<string, string> = {}) {
	const view = await showMatch(w, id, ASK);
	const sent = { ...fieldsOf(view), ...changes };
	const answers = await answersFor(w, id, { ...ASK, sent });
	return applyAnswers(w, id, { answers, options: options() });
}

function fieldsOf({ headers, codes, writing, prefixes }: Awaited<ReturnType<typeof showMatch>>) {
	const fields = [...headers, ...codes.flatMap(({ values }) => values), ...writing, ...prefixes];
	return Object.fromEntries(fields.map(({ field, choice }) => [field, choice]));
}

describe('the matching of a file', () => {
	it('shows each header with values, the likely column with its reason, and what is missing', async () => {
		const { w, id } = await waiting();
		const view = await showMatch(w, id, ASK);
		expect(view.headers.map(({ header, choice }) => [header, choice])).toEqual([
			['Txn Ref', 'delivery_id'],
			['Klient', 'participant_id'],
			['Kind', 'service'],
			['Outcome', 'status'],
			['Day', 'date'],
			['Worker', '']
		]);
		expect(view.headers[2]).toMatchObject({ samples: ['Child care', 'Tuition'], now: null });
		expect(view.headers[2]?.suggestion?.reasons).toContain('All of its values are codes of Service.');
		expect(view.missing).toEqual([]);
		const without = await showMatch(w, id, {
			...ASK,
			sent: { 'header.2': '', 'header.4': 'date', 'header.3': 'date' }
		});
		expect(without.missing).toEqual(['delivery_id', 'participant_id', 'service', 'status']);
		expect(without.doubled).toEqual(['date']);
	});

	it('lets lines stand for ids that the file does not have, and takes that back again', async () => {
		const { w, id } = await waiting();
		const without = { 'header.0': '', by_line: 'no' };
		const missing = await showMatch(w, id, {
			...ASK,
			sent: { ...fieldsOf(await showMatch(w, id, ASK)), ...without }
		});
		expect(missing.missing).toEqual(['delivery_id']);
		expect(missing.byLine).toMatchObject({ column: 'delivery_id', choice: false });
		const file = await check(w, id, { ...without, by_line: 'yes' });
		expect(file).toMatchObject({ rows_loaded: 3, questions: [] });
		const view = await showMatch(w, String(file.submission_id), ASK);
		expect(view).toMatchObject({ missing: [], byLine: { choice: true, now: true } });
		const back = await check(w, String(file.submission_id), { by_line: 'no', 'header.0': 'delivery_id' });
		expect(back.mapping[0]).toMatchObject({ header: 'Txn Ref', column: 'delivery_id' });
		expect(back.findings.map(({ rule }) => rule)).not.toContain('known_by_line');
	});

	it('of thousands of columns is shown, with values beside the first ones', async () => {
		const w = await openHome();
		const wide = Array.from({ length: 3000 }, (_, at) => `Field ${at}`).join(',');
		const days = Array.from({ length: 3000 }, () => '1/5/2015').join(',');
		const { submission_id } = await send(w, [wide, days, days]);
		const { headers } = await showMatch(w, submission_id ?? '', ASK);
		expect(headers).toHaveLength(3000);
		expect([headers[0]?.samples, headers[2999]?.samples]).toEqual([['1/5/2015'], []]);
	}, 20_000);

	it('hides the values of columns that identify people, and of those that may', async () => {
		const w = await openHome();
		const lines = [
			'Client,Surname,Born on,Social,Somebody,Came in',
			'K-1,Mustername,2/14/1990,901-55-1234,Erika Mustername,1/25/2015',
			'K-2,Probename,3/15/1988,901-55-4321,Max Probename,1/26/2015'
		];
		const { submission_id } = await send(w, lines, { dataset: 'participants' });
		const view = await showMatch(w, submission_id ?? '', ASK);
		const shown = JSON.stringify(view);
		for (const secret of ['Mustername', 'Probename', '1990', '901-55', 'Erika'])
			expect(shown).not.toContain(secret);
		expect(view.headers.find(({ header }) => header === 'Somebody')?.samples[0]).toBe('***** **********');
		expect(view.headers.find(({ header }) => header === 'Came in')?.samples[0]).toBe('1/25/2015');
	});

	it('says nothing of repeated keys while nobody knows which column is the key', async () => {
		const { w, id } = await waiting();
		const rulesBefore = rules(await submission(w, id));
		expect(rulesBefore).toContain('missing_column');
		expect(rulesBefore).not.toContain('duplicate_key');
	});

	it('keeps what stands in the form at once, and shows it again', async () => {
		const { w, id } = await waiting();
		const form = matchFields([
			['header.2', 'award_id'],
			['code.service.Tuition', 'housing'],
			['confirm', 'yes'],
			['__proto__', 'x']
		]);
		expect(Object.keys(form)).toEqual(['header.2', 'code.service.Tuition']);
		await saveDraft(w, id, { fields: form, actor: ANALYST, now: NOW });
		const view = await showMatch(w, id, ASK);
		expect(view.draft).toEqual({ at: NOW.toISOString(), who: 'analyst' });
		expect(view.headers[2]?.choice).toBe('award_id');
		expect((await submission(w, id)).status).toBe('needs_answer');
		await check(w, id, { 'header.2': 'service' });
		expect((await showMatch(w, id, ASK)).draft).toBeNull();
	});

	it('loads the file by what was chosen, and the next quarter is not asked', async () => {
		const { w, id } = await waiting();
		expect(await check(w, id)).toMatchObject({ submission_id: id, rows_loaded: 3, questions: [] });
		const next = await send(w, LEDGER, { period: '2015Q2' });
		expect(next).toMatchObject({ rows_loaded: 3, questions: [] });
		expect(next.mapping.at(-1)).toEqual({ header: 'Worker', column: null, how: 'remembered' });
		expect(rules(next)).not.toContain('extra_column');
	});

	it('refuses two headers for one column in words', async () => {
		const { w, id } = await waiting();
		await expect(check(w, id, { 'header.5': 'service' })).rejects.toMatchObject({
			code: 'two_headers',
			message: '"Kind" and "Worker" cannot both be Service.'
		});
	});
});

const CODED = [
	'delivery_id,participant_id,service,status,date,denial_reason',
	'D-1,CASE-K-0101,Kita,delivered,1/7/2015,',
	'D-2,CASE-K-0102,tuition,delivered,2/3/2015,',
	'D-3,CASE-K-0102,Kita,delivered,3/4/2015,',
	'D-4,CASE-K-0102,test,delivered,3/5/2015,-none-',
	'D-5,CASE-K-0101,tuition,delivered,3/6/2015,',
	'D-6,CASE-K-0101,tuition,delivered,3/7/2015,',
	'D-7,CASE-K-0101,tuition,delivered,3/8/2015,',
	'D-8,CASE-K-0101,tuition,delivered,3/9/2015,'
];

async function coded() {
	const { w, id } = await waiting(CODED);
	await applyAnswers(w, id, { answers: { 'date_order.date': 'mdy' }, options: options() });
	return { w, id };
}

describe('a rule for a whole column', () => {
	it('lists codes with their rows, those that mean nothing yet among them', async () => {
		const { w, id } = await coded();
		const view = await showMatch(w, id, ASK);
		const service = view.codes.find(({ column }) => column === 'service');
		expect(service?.values.map(({ value, count, now }) => [value, count, now])).toEqual([
			['tuition', 5, 'tuition'],
			['Kita', 2, ''],
			['test', 1, '']
		]);
		expect(view.prefixes.find(({ column }) => column === 'participant_id')).toMatchObject({
			found: 'CASE-K-',
			now: ''
		});
		expect(view.writing).toMatchObject([{ kind: 'date_order', column: 'date', now: 'mdy', proof: null }]);
	});

	it('proposes our one code that a value is spelled like or short for, with the reason', async () => {
		const lines = [
			'participant_id,sex,race_ethnicity,exit_reason,intake_date',
			'K-1,F,H,WDR,2015-01-25',
			'K-2,M,A,complted,2015-01-26'
		];
		const w = await openHome();
		const { submission_id } = await send(w, lines, { dataset: 'participants' });
		const { codes } = await showMatch(w, submission_id ?? '', ASK);
		const proposed = codes.flatMap(({ values }) =>
			values.map(({ value, choice, suggestion }) => [value, choice, suggestion?.how])
		);
		expect(Object.fromEntries(proposed.map(([value, ...rest]) => [value, rest]))).toEqual({
			F: ['female', 'short'],
			M: ['male', 'short'],
			H: ['hispanic', 'short'],
			A: ['', undefined],
			WDR: ['withdrew', 'short'],
			complted: ['completed', 'spelled']
		});
	});

	it('shows the effect before it is applied, and keeps nothing of the trial', async () => {
		const { w, id } = await coded();
		expect(await submission(w, id)).toMatchObject({ rows_loaded: 5, rows_rejected: 3 });
		const answers = { 'code.service.Kita': 'child_care', 'strip_prefix.participant_id': 'CASE-' };
		const effect = await tryAnswers(w, id, { answers, options: options() });
		expect(effect.now).toEqual({ loaded: 5, rejected: 3, waiting: 0 });
		expect(effect.then).toMatchObject({ loaded: 7, rejected: 1, waiting: 0, questions: 0 });
		expect(effect.columns.map(({ column }) => column)).toEqual(['participant_id', 'service']);
		expect(effect.columns[1]?.rows).toEqual([
			{ row: 2, sent: 'Kita', now: null, then: 'child_care' },
			{ row: 4, sent: 'Kita', now: null, then: 'child_care' }
		]);
		expect(effect.columns[0]?.rows).toHaveLength(5);
		expect(effect.columns[0]?.rows[1]).toEqual({
			row: 3,
			sent: 'CASE-K-0102',
			now: 'CASE-K-0102',
			then: 'K-0102'
		});
		expect(await submission(w, id)).toMatchObject({ rows_loaded: 5, rows_rejected: 3 });
		expect(await staged(w, id)).toBe(5);
		expect((await showMatch(w, id, ASK)).remembered.map(({ code }) => code)).toEqual(['date_order.date']);
	});

	it('is applied to a checked file as the trial said, and every line is accounted for', async () => {
		const { w, id } = await coded();
		const file = await check(w, id, {
			'code.service.Kita': 'child_care',
			'code.service.test': 'leave-out',
			'code.denial_reason.-none-': 'leave-empty',
			'strip_prefix.participant_id': 'CASE-'
		});
		expect(file).toMatchObject({ submission_id: id, rows_loaded: 7, rows_rejected: 1 });
		expect(accounted(file)).toBe(file.rows_in_file);
		expect(await staged(w, id)).toBe(7);
		expect(rules(file)).toEqual(['row_left_out']);
		expect(file.findings[0]).toMatchObject({ severity: 'warning', value: 'test', row: 5, count: 1 });
		const next = await send(w, CODED, { period: '2015Q2' });
		expect(next).toMatchObject({ rows_loaded: 7, rows_rejected: 1, questions: [] });
	});

	it('leaves rows out without standing against the others where every row must be right', async () => {
		const { w, id } = await waiting(CODED.filter((line) => !line.includes('Kita')));
		const strict = options({ settings: { accept_good_rows: false, upload_limit_mb: 64 } });
		const answers = {
			'date_order.date': 'mdy',
			'code.service.test': 'leave-out',
			'code.denial_reason.-none-': 'leave-empty'
		};
		expect(await applyAnswers(w, id, { answers, options: strict })).toMatchObject({
			status: 'checked_with_warnings',
			rows_loaded: 5,
			rows_rejected: 1
		});
	});

	it('changes nothing of what was published, and holds for later files', async () => {
		const { w, id } = await coded();
		await publish(w, id, options());
		expect((await showMatch(w, id, ASK)).canCheck).toBe(false);
		const file = await check(w, id, { 'code.service.Kita': 'child_care' });
		expect(file).toMatchObject({ status: 'published', rows_loaded: 5, rows_rejected: 3 });
		expect(await staged(w, id)).toBe(5);
		expect(await send(w, CODED, { period: '2015Q2' })).toMatchObject({ rows_loaded: 7, rows_rejected: 1 });
		await expect(check(w, id)).rejects.toMatchObject({ code: 'nothing_changed' });
	});

	it('takes people out of the vault when a file is checked again and loads nothing', async () => {
		const w = await openHome();
		const lines = ['participant_id,first_name,intake_date', 'K-1,Ada,1/25/2015', 'K-2,Bea,1/26/2015'];
		const { submission_id: id } = await send(w, lines, { dataset: 'participants' });
		const inVault = () => w.read<{ n: number }>('SELECT count(*)::INTEGER AS n FROM vault.identifiers');
		expect(await inVault()).toEqual([{ n: 2 }]);
		await applyAnswers(w, id ?? '', { answers: { 'column.intake_date': 'first_name' }, options: options() });
		expect(await inVault()).toEqual([{ n: 0 }]);
	});
});

describe('what is remembered', () => {
	it('is exported as a layout that the catalog accepts, and reads the same file alike', async () => {
		const { w, id } = await waiting();
		await check(w, id, { 'header.5': '' });
		await applyAnswers(w, id, {
			answers: {
				'code.service.Fahrgeld': 'transportation',
				'strip_prefix.participant_id': 'CASE-',
				'decimal_comma.amount_usd': 'comma',
				'leave.worker': 'yes',
				'code.status.test': 'leave-out'
			},
			options: options()
		});
		const layout = await exportFormat(w, id);
		const [format] = readLayout(`data/formats/${layout.id}.json`, JSON.stringify(layout), datasets());
		expect(format).toMatchObject({
			id: 'navigators',
			partner: 'navigators',
			dataset: 'deliveries',
			headers: {
				'Txn Ref': 'delivery_id',
				Klient: 'participant_id',
				Kind: 'service',
				Outcome: 'status',
				Day: 'date'
			},
			codes: { service: { Fahrgeld: 'transportation' }, status: { test: 'leave-out' } },
			dates: { date: 'mdy' },
			prefixes: { participant_id: 'CASE-' },
			decimal_commas: ['amount_usd'],
			ignored_headers: ['Worker']
		});
	});
});

async function staged(w: Warehouse, id: string): Promise<number> {
	const [row] = await w.read<{ n: number }>(
		'SELECT count(*)::INTEGER AS n FROM staging.stg_deliveries WHERE submission_id = $1',
		[id]
	);
	return row?.n ?? 0;
}
