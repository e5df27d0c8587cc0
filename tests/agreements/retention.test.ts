import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { keptUntil } from '$lib/domain';
import {
	changesOf,
	checkInvariants,
	findingsWorkbook,
	originalOf,
	planRetention,
	publish,
	retentionRuns,
	runRetention,
	submissions,
	withdraw
} from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { ANALYST, DELIVERIES, openHome, send } from '../intake/a-home';
import { agree, file, forgetHomes, keep, nextLine, noon, recovered } from './agreed';

afterAll(forgetHomes);

function retain(w: Warehouse, partner: string, identifiers: number | null, rows: number | null): void {
	agree(w, partner, { retention: { identifiers, rows } });
}

const run = (w: Warehouse, day: string) => runRetention(w, { actor: ANALYST, now: noon(day) });

function roster(w: Warehouse, partner: string, period = '2015Q1') {
	const text = [
		'participant_id,first_name,last_name,birth_date,intake_date',
		`N-${nextLine()},Ann,Lee,1990-01-31,2014-10-15`,
		`N-${nextLine()},Cy,Roe,1992-01-31,2014-10-16`
	];
	return send(w, text, { partner, period, dataset: 'participants' }, { publish: true, replace: true });
}

const deliveries = (w: Warehouse, partner: string, period = '2015Q1') =>
	file(w, partner, { period, replace: true });

