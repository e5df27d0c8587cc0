import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	closeHome,
	createHome,
	firstSettings,
	openHome,
	readSettings,
	restoreHome,
	upgradeSettings
} from '$lib/server/desk';
import { checkInvariants, load } from '$lib/server/intake';
import { SCHEMA_VERSION, type UpgradeMoment } from '$lib/server/warehouse';
import { writeManifest } from '../../src/lib/server/desk/backup/manifest';
import { buildChore } from '../../scripts/run-built.mjs';

const LIMITS = { threads: 1, memoryLimit: '512MB', waitMs: 2000 };
const built = resolve(`node_modules/.cache/braidwork-upgrade-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), 'braidwork-upgrade-'));
const old = join(folder, 'old');
let main = '';
let before: unknown;

beforeAll(async () => {
	main = await buildChore('torture', built);
	before = await makeOldHome(old);
}, 120_000);

afterAll(() => {
	for (const place of [built, folder]) rmSync(place, { recursive: true, force: true });
});

/** A home as the first version left it: counted tables in its file, answers without versions, settings without a server. */
async function makeOldHome(place: string): Promise<unknown> {
	await createHome(place, { demo: true });
	const home = await openHome(place, LIMITS);
	const lines = [
		'delivery_id,participant_id,service,status,date',
		'D-1,N-1,tuition,delivered,2/1/2015',
		'D-2,N-2,tuition,delivered,3/1/2015'
	];
	const file = await load(
		home.warehouse,
		{ name: 'deliveries.csv', bytes: Buffer.from(lines.join('\n') + '\n') },
		{ partner: 'county', dataset: 'deliveries', period: '2015Q1' },
		{
			publish: true,
			answers: { 'date_order.date': 'dmy' },
			actor: { who: 'analyst', role: 'analyst', partners: null },
			now: new Date('2015-04-02T09:00:00Z'),
			settings: home.settings
		}
	);
	expect(file.status).toBe('published');
	await home.warehouse.transaction(async (tx) => {
		await tx.run('DROP TABLE main.answer_versions');
		await tx.run('CREATE SCHEMA w.mart');
		await tx.run('CREATE TABLE w.mart.fct_deliveries AS SELECT 1 AS number');
		await tx.run(`UPDATE main.schema_version SET version = 1, print = 'of the first version'`);
	});
	const content = await contentOf(home.warehouse);
	await closeHome(home);
	const { server: _, ...settings } = await readSettings(place);
	writeFileSync(join(place, 'config.json'), JSON.stringify({ ...settings, name: 'Of old', version: 1 }));
	return content;
}

type Reader = Awaited<ReturnType<typeof openHome>>['warehouse'];

async function contentOf(w: Reader): Promise<unknown> {
	return {
		rows: await w.read('SELECT * FROM staging.live_deliveries ORDER BY ALL'),
		answers: await w.read('SELECT * FROM main.answers ORDER BY ALL'),
		states: await w.read('SELECT * FROM main.state_submissions ORDER BY ALL')
	};
}

/** Opens a copy of the old home in a process that kills itself at one moment of the upgrade; tells what it reached. */
function dieAt(home: string, moment: number): Promise<string[]> {
	return new Promise((done) =>
		execFile(process.execPath, [main, '--upgrade', home, '--moment', String(moment)], (_error, stdout) =>
			done(stdout.trim().split('\n').filter(Boolean))
		)
	);
}

async function expectUpgraded(place: string): Promise<void> {
	const home = await openHome(place, LIMITS);
	const { warehouse, settings } = home;
	expect(await warehouse.read('SELECT version FROM main.schema_version')).toEqual([
		{ version: SCHEMA_VERSION }
	]);
	expect(await contentOf(warehouse)).toEqual(before);
	const versions = await warehouse.read('SELECT partner, dataset, code, who FROM main.answer_versions');
	expect(versions).toEqual([{ partner: 'county', dataset: 'deliveries', code: 'date_order.date', who: '' }]);
	const marts = await warehouse.read(
		`SELECT 1 FROM duckdb_tables() WHERE database_name = 'w' AND schema_name = 'mart'`
	);
	expect(marts).toEqual([]);
	expect(await checkInvariants(warehouse)).toEqual({ ok: true, problems: [] });
	expect(settings).toMatchObject({
		version: firstSettings(true).version,
		name: 'Of old',
		server: { origin: null }
	});
	await closeHome(home);
	const stored = JSON.parse(readFileSync(join(place, 'config.json'), 'utf8')) as object;
	expect(stored).toEqual(settings);
}

describe('a home of an earlier version', () => {
	it('is brought up to date step by step, and only once', async () => {
		const place = join(folder, 'upgraded');
		cpSync(old, place, { recursive: true });
		const reached: UpgradeMoment[] = [];
		const home = await openHome(place, { ...LIMITS, reached: (at) => reached.push(at) });
		await closeHome(home);
		const moments = reached.map(({ version, moment }) => `${version} ${moment}`);
		expect(moments.slice(0, 4)).toEqual(['2 begins', '2 written', '2 stored', '2 done']);
		expect(moments).toHaveLength(4 * (SCHEMA_VERSION - 1));
		await expectUpgraded(place);
		const again: UpgradeMoment[] = [];
		await closeHome(await openHome(place, { ...LIMITS, reached: (at) => again.push(at) }));
		expect(again).toEqual([]);
	});

	it('that is killed at any moment of that is brought up to date at the next start', async () => {
		const moments = 4 * (SCHEMA_VERSION - 1);
		for (let moment = 0; moment < moments; moment++) {
			const place = join(folder, `killed-${moment}`);
			cpSync(old, place, { recursive: true });
			const said = await dieAt(place, moment);
			expect(said).toHaveLength(moment + 1);
			await expectUpgraded(place);
			expect(existsSync(join(place, 'before-checkpoint'))).toBe(false);
		}
	}, 120_000);

	it('that is killed again and again gets there, too', async () => {
		const place = join(folder, 'killed-often');
		cpSync(old, place, { recursive: true });
		for (const moment of [0, 1, 2, 2, 1, 3]) await dieAt(place, moment);
		await expectUpgraded(place);
	}, 60_000);
});

describe('a backup of an earlier version', () => {
	it('is brought up to date while it is restored', async () => {
		const backup = join(folder, 'kept-of-old');
		cpSync(old, join(backup, 'home'), { recursive: true });
		const files = ['warehouse.duckdb', 'config.json', 'ledger.jsonl', 'secret'].map((path) => {
			const bytes = readFileSync(join(backup, 'home', path));
			return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
		});
		const [original = ''] = readdirSync(join(backup, 'home', 'files'));
		const { size } = statSync(join(backup, 'home', 'files', original));
		const all = [...files, { path: `files/${original}`, bytes: size, sha256: original }];
		const said = { version: 1, made_at: '2015-04-02T09:00:00.000Z', schema_version: 1, state: 1 } as const;
		writeManifest(backup, { ...said, secret: 'inside', secret_print: null, files: all });
		const place = join(folder, 'restored-of-old');
		const told: string[] = [];
		const { problems } = await restoreHome(backup, place, {
			now: new Date(),
			replace: false,
			tell: (sentence) => told.push(sentence),
			prove: async (home) => (await checkInvariants(home.warehouse)).problems
		});
		expect(problems).toEqual([]);
		expect(told.join()).toContain('Bringing the home to version 2');
		await expectUpgraded(place);
	});
});

describe('a home of a later version', () => {
	it('is refused politely and left as it is, by its tables and by its settings', async () => {
		const place = join(folder, 'later');
		await createHome(place, { demo: true });
		const home = await openHome(place, LIMITS);
		await home.warehouse.transaction((tx) => tx.run('UPDATE main.schema_version SET version = 99'));
		await closeHome(home);
		const bytes = readFileSync(join(place, 'warehouse.duckdb'));
		await expect(openHome(place, LIMITS)).rejects.toMatchObject({
			code: 'newer_home',
			message: expect.stringContaining(`tables of version 99, this one knows ${SCHEMA_VERSION}`) as string
		});
		expect(readFileSync(join(place, 'warehouse.duckdb')).equals(bytes)).toBe(true);
		expect(() => upgradeSettings({ ...firstSettings(true), version: 99 })).toThrow('settings of version 99');
	});
});
