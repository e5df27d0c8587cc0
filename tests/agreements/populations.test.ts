import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkInvariants, type LoadOptions } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { accounted, DELIVERIES, openHome, options, rules, send } from '../intake/a-home';
import { agree, forgetHomes, keep, recovered } from './agreed';

afterAll(forgetHomes);

const TANF = { populations: ['tanf'] };
const ROSTER = 'participant_id,first_name,last_name,is_tanf,is_low_income,is_refugee,intake_date';
const PEOPLE = [
	'N-1,Ann,Lee,yes,yes,no,2014-10-15',
	'N-2,Bo,Fox,no,yes,no,2014-10-15',
	'N-3,Cy,Roe,,,yes,2014-10-15'
];

function roster(w: Warehouse, rows = PEOPLE, changes: Partial<LoadOptions> & { period?: string } = {}) {
	const claim = { partner: 'county', dataset: 'participants' as const, period: changes.period ?? '2015Q1' };
	return send(w, [ROSTER, ...rows], claim, { publish: true, ...changes });
}

function deliveries(w: Warehouse, whom: string[], changes: Partial<LoadOptions> = {}) {
	const rows = whom.map(
		(id, at) => `D-${id}-${at},${id},child_care,delivered,2015-01-10,1,month,1000.00,HPOG-2010,`
	);
	return send(w, [DELIVERIES, ...rows], { partner: 'county' }, { publish: true, ...changes });
}

async function counted(w: Warehouse, dataset: 'deliveries' | 'participants', state = w.latest()) {
	const rows = await w.read<{ id: string }>(
		`SELECT DISTINCT participant_id AS id FROM staging.live_${dataset} ORDER BY ALL`,
		[],
		state
	);
	return rows.map(({ id }) => id);
}

