import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '$lib/domain';
import {
	latestState,
	listStates,
	makeState,
	readSubmission,
	refuseWithoutSpace
} from '$lib/server/warehouse';
import { change, clearHomes, delivery, emptyHome, open, publish, stage, submission } from './small-quarter';

afterAll(clearHomes);

async function refusal(work: Promise<unknown>): Promise<string> {
	const error = await work.then(
		() => null,
		(reason: unknown) => reason
	);
	return error instanceof Refusal ? error.code : String(error);
}

describe('the values that leave the warehouse', () => {
	it('are plain numbers, texts and lists, never wide integers', async () => {
		const w = await open(emptyHome());
		const [row] = await w.read(
			`SELECT 5000000000::BIGINT AS big, sum(3) AS huge, 12.50::DECIMAL(18,2) AS money, DATE '2015-01-31' AS day,
			TIMESTAMP '2015-01-31 10:00:00' AS moment, ['a', null, 'b'] AS list, NULL AS none, true AS yes, {'a': 1::BIGINT} AS struct`
		);
		expect(row).toEqual({
			big: 5_000_000_000,
			huge: 3,
			money: 12.5,
			day: '2015-01-31',
			moment: '2015-01-31 10:00:00',
			list: ['a', null, 'b'],
			none: null,
			yes: true,
			struct: { a: 1 }
		});
		await w.close();
	});

	it('come as columns too, and parameters of every kind go in', async () => {
		const w = await open(emptyHome());
		const columns = await w.readColumns(
			'SELECT unnest($1::VARCHAR[]) AS name, $2::BIGINT AS size, $3 AS share, $4 AS none, $5::VARCHAR[] AS empty',
			[['x', 'y'], 7_000_000_000, 0.5, null, []]
		);
		expect(columns).toEqual({
			name: ['x', 'y'],
			size: [7_000_000_000, 7_000_000_000],
			share: [0.5, 0.5],
			none: [null, null],
			empty: [[], []]
		});
		await w.close();
	});

	it('answers ten questions at once, each with its own state', async () => {
		const w = await open(emptyHome());
		const states = Array.from({ length: 10 }, (_, state) => state);
		const answers = await Promise.all(
			states.map((state) => w.read<{ state: number }>(`SELECT getvariable('state') AS state`, [], state))
		);
		expect(answers.map(([row]) => row?.state)).toEqual(states);
		await w.close();
	});
});

describe('a transaction', () => {
	it('keeps nothing when a statement fails', async () => {
		const w = await open(emptyHome());
		const failing = w.transaction(async (tx) => {
			await stage(tx, submission('a'), []);
			await tx.run(`INSERT INTO main.states VALUES ('no number', 'x', 'x', 'x')`);
		});
		await expect(failing).rejects.toThrow('Could not convert');
		expect(await readSubmission(w, 'a')).toBeNull();
		await w.close();
	});

	it.each([
		['a conversion', `SELECT 'x'::INTEGER`],
		['a constraint', `INSERT INTO main.partners VALUES ('p', 'P', 'r', 1), ('p', 'P', 'r', 1)`],
		['a misspelt word', 'SELEKT 1'],
		['a missing table', 'SELECT * FROM main.nowhere']
	])('keeps nothing when %s fails and the failure was caught inside', async (_, sql) => {
		const w = await open(emptyHome());
		const failing = w.transaction(async (tx) => {
			await stage(tx, submission('a'), []);
			await tx.run(sql).catch(() => undefined);
		});
		await expect(failing).rejects.toThrow();
		expect(await readSubmission(w, 'a')).toBeNull();
		await publish(w, submission('b'), []);
		expect((await readSubmission(w, 'b'))?.status).toBe('published');
		await w.close();
	});

	it('waits for the one before it', async () => {
		const w = await open(emptyHome());
		await Promise.all(
			['a', 'b', 'c', 'd'].map((id, at) => publish(w, submission(id, { period: `2014Q${at + 1}` }), []))
		);
		expect(await latestState(w)).toBe(4);
		await w.close();
	});

	it('reads what it wrote, while others read what was before', async () => {
		const w = await open(emptyHome());
		await w.transaction(async (tx) => {
			await stage(tx, submission('a'), [delivery('d1', 'p1', '2015-01-02')]);
			await makeState(tx, change(['a']));
			expect(await tx.read('SELECT delivery_id FROM staging.live_deliveries')).toEqual([
				{ delivery_id: 'd1' }
			]);
			expect(await w.read('SELECT delivery_id FROM staging.live_deliveries')).toEqual([]);
		});
		expect(await w.read('SELECT delivery_id FROM staging.live_deliveries')).toEqual([{ delivery_id: 'd1' }]);
		await w.close();
	});
});

