import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '$lib/server/warehouse';
import { clearHomes, emptyHome, open } from './small-quarter';

afterAll(clearHomes);

const DATABASE = ['warehouse.duckdb', 'warehouse.duckdb.wal'];

async function partner(w: Warehouse, name: string): Promise<void> {
	await w.transaction((tx) => tx.run(`INSERT INTO main.partners VALUES ($1, $1, 'partner', 1)`, [name]));
}

async function partnersOf(home: string): Promise<unknown[]> {
	const w = await open(home);
	const rows = await w.read<{ partner: string }>('SELECT partner FROM main.partners ORDER BY 1');
	await w.close();
	return rows.map((row) => row.partner);
}

/** A home whose process was killed: two partners are stored, the second in the log alone. */
async function killed(): Promise<string> {
	const [home, left] = [emptyHome(), emptyHome()];
	const first = await open(home);
	await partner(first, 'one');
	await first.close();
	const second = await open(home);
	await partner(second, 'two');
	rmSync(left, { recursive: true });
	cpSync(home, left, { recursive: true, filter: (path) => !path.endsWith('lock') });
	await second.close();
	return left;
}

/** The header of the database: where its content begins and how often it was checkpointed. */
const headOf = (home: string) => readFileSync(join(home, 'warehouse.duckdb')).subarray(0, 12_288);

describe('a checkpoint', () => {
	it('brings the log into the database when a home is closed, and leaves nothing beside it', async () => {
		const home = emptyHome();
		const w = await open(home);
		await partner(w, 'one');
		expect(existsSync(join(home, 'warehouse.duckdb.wal'))).toBe(true);
		await w.close();
		expect(readdirSync(home).filter((name) => /wal|checkpoint|part$/.test(name))).toEqual([]);
		expect(await partnersOf(home)).toEqual(['one']);
	});

	it('is never made without that, however much is stored', async () => {
		const home = emptyHome();
		const w = await open(home);
		const before = headOf(home);
		await w.transaction((tx) =>
			tx.run(`INSERT INTO main.partners
				SELECT md5(range::VARCHAR), md5((range * 7)::VARCHAR), 'partner', range FROM range(400000)`)
		);
		await w.transaction((tx) => tx.run('DELETE FROM main.partners WHERE partner_order % 2 = 0'));
		expect(headOf(home).equals(before)).toBe(true);
		await w.close();
		expect(headOf(home).equals(before)).toBe(false);
	});

	it('that was cut off in its midst is as if it had never begun: the copy is put back', async () => {
		const home = await killed();
		const before = join(home, 'before-checkpoint');
		mkdirSync(before);
		for (const name of DATABASE) cpSync(join(home, name), join(before, name));
		const torn = readFileSync(join(home, 'warehouse.duckdb'));
		writeFileSync(join(home, 'warehouse.duckdb'), torn.fill(7, 4096));
		truncateSync(join(home, 'warehouse.duckdb.wal'), 10);
		writeFileSync(join(home, 'warehouse.duckdb.checkpoint.wal'), 'half');
		expect(await partnersOf(home)).toEqual(['one', 'two']);
		expect(existsSync(before)).toBe(false);
		expect(await partnersOf(home)).toEqual(['one', 'two']);
	});

	it('whose copy was never whole has not begun: the database stands as it is', async () => {
		const home = await killed();
		const draft = join(home, 'before-checkpoint.part');
		mkdirSync(draft);
		writeFileSync(join(draft, 'warehouse.duckdb'), 'half');
		expect(await partnersOf(home)).toEqual(['one', 'two']);
		expect(existsSync(draft)).toBe(false);
	});
});