describe('an agreement that names populations', () => {
	it('keeps nothing of people outside them: their rows are refused, and said, by line', async () => {
		const w = await openHome();
		agree(w, 'county', TANF);
		const people = await roster(w);
		expect(people).toMatchObject({ status: 'published', rows_loaded: 1, rows_rejected: 2 });
		expect(accounted(people)).toBe(people.rows_in_file);
		expect(people.findings).toMatchObject([
			{ rule: 'outside_agreement', severity: 'error', count: 2, rows: [3, 4], value: null, column: null }
		]);
		expect(people.findings[0]?.message).toBe(
			'2 rows are about people whom your sharing agreement does not include, and none of it was kept. ' +
				'It covers TANF recipients; no roster that you sent says that they are among them.'
		);
		const given = await deliveries(w, ['N-1', 'N-2', 'N-9', 'N-1']);
		expect(given).toMatchObject({ status: 'published', rows_loaded: 2, rows_rejected: 2 });
		expect(accounted(given)).toBe(given.rows_in_file);
		expect(await w.read('SELECT DISTINCT participant_id FROM vault.identifiers')).toEqual([
			{ participant_id: 'N-1' }
		]);
		expect(
			await w.read(`SELECT participant_id FROM staging.stg_deliveries WHERE participant_id <> 'N-1'`)
		).toEqual([]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('is no fault of the file: the rest is taken where wrong rows would stop it, and most may be outside', async () => {
		const w = await openHome();
		agree(w, 'county', TANF);
		const strict = { settings: { ...options().settings, accept_good_rows: false } };
		const many = Array.from({ length: 20 }, (_, at) => `M-${at},Al,Doe,no,no,no,2014-10-15`);
		expect(await roster(w, [...PEOPLE, ...many], strict)).toMatchObject({
			status: 'published',
			rows_loaded: 1,
			rows_rejected: 22
		});
		const wrong = await roster(w, [...PEOPLE, 'N-4,Di,Poe,yes,no,no,someday'], { ...strict, replace: true });
		expect(wrong.status).toBe('rejected');
		expect(rules(wrong)).toContain('outside_agreement');
	});

	it('asks for the roster first where nobody in a file is known to be inside', async () => {
		const w = await openHome();
		agree(w, 'county', TANF);
		const early = await deliveries(w, ['N-1']);
		expect(early).toMatchObject({ status: 'rejected', rows_loaded: 0, rows_rejected: 1 });
		expect(rules(early)).toEqual(['nobody_agreed', 'outside_agreement']);
		await roster(w);
		expect(await deliveries(w, ['N-1'])).toMatchObject({ status: 'published', rows_loaded: 1 });
	});

	it('goes by the partner’s own rosters: one of them is enough, one that was replaced or withdrawn tells nothing', async () => {
		const w = await openHome();
		agree(w, 'county', TANF);
		await send(
			w,
			[ROSTER, 'N-2,Bo,Fox,yes,no,no,2014-10-15'],
			{ partner: 'city', dataset: 'participants' },
			{ publish: true }
		);
		await roster(w, ['N-1,Ann,Lee,yes,no,no,2014-10-15'], { period: '2014Q4' });
		expect(await roster(w, ['N-1,Ann,Lee,no,no,no,2014-10-15', ...PEOPLE.slice(1)])).toMatchObject({
			rows_loaded: 1,
			rows_rejected: 2
		});
		await roster(w, ['N-5,Ed,Moe,yes,no,no,2014-10-15'], { period: '2014Q4', replace: true });
		expect(await deliveries(w, ['N-1', 'N-2', 'N-5'])).toMatchObject({ rows_loaded: 1, rows_rejected: 2 });
		expect(await counted(w, 'deliveries')).toEqual(['N-5']);
	});

	it('leaves people out who were published before it did, in a state that says so, and takes them back', async () => {
		const w = await openHome();
		await roster(w);
		await deliveries(w, ['N-1', 'N-2', 'N-3', 'N-9']);
		agree(w, 'county', TANF);
		expect(await keep(w, '2015-07-01')).toEqual({
			state: 3,
			what: 'People counted of county: TANF recipients'
		});
		expect(await keep(w, '2015-07-01')).toBeNull();
		expect(await counted(w, 'deliveries')).toEqual(['N-1']);
		expect(await counted(w, 'participants')).toEqual(['N-1']);
		expect(await counted(w, 'deliveries', 2)).toEqual(['N-1', 'N-2', 'N-3', 'N-9']);
		agree(w, 'county', { populations: ['refugee', 'low_income'] });
		await keep(w, '2015-07-02');
		expect(await counted(w, 'deliveries')).toEqual(['N-1', 'N-2', 'N-3']);
		agree(w, 'county', null);
		expect((await keep(w, '2015-07-03'))?.what).toBe('People counted of county: all');
		expect(await counted(w, 'deliveries')).toEqual(['N-1', 'N-2', 'N-3', 'N-9']);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('changes nothing for a partner that has filed nothing, or whose agreement cannot be read', async () => {
		const w = await openHome();
		await roster(w);
		agree(w, 'city', TANF);
		expect(await keep(w, '2015-07-01')).toBeNull();
		agree(w, 'county', TANF);
		await keep(w, '2015-07-01');
		agree(w, 'county', { populations: 'everybody' });
		expect(await keep(w, '2015-07-02')).toBeNull();
		expect(await counted(w, 'participants')).toEqual(['N-1']);
	});

	it('holds in what recovery makes again, and is looked at by check', async () => {
		const w = await openHome();
		agree(w, 'county', TANF);
		await roster(w);
		await deliveries(w, ['N-1', 'N-2']);
		const { again } = await recovered(w, '2015-07-02');
		expect(await counted(again, 'deliveries')).toEqual(['N-1']);
		expect(await checkInvariants(again)).toEqual({ ok: true, problems: [] });
		await again.transaction((tx) =>
			tx.run(`INSERT INTO main.people_left_out VALUES ('county', 'N-1', 1, NULL)`)
		);
		expect((await checkInvariants(again)).problems).toEqual([
			'State 2 counts 1 person otherwise than the populations that the agreements name say.'
		]);
		await again.close();
		expect(readFileSync(join(w.home, 'ledger.jsonl'), 'utf8')).not.toContain('N-2');
	});

	it('counts exactly whom the agreement includes, whatever it becomes and whoever the rosters name', async () => {
		const flags = fc.array(fc.constantFrom('yes', 'no', ''), { minLength: 3, maxLength: 3 });
		const named = fc.option(
			fc.uniqueArray(fc.constantFrom('tanf', 'low_income', 'refugee'), { minLength: 1 }),
			{
				nil: null
			}
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(flags, { minLength: 1, maxLength: 5 }),
				fc.array(named, { minLength: 1, maxLength: 4 }),
				async (people, agreements) => {
					const w = await openHome();
					await roster(
						w,
						people.map((said, at) => `N-${at},Al,Doe,${said.join(',')},2014-10-15`)
					);
					await deliveries(
						w,
						people.map((_, at) => `N-${at}`)
					);
					for (const populations of agreements) {
						agree(w, 'county', { populations });
						await keep(w, '2015-07-01');
						const inside = people.flatMap((said, at) => {
							const own = (['tanf', 'low_income', 'refugee'] as const).filter(
								(_, place) => said[place] === 'yes'
							);
							return populations === null || own.some((one) => populations.includes(one)) ? [`N-${at}`] : [];
						});
						expect(await counted(w, 'deliveries')).toEqual(inside);
						expect(await counted(w, 'participants')).toEqual(inside);
					}
					expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
				}
			),
			{ numRuns: 10 }
		);
	}, 120_000);
});
