import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BY_AGREEMENT, keepToAgreements, recoverLost } from '$lib/server/intake';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse';
import { closeHomes, DELIVERIES, send } from '../intake/a-home';

const copies: string[] = [];

/** Closes and removes all homes, and the copies of them. */
export async function forgetHomes(): Promise<void> {
	await closeHomes();
	for (const copy of copies.splice(0)) rmSync(copy, { recursive: true, force: true });
}

/** Writes a partner's agreement by hand; none with null. */
export function agree(w: Warehouse, partner: string, agreement: object | null): void {
	mkdirSync(join(w.home, 'agreements'), { recursive: true });
	const path = join(w.home, 'agreements', `${partner}.json`);
	if (agreement === null) rmSync(path, { force: true });
	else writeFileSync(path, JSON.stringify(agreement));
}

export const noon = (day: string) => new Date(`${day}T12:00:00`);

export const keep = (w: Warehouse, day: string) =>
	keepToAgreements(w, { actor: BY_AGREEMENT, now: noon(day) });

let lines = 0;

/** A number that no other row of the tests has. */
export const nextLine = () => ++lines;

/** Publishes one delivery of a partner, which no other file has. */
export function file(
	w: Warehouse,
	partner: string,
	{ day = '2015-04-02', period = '2015Q1', replace = false } = {}
) {
	const row = `D-${nextLine()},N-1,child_care,delivered,2014-12-10,1,month,1000.00,HPOG-2010,`;
	return send(w, [DELIVERIES, row], { partner, period }, { publish: true, replace, now: noon(day) });
}

/** The submissions of a state, the latest unless given. */
export async function inState(w: Warehouse, state = w.latest()): Promise<string[]> {
	const rows = await w.read<{ submission_id: string }>(
		'SELECT submission_id FROM main.state_submissions WHERE state = $1 ORDER BY ALL',
		[state]
	);
	return rows.map(({ submission_id }) => submission_id);
}

/** A copy of a home that has lost its database, after recovery on a day; with what that told. */
export async function recovered(w: Warehouse, day: string): Promise<{ again: Warehouse; told: string }> {
	const copy = mkdtempSync(join(tmpdir(), 'braidwork-copy-'));
	copies.push(copy);
	cpSync(w.home, copy, { recursive: true });
	for (const name of ['lock', 'warehouse.duckdb', 'warehouse.duckdb.wal'])
		rmSync(join(copy, name), { force: true });
	const again = await openWarehouse(copy, { memoryLimit: '512MB', threads: 1, waitMs: 500 });
	const told: string[] = [];
	const settings = { accept_good_rows: true, upload_limit_mb: 64 };
	await recoverLost(again, { settings, now: noon(day), tell: (said) => told.push(said) });
	return { again, told: told.join(' ') };
}