describe.each([1, 2])('a long statement on %i threads', (threads) => {
	const numbered = `INSERT INTO main.partners
		SELECT range::VARCHAR, 'P', 'r', row_number() OVER () FROM range(300000)`;

	it('is answered like any other, and stored with its transaction', async () => {
		const w = await open(emptyHome(), { threads });
		const [row] = await w.transaction((tx) => tx.readAside<{ Count: number }>(numbered));
		expect(row).toEqual({ Count: 300_000 });
		expect(await w.read('SELECT count(*)::INTEGER AS n FROM main.partners')).toEqual([{ n: 300_000 }]);
		await w.close();
	});

	it('keeps nothing when it fails, early or late', async () => {
		const w = await open(emptyHome(), { threads });
		for (const sql of [
			'SELEKT 1',
			numbered.replace("'P'", 'CASE WHEN range = 299999 THEN error($$no$$) END')
		]) {
			const failing = w.transaction(async (tx) => {
				await stage(tx, submission('a'), []);
				await tx.readAside(sql);
			});
			await expect(failing).rejects.toThrow(/syntax|no/);
		}
		expect(await readSubmission(w, 'a')).toBeNull();
		expect(await w.read('SELECT count(*)::INTEGER AS n FROM main.partners')).toEqual([{ n: 0 }]);
		await w.close();
	});

	it('is given up at once when nobody waits for it any more', async () => {
		const w = await open(emptyHome(), { threads });
		const patience = new AbortController();
		setTimeout(() => patience.abort(), 100);
		const endless = numbered.replace('300000', '3000000000');
		await expect(w.transaction((tx) => tx.readAside(endless), patience.signal)).rejects.toThrow();
		expect(await w.read('SELECT count(*)::INTEGER AS n FROM main.partners')).toEqual([{ n: 0 }]);
		await w.close();
	});
});

describe('opening a home', () => {
	it('gives the same instance to everyone in the process', async () => {
		const home = emptyHome();
		const [first, second] = await Promise.all([open(home), open(`${home}/.`)]);
		expect(second).toBe(first);
		await first.close();
		const again = await open(home);
		expect(again).not.toBe(first);
		await again.close();
	});

	it('keeps files outside the home out of reach, and its settings locked', async () => {
		const w = await open(emptyHome());
		await expect(w.read(`SELECT * FROM read_text('/etc/hostname')`)).rejects.toThrow(
			'disabled by configuration'
		);
		await expect(w.read(`SET enable_external_access = true`)).rejects.toThrow('locked');
		await expect(w.read(`ATTACH '/tmp/other.duckdb' AS other`)).rejects.toThrow('disabled by configuration');
		await expect(w.read(`INSTALL httpfs`)).rejects.toThrow();
		await w.close();
	});

	it('says to run init when there is no home', async () => {
		const code = await refusal(Promise.resolve().then(() => open(join(emptyHome(), 'missing'))));
		expect(code).toBe('no_home');
	});

	it('refuses a home of a newer version', async () => {
		const home = emptyHome();
		const w = await open(home);
		await w.transaction((tx) => tx.run('UPDATE main.schema_version SET version = 99'));
		await w.close();
		expect(await refusal(open(home))).toBe('newer_home');
		expect(existsSync(join(home, 'lock'))).toBe(false);
	});

	it('says that a database file is damaged', async () => {
		const home = emptyHome();
		writeFileSync(
			join(home, 'warehouse.duckdb'),
			'this is no database, but it is long enough to be looked at'.repeat(300)
		);
		expect(await refusal(open(home))).toBe('damaged_home');
	});

	it('refuses a home that a living process holds, and takes over from a dead one', async () => {
		const home = emptyHome();
		writeFileSync(join(home, 'lock'), JSON.stringify({ pid: process.ppid, began: null }));
		expect(await refusal(open(home))).toBe('busy');
		writeFileSync(join(home, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, began: '1' }));
		const w = await open(home);
		expect(JSON.parse(readFileSync(join(home, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
		await w.close();
		expect(existsSync(join(home, 'lock'))).toBe(false);
	});

	it('leaves a home alone that another container holds, until that was silent for long', async () => {
		const home = emptyHome();
		const lock = join(home, 'lock');
		const elsewhere = { pid: process.pid, began: null, space: 'another container' };
		writeFileSync(lock, JSON.stringify(elsewhere));
		expect(await refusal(open(home))).toBe('busy');
		const longAgo = new Date(Date.now() - 10 * 60_000);
		utimesSync(lock, longAgo, longAgo);
		const w = await open(home);
		expect(JSON.parse(readFileSync(lock, 'utf8'))).not.toMatchObject({ space: 'another container' });
		await w.close();
		expect(existsSync(lock)).toBe(false);
	});

	it('waits for a holder that leaves in time', async () => {
		const home = emptyHome();
		const lock = join(home, 'lock');
		writeFileSync(lock, JSON.stringify({ pid: process.ppid, began: null }));
		setTimeout(() => writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, began: '1' })), 200);
		const w = await open(home, { waitMs: 5_000 });
		await w.close();
	});

	it('gives an older home the columns that the catalog has declared since', async () => {
		const home = emptyHome();
		const w = await open(home);
		await w.transaction(async (tx) => {
			await tx.run('DROP VIEW staging.live_needs');
			await tx.run('ALTER TABLE staging.stg_needs DROP COLUMN note_code');
			await tx.run(`UPDATE main.schema_version SET print = 'older'`);
		});
		await w.close();
		const again = await open(home);
		expect(await again.read('SELECT note_code FROM staging.live_needs')).toEqual([]);
		await again.close();
	});

	it('refuses a file for which the disk has no room', () => {
		const home = emptyHome();
		expect(() => refuseWithoutSpace(home, 1e18)).toThrow('MB free, and this file needs');
		expect(() => refuseWithoutSpace(home, 1)).not.toThrow();
	});

	it('finds everything again after closing', async () => {
		const home = emptyHome();
		const w = await open(home);
		await publish(w, submission('a'), [delivery('d1', 'p1', '2015-01-02')]);
		await w.close();
		const again = await open(home);
		expect(await listStates(again)).toEqual([
			{ state: 1, at: '2015-04-02T10:00:00Z', who: 'console', what: 'test' }
		]);
		expect(await again.read('SELECT count(*) AS n FROM staging.live_deliveries')).toEqual([{ n: 1 }]);
		await again.close();
	});
});