async function count(w: Warehouse, table: string): Promise<number> {
	const [row] = await w.read<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM ${table}`);
	return row?.n ?? 0;
}

const originals = (w: Warehouse) => readdirSync(join(w.home, 'files')).length;

describe('the time that something is kept', () => {
	it('is so many months after the end of the quarter, to the end of a month', () => {
		expect(keptUntil('2015Q1', 0)).toBe('2015-03-31');
		expect(keptUntil('2015Q1', 12)).toBe('2016-03-31');
		expect(keptUntil('2015Q3', 5)).toBe('2016-02-29');
		expect(keptUntil('2015Q4', 600)).toBe('2065-12-31');
	});
});

describe('the retention run', () => {
	it('says before what it would remove, by partner and quarter, and changes nothing by that', async () => {
		const w = await openHome();
		await roster(w, 'county');
		await deliveries(w, 'county');
		await roster(w, 'city');
		retain(w, 'county', 12, 24);
		expect((await planRetention(w, noon('2016-03-31'))).lines).toEqual([]);
		const line = {
			partner: 'county',
			period: '2015Q1',
			submissions: 2,
			rows: 0,
			identifiers: 2,
			originals: 2
		};
		expect((await planRetention(w, noon('2016-04-01'))).lines).toEqual([line]);
		expect((await planRetention(w, noon('2017-04-01'))).lines).toEqual([{ ...line, rows: 3 }]);
		expect([await count(w, 'vault.identifiers'), originals(w), w.latest()]).toEqual([4, 3, 3]);
	});

	it('removes identifiers and originals at their time, and rows at theirs; figures get a state without them', async () => {
		const w = await openHome();
		const county = [await roster(w, 'county'), await deliveries(w, 'county')];
		await roster(w, 'city');
		retain(w, 'county', 12, 24);
		const first = await run(w, '2016-04-01');
		expect(first).toMatchObject({
			state: 4,
			what: 'Retention: removed 0 rows, 2 people’s identifiers, 2 originals of county'
		});
		expect([await count(w, 'vault.identifiers'), originals(w)]).toEqual([2, 1]);
		expect(await count(w, 'staging.live_participants')).toBe(4);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		await expect(originalOf(w, county[0]?.submission_id ?? '')).rejects.toThrow('not kept any more');

		expect(await run(w, '2016-04-02')).toMatchObject({ lines: [], state: null });
		const second = await run(w, '2017-04-01');
		expect(second).toMatchObject({ state: 5, lines: [{ rows: 3, identifiers: 0, originals: 0 }] });
		expect(await count(w, 'staging.live_participants')).toBe(2);
		expect(await count(w, 'staging.stg_participants')).toBe(2);
		expect(await count(w, `main.participant_keys WHERE partner = 'county'`)).toBe(0);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		expect(await retentionRuns(w)).toMatchObject([
			{ who: 'analyst', rows: 2, identifiers: 0, originals: 0 },
			{ who: 'analyst', rows: 0, identifiers: 1, originals: 2 }
		]);
		const ledger = readFileSync(join(w.home, 'ledger.jsonl'), 'utf8');
		for (const did of ['identifiers_removed', 'original_removed', 'rows_removed'])
			expect(ledger).toContain(did);
	});

	it('lets nothing that was removed come back: not by publishing, withdrawing, renewing or sending it again', async () => {
		const w = await openHome();
		const old = await deliveries(w, 'county');
		const sent = [
			DELIVERIES,
			`D-${nextLine()},N-1,child_care,delivered,2014-12-10,1,month,900.00,HPOG-2010,`
		];
		const own = { publish: true, replace: true };
		const newer = await send(w, sent, { partner: 'county' }, own);
		retain(w, 'county', 0, 0);
		await run(w, '2016-04-01');
		const options = { actor: ANALYST, now: noon('2016-04-02') };
		for (const id of [old.submission_id, newer.submission_id])
			await expect(publish(w, id ?? '', options)).rejects.toThrow(
				'were removed at the end of their retention'
			);
		await expect(send(w, sent, { partner: 'county' }, own)).rejects.toThrow('were removed');
		expect(await changesOf(w, newer.submission_id ?? '')).toBeNull();
		await findingsWorkbook(w, newer.submission_id ?? '');
		expect(await count(w, 'staging.stg_deliveries')).toBe(0);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('does not bring back the rows of an earlier version when the later one is withdrawn', async () => {
		const w = await openHome();
		await deliveries(w, 'county');
		await deliveries(w, 'county');
		await w.transaction((tx) =>
			tx.run(
				`INSERT INTO main.removals SELECT submission_id, 'rows', 2, '2016-04-01', 'x' FROM main.submissions WHERE status = 'superseded'`
			)
		);
		const [later] = await submissions(w, { status: 'published' });
		await withdraw(w, later?.submission_id ?? '', { actor: ANALYST, now: noon('2016-04-02') });
		expect(await count(w, `main.submissions WHERE status = 'published'`)).toBe(0);
	});

	it('takes rows of a partner whose agreement has ended, which then do not return with a renewal', async () => {
		const w = await openHome();
		await deliveries(w, 'county');
		const write = (until: string) => agree(w, 'county', { until, retention: { identifiers: 0, rows: 0 } });
		write('2015-12-31');
		await keep(w, '2016-01-01');
		expect(await run(w, '2016-01-02')).toMatchObject({ state: null, lines: [{ rows: 1 }] });
		write('2017-12-31');
		expect(await keep(w, '2016-01-03')).toBeNull();
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('keeps an original as long as one of the submissions that are of it may be kept', async () => {
		const w = await openHome();
		const text = [DELIVERIES, 'D-1,N-1,child_care,delivered,2014-12-10,1,month,1000.00,HPOG-2010,'];
		for (const partner of ['county', 'city']) await send(w, text, { partner });
		retain(w, 'county', 0, null);
		await run(w, '2016-01-01');
		expect(originals(w)).toBe(1);
		retain(w, 'city', 0, null);
		await run(w, '2016-01-01');
		expect(originals(w)).toBe(0);
	});

	it('removes everything once when two run it at the same time', async () => {
		const w = await openHome();
		await roster(w, 'county');
		retain(w, 'county', 0, 0);
		const both = await Promise.all([run(w, '2016-01-01'), run(w, '2016-01-01')]);
		expect(both.flatMap(({ state }) => state ?? [])).toEqual([2]);
		expect(await count(w, 'main.removals')).toBe(3);
	});

	it('finishes what was cut short after the rows were gone and before the files were', async () => {
		const w = await openHome();
		const { sha256 } = await deliveries(w, 'county');
		const path = join(w.home, 'files', sha256);
		const bytes = readFileSync(path);
		retain(w, 'county', 0, 0);
		await run(w, '2016-01-01');
		writeFileSync(path, bytes);
		expect((await planRetention(w, noon('2016-01-02'))).lines).toMatchObject([{ rows: 0, originals: 1 }]);
		await run(w, '2016-01-02');
		expect(existsSync(path)).toBe(false);
	});

	it('is known to recovery: what was removed is neither made again nor a false alarm', async () => {
		const w = await openHome();
		await deliveries(w, 'county');
		const city = await deliveries(w, 'city');
		retain(w, 'county', 0, 0);
		await run(w, '2016-01-01');
		const { again, told } = await recovered(w, '2016-01-02');
		expect(told).toContain('its original was removed at the end of its retention');
		expect(again.latest()).toBe(3);
		const live = await again.read('SELECT submission_id FROM main.state_submissions WHERE state = 3');
		expect(live).toEqual([{ submission_id: city.submission_id }]);
		expect(await checkInvariants(again)).toEqual({ ok: true, problems: [] });
		await again.close();
	});

	it('removes exactly what is past its time, whatever the agreements name and whenever it runs', async () => {
		const months = fc.option(fc.integer({ min: 0, max: 30 }), { nil: null });
		const agreement = fc
			.tuple(months, months)
			.map(([one, other]): [number | null, number | null] =>
				one !== null && other !== null && one > other
					? [other, one]
					: one === null
						? [null, null]
						: [one, other]
			);
		const days = fc.constantFrom(
			'2015-04-01',
			'2015-07-01',
			'2016-01-01',
			'2016-04-01',
			'2017-01-01',
			'2018-01-01'
		);
		await fc.assert(
			fc.asyncProperty(
				agreement,
				agreement,
				fc.array(days, { minLength: 1, maxLength: 3 }),
				async (county, city, dates) => {
					const w = await openHome();
					const own = { county, city };
					for (const partner of ['county', 'city'])
						for (const period of ['2014Q4', '2015Q1']) await roster(w, partner, period);
					retain(w, 'county', ...county);
					retain(w, 'city', ...city);
					for (const day of dates) await run(w, day);
					const last = dates.toSorted().at(-1) ?? '';
					const isKept = (period: string, limit: number | null) =>
						limit === null || keptUntil(period, limit) >= last;
					for (const one of await submissions(w)) {
						const [identifiers, rows] = own[one.partner as 'county' | 'city'];
						const period = one.period ?? '';
						const of = `WHERE submission_id = '${one.submission_id}'`;
						expect(await count(w, `staging.stg_participants ${of}`)).toBe(isKept(period, rows) ? 2 : 0);
						expect(await count(w, `vault.identifiers ${of}`)).toBe(isKept(period, identifiers) ? 2 : 0);
						expect(existsSync(join(w.home, 'files', one.sha256))).toBe(isKept(period, identifiers));
						expect(one.status).toBe(isKept(period, rows) ? 'published' : 'withdrawn');
					}
					expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
				}
			),
			{ numRuns: 8 }
		);
	}, 120_000);
});
