import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkInvariants, publish, recoverLost, withdraw } from '$lib/server/intake';
import { listStates, openWarehouse, type Warehouse } from '$lib/server/warehouse';
import { ANALYST, closeHomes, DELIVERIES, NOW, openHome, send } from './a-home';

const copies: string[] = [];

afterAll(async () => {
	await closeHomes();
	for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

const settings = { accept_good_rows: true, upload_limit_mb: 64 };

/** A copy of an open home as a power cut would leave it: the log is cut to `share` of its length, or the whole database is gone. */
async function afterPowerCut(w: Warehouse, share: number | 'no database'): Promise<Warehouse> {
	const copy = mkdtempSync(join(tmpdir(), 'braidwork-cut-'));
	copies.push(copy);
	cpSync(w.home, copy, { recursive: true });
	rmSync(join(copy, 'lock'), { force: true });
	const log = join(copy, 'warehouse.duckdb.wal');
	expect(existsSync(log)).toBe(true);
	if (share === 'no database')
		for (const name of ['warehouse.duckdb', 'warehouse.duckdb.wal']) rmSync(join(copy, name));
	else truncateSync(log, Math.floor(statSync(log).size * share));
	return openWarehouse(copy, { memoryLimit: '512MB', threads: 1, waitMs: 500 });
}

async function recovered(w: Warehouse): Promise<string[]> {
	const told: string[] = [];
	await recoverLost(w, { settings, now: NOW, tell: (sentence) => told.push(sentence) });
	return told;
}

/** What is published, row for row, and what became of each submission. */
async function contentOf(w: Warehouse): Promise<unknown> {
	return {
		state: w.latest(),
		rows: await w.read('SELECT * FROM staging.live_deliveries ORDER BY period, delivery_id'),
		sets: await w.read('SELECT state, submission_id FROM main.state_submissions ORDER BY ALL'),
		statuses: await w.read(
			`SELECT submission_id, status, rows_loaded, supersedes FROM main.submissions WHERE status <> 'checked' ORDER BY ALL`
		)
	};
}

const line = (id: number, day = '2015-01-15') => `D-${id},N-${id},tuition,delivered,${day},,,10.00,,`;
const options = { actor: ANALYST, now: NOW };

/** Four states: a quarter, the next one with an answered question, the first filed again, the second withdrawn. */
async function filled(): Promise<Warehouse> {
	const w = await openHome();
	await send(w, [DELIVERIES, line(1), line(2)], { period: '2014Q4' }, { publish: true });
	const answers = { 'date_order.date': 'dmy' };
	const asked = await send(
		w,
		[DELIVERIES, line(3, '2/1/2015'), line(4, '3/2/2015')],
		{},
		{ publish: true, answers }
	);
	expect(asked.status).toBe('published');
	const again = await send(w, [DELIVERIES, line(1), line(2), line(5)], { period: '2014Q4' });
	await publish(w, again.submission_id ?? '', { ...options, replace: true });
	await withdraw(w, asked.submission_id ?? '', options);
	expect(w.latest()).toBe(4);
	return w;
}

describe('a home whose database lost its end', () => {
	it('is made again from the kept originals at its start, state by state, wherever the log was cut', async () => {
		const w = await filled();
		const before = await contentOf(w);
		const lost = new Set<number>();
		for (const share of [1, 0.9, 0.6, 0.3]) {
			const copy = await afterPowerCut(w, share);
			lost.add(4 - copy.latest());
			const told = await recovered(copy);
			expect(told.some((sentence) => sentence.includes('cannot'))).toBe(false);
			expect(await contentOf(copy)).toEqual(before);
			expect(await checkInvariants(copy)).toEqual({ ok: true, problems: [] });
			expect(await recovered(copy)).toEqual([]);
			await copy.close();
		}
		expect(lost.size).toBeGreaterThan(2);
		expect(lost).toContain(0);
	}, 120_000);

	it('is made again whole when the database is gone, with the answers that were given', async () => {
		const w = await filled();
		const copy = await afterPowerCut(w, 'no database');
		await recovered(copy);
		expect(await contentOf(copy)).toEqual(await contentOf(w));
		expect((await checkInvariants(copy)).problems).toEqual([]);
		expect((await listStates(copy)).map(({ who }) => who)).toEqual(Array<string>(4).fill('recovery'));
		await copy.close();
	}, 60_000);

	it('says what cannot be made again, and check says it from then on', async () => {
		const w = await openHome();
		await send(w, [DELIVERIES, line(1)], { period: '2014Q4' }, { publish: true });
		const copy = await afterPowerCut(w, 'no database');
		for (const name of readdirSync(join(copy.home, 'files'))) rmSync(join(copy.home, 'files', name));
		expect((await recovered(copy)).join(' ')).toContain('its original is not in files/ any more');
		expect((await checkInvariants(copy)).problems.join(' ')).toContain('was published in state 1');
		await copy.close();
	}, 60_000);
});
