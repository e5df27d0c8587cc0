import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkInvariants, findStrays, publish, withdraw } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { ANALYST, closeHomes, DELIVERIES, NOW, openHome, send } from './a-home';

afterAll(closeHomes);

const ROSTER =
	'participant_id,birth_date,ssn,zip,sex,race_ethnicity,education,is_tanf,is_refugee,is_low_income,intake_date';
const line = (id: number) => `D-${id},N-${id},tuition,delivered,2015-01-15,,,10.00,,`;

/** Two quarters that share a delivery, one of them filed again, a third that was withdrawn, and a roster. */
async function sound(): Promise<Warehouse> {
	const w = await openHome();
	const options = { actor: ANALYST, now: NOW };
	await send(w, [DELIVERIES, line(1), line(2)], { period: '2014Q4' }, { publish: true });
	await send(w, [DELIVERIES, line(2), line(3)], { period: '2015Q1' }, { publish: true });
	const again = await send(w, [DELIVERIES, line(1), line(2), line(5)], { period: '2014Q4' });
	await publish(w, again.submission_id ?? '', { ...options, replace: true });
	const gone = await send(
		w,
		[DELIVERIES, line(9)],
		{ period: '2015Q1', partner: 'county' },
		{ publish: true }
	);
	await withdraw(w, gone.submission_id ?? '', options);
	const roster = [
		ROSTER,
		'N-1,1980-02-03,123-45-6789,55101,female,white,high_school,no,no,yes,2015-01-03',
		'N-2,1981-02-03,,55101,male,white,high_school,no,no,yes,2015-01-03'
	];
	const kept = await send(w, roster, { dataset: 'participants' }, { publish: true });
	expect([kept.status, w.latest()]).toEqual(['published', 6]);
	return w;
}

const LIVE = `(SELECT min(submission_id) FROM main.submissions WHERE status = 'published' AND dataset = 'deliveries')`;

/** Each way to break a home, and a word of the sentence that must name it. */
const BREAKS: [name: string, sql: string[], sentence: RegExp][] = [
	[
		'a row is gone',
		[`DELETE FROM staging.stg_deliveries WHERE delivery_id = 'D-5'`],
		/loaded 3 rows, and 2 are there/
	],
	[
		'a row is there twice',
		[`INSERT INTO staging.stg_deliveries SELECT * FROM staging.stg_deliveries WHERE delivery_id = 'D-5'`],
		/loaded 3 rows, and 4 are there/
	],
	[
		'rows are of nobody',
		[`UPDATE staging.stg_deliveries SET submission_id = 'ghost' WHERE submission_id = ${LIVE}`],
		/rows of ghost, and no such submission/
	],
	[
		'a submission has lost its record',
		[`DELETE FROM main.submissions WHERE status = 'withdrawn'`],
		/holds .*, and there is no such submission/
	],
	[
		'counts do not add up',
		[`UPDATE main.submissions SET rows_in_file = rows_in_file + 1`],
		/rows, and \d+ of them are accounted for/
	],
	[
		'a mark is wrong',
		[`UPDATE main.submissions SET status = 'checked' WHERE submission_id = ${LIVE}`],
		/in the latest state and not marked/
	],
	[
		'a mark is without a state',
		[`UPDATE main.submissions SET status = 'published' WHERE status = 'superseded'`],
		/marked as published and is not in the latest state/
	],
	[
		'a place is filled twice',
		[`UPDATE main.submissions SET status = 'published' WHERE status = 'superseded'`],
		/More than one submission is published for navigators, deliveries, 2014Q4/
	],
	[
		'a state is lost',
		['DELETE FROM main.states WHERE state = 2'],
		/Submissions stand in state 2, and there is no such state/
	],
	['numbers of states have a gap', ['DELETE FROM main.states WHERE state = 2'], /State 3 does not follow/],
	[
		'the latest state is lost',
		[
			'DELETE FROM main.state_submissions WHERE state = (SELECT max(state) FROM main.states)',
			'DELETE FROM main.states WHERE state = (SELECT max(state) FROM main.states)'
		],
		/was published in state 6, says the ledger, and is not there any more/
	],
	[
		'something withdrawn was never there',
		[
			`DELETE FROM main.state_submissions WHERE submission_id = (SELECT submission_id FROM main.submissions WHERE status = 'withdrawn')`
		],
		/marked as withdrawn, and no state ever held it/
	],
	[
		'the sum of a file is another',
		[`UPDATE main.submissions SET sha256 = repeat('a', 64) WHERE submission_id = ${LIVE}`],
		/has the sha256 .* in the ledger and aaa/
	],
	[
		'a file belongs to another partner',
		[`UPDATE main.submissions SET partner = 'city' WHERE submission_id = ${LIVE}`],
		/has the partner navigators in the ledger and city/
	],
	[
		'a participant has no key',
		[`DELETE FROM main.participant_keys WHERE participant_id = 'N-1'`],
		/participants without a person key/
	],
	[
		'a participant has two keys',
		[
			`INSERT INTO main.participant_keys SELECT partner, participant_id, 'pother' FROM main.participant_keys WHERE participant_id = 'N-2'`
		],
		/1 participants have two person keys/
	],
	[
		'the vault tells of nothing',
		[`UPDATE vault.identifiers SET submission_id = 'ghost'`],
		/identifiers of 1 submissions that do not exist/
	],
	[
		'a key counts twice',
		['DELETE FROM staging.repeated_deliveries'],
		/keys of deliveries were filed more than once/
	]
];

describe('check', () => {
	it('finds nothing wrong in a sound home', async () => {
		const w = await sound();
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		expect(await findStrays(w)).toEqual([]);
	});

	it.each(BREAKS)('says so when %s', async (_, sql, sentence) => {
		const w = await sound();
		await w.transaction(async (tx) => {
			for (const one of sql) await tx.run(one);
		});
		const { ok, problems } = await checkInvariants(w);
		expect(ok).toBe(false);
		expect(problems.filter((problem) => sentence.test(problem))).not.toEqual([]);
	});

	it('says which original is missing, and which has changed', async () => {
		const w = await sound();
		const [first = '', second = ''] = readdirSync(join(w.home, 'files'));
		rmSync(join(w.home, 'files', first));
		appendFileSync(join(w.home, 'files', second), 'x');
		const { problems } = await checkInvariants(w);
		expect(problems).toHaveLength(2);
		expect(problems.join()).toContain(`files/${first.slice(0, 8)}…) is missing`);
		expect(problems.join()).toContain(`files/${second.slice(0, 8)}…) has changed`);
	});

	it('says what the ledger has lost, or tells otherwise', async () => {
		const w = await sound();
		const path = join(w.home, 'ledger.jsonl');
		const lines = readFileSync(path, 'utf8').trim().split('\n');
		writeFileSync(path, `${lines.slice(1).join('\n')}\n`);
		expect((await checkInvariants(w)).problems.join()).toMatch(
			/was published in state 1, says the database, and the ledger/
		);
		writeFileSync(path, `${lines.join('\n').replace('"period":"2014Q4"', '"period":"2013Q4"')}\n`);
		expect((await checkInvariants(w)).problems.join()).toContain(
			'has the period 2013Q4 in the ledger and 2014Q4'
		);
	});

	it('says which agreement cannot be read, before its partner is refused', async () => {
		const w = await sound();
		mkdirSync(join(w.home, 'agreements'));
		writeFileSync(join(w.home, 'agreements', 'county.json'), '{ "until": 2015 }');
		writeFileSync(join(w.home, 'agreements', 'a county.json'), '{}');
		const { problems } = await checkInvariants(w);
		expect(problems.join()).toContain('agreements/county.json cannot be used');
		expect(problems.join()).toContain('agreements/a county.json bears no partner');
	});

	it('notes files that no submission knows', async () => {
		const w = await sound();
		writeFileSync(join(w.home, 'files', 'b'.repeat(64)), 'left over');
		expect(await findStrays(w)).toEqual([expect.stringContaining('belongs to no submission')]);
		expect((await checkInvariants(w)).ok).toBe(true);
	});
});
