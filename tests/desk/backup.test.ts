import fc from 'fast-check';
import {
	appendFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Refusal } from '$lib/domain';
import { backUp, restoreHome, saveLogo } from '$lib/server/desk';
import {
	backupOptions,
	close,
	contentOf,
	folder,
	newHome,
	NOW,
	open,
	publishQuarter,
	removeAll,
	restoreOptions
} from './a-kept-home';

afterAll(removeAll);
afterEach(() => {
	delete process.env.BRAIDWORK_SECRET_FILE;
});

async function refusal(work: () => Promise<unknown>): Promise<Refusal> {
	const error = await work().then(
		() => null,
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(Refusal);
	return error as Refusal;
}

/** A backup of a small home with something of everything in it. */
async function smallBackup(): Promise<string> {
	const home = await newHome();
	await publishQuarter(home, { period: '2014Q4' });
	await publishQuarter(home, { period: '2015Q1' });
	mkdirSync(join(home.dir, 'agreements'));
	writeFileSync(join(home.dir, 'agreements', 'county.json'), '{}');
	appendFileSync(join(home.dir, 'audit.jsonl'), '{"did":"something"}\n');
	await saveLogo(home, Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20)]));
	const target = join(folder(), 'kept');
	await backUp(home, target, backupOptions);
	await close(home);
	return target;
}

describe('a backup', () => {
	it('holds all of a home but what passes, and says what it is', async () => {
		const target = await smallBackup();
		const files = readdirSync(join(target, 'home'), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(target.length + 6));
		expect(files.map((name) => name.replace(/[0-9a-f]{64}/, 'SUM')).sort()).toEqual([
			'agreements/county.json',
			'audit.jsonl',
			'config.json',
			'demo-mark',
			'files/SUM',
			'files/SUM',
			'ledger.jsonl',
			'logo.png',
			'secret',
			'warehouse.duckdb',
			'warehouse.duckdb.wal'
		]);
		const manifest = JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as {
			files: { path: string }[];
		};
		expect(manifest).toMatchObject({ version: 1, state: 2, secret: 'inside', made_at: NOW.toISOString() });
		expect(manifest.files.map(({ path }) => path).sort()).toEqual(files.sort());
		expect(statSync(target).mode & 0o077).toBe(0);
	});

	it('is put back as the same home, and the logo, the agreements and the settings with it', async () => {
		const target = await smallBackup();
		const place = join(folder(), 'home');
		const restored = await restoreHome(target, place, restoreOptions);
		expect(restored).toMatchObject({ home: place, state: 2, problems: [], moved_aside: null });
		const again = await open(place);
		expect(again.settings.logo).toBe('logo.png');
		expect(existsSync(join(place, 'agreements', 'county.json'))).toBe(true);
		expect(await contentOf(again)).toMatchObject({ state: 2 });
		expect((await publishQuarter(again, { period: '2015Q2' })).state).toBe(3);
	});

	it('is of one moment, also while files are loaded, and writers go on', async () => {
		const home = await newHome();
		const states = new Map<number, unknown>();
		let isLoading = true;
		const loading = (async () => {
			for (let n = 0; isLoading; n++) {
				await publishQuarter(home, { period: `${2005 + (n % 10)}Q${1 + (n % 4)}`, rows: 10 + n });
				states.set(home.warehouse.latest(), await contentOf(home));
			}
		})();
		const kept = folder();
		for (let n = 0; n < 6; n++) {
			await backUp(home, join(kept, String(n)), backupOptions);
			const seen = states.size;
			while (states.size === seen) await new Promise((resolve) => setTimeout(resolve, 5));
		}
		isLoading = false;
		await loading;
		expect(states.size).toBeGreaterThan(5);
		for (let n = 0; n < 6; n++) {
			const place = join(folder(), 'home');
			const restored = await restoreHome(join(kept, String(n)), place, restoreOptions);
			expect(restored.problems).toEqual([]);
			const again = await open(place);
			expect(again.warehouse.latest()).toBe(restored.state);
			if (restored.state > 0) expect(await contentOf(again)).toEqual(states.get(restored.state));
			await close(again);
		}
	}, 120_000);

	it('leaves the secret out when that lies elsewhere, and knows it again', async () => {
		const elsewhere = join(folder(), 'secret');
		process.env.BRAIDWORK_SECRET_FILE = elsewhere;
		const home = await newHome();
		writeFileSync(join(home.dir, 'secret'), 'the one from before it was moved');
		await publishQuarter(home, { period: '2014Q4' });
		const target = join(folder(), 'kept');
		const made = await backUp(home, target, backupOptions);
		await close(home);
		expect(made.secret).toBe('outside');
		expect(existsSync(join(target, 'home', 'secret'))).toBe(false);
		const right = await restoreHome(target, join(folder(), 'home'), restoreOptions);
		expect(right.problems).toEqual([]);
		writeFileSync(elsewhere, 'ab'.repeat(32));
		const wrong = await restoreHome(target, join(folder(), 'home'), restoreOptions);
		expect(wrong.problems.join()).toContain('is not the one that this home was keyed with');
	});

	it('copies databases of accounts while they are written', async () => {
		const home = await newHome();
		const accounts = new DatabaseSync(join(home.dir, 'accounts.sqlite'));
		accounts.exec(
			'PRAGMA journal_mode = WAL; CREATE TABLE people (name TEXT); INSERT INTO people VALUES (1)'
		);
		accounts.exec('BEGIN; INSERT INTO people VALUES (2)');
		const target = join(folder(), 'kept');
		await backUp(home, target, backupOptions);
		accounts.exec('COMMIT');
		accounts.close();
		const names = readdirSync(join(target, 'home')).filter((name) => name.startsWith('accounts'));
		expect(names).toEqual(['accounts.sqlite']);
		const copy = new DatabaseSync(join(target, 'home', 'accounts.sqlite'), { readOnly: true });
		expect(copy.prepare('SELECT name FROM people').all()).toEqual([{ name: '1' }]);
		copy.close();
	});

	it('takes unharmed originals over from an earlier backup on the same disk, and others anew', async () => {
		const home = await newHome();
		await publishQuarter(home, { period: '2014Q4' });
		await publishQuarter(home, { period: '2015Q1' });
		const kept = folder();
		const [first, second] = [join(kept, '1'), join(kept, '2')];
		await backUp(home, first, backupOptions);
		const [harmed = '', whole = ''] = readdirSync(join(first, 'home', 'files'));
		appendFileSync(join(first, 'home', 'files', harmed), 'x');
		await backUp(home, second, { ...backupOptions, since: first });
		const file = (name: string, at: string) => statSync(join(at, 'home', 'files', name));
		expect(file(whole, first).ino).toBe(file(whole, second).ino);
		expect(file(harmed, first).ino).not.toBe(file(harmed, second).ino);
		expect((await restoreHome(second, join(folder(), 'home'), restoreOptions)).problems).toEqual([]);
	});

	it('names an original that is not what was received, and keeps it as it is', async () => {
		const home = await newHome();
		await publishQuarter(home, { period: '2014Q4' });
		const [name = ''] = readdirSync(join(home.dir, 'files'));
		appendFileSync(join(home.dir, 'files', name), 'x');
		const target = join(folder(), 'kept');
		const { problems } = await backUp(home, target, backupOptions);
		expect(problems).toEqual([`The original files/${name} is not what was received.`]);
		expect((await restoreHome(target, join(folder(), 'home'), restoreOptions)).problems.join()).toContain(
			'has changed'
		);
	});

	it('is refused where something is, inside the home, and where no folder is', async () => {
		const home = await newHome();
		const place = folder();
		writeFileSync(join(place, 'thesis.docx'), '');
		expect((await refusal(() => backUp(home, place, backupOptions))).code).toBe('backup_exists');
		expect((await refusal(() => backUp(home, join(place, 'thesis.docx'), backupOptions))).code).toBe(
			'backup_exists'
		);
		expect((await refusal(() => backUp(home, join(home.dir, 'kept'), backupOptions))).code).toBe(
			'wrong_place'
		);
		expect((await refusal(() => backUp(home, join(place, 'a', 'b'), backupOptions))).code).toBe(
			'wrong_place'
		);
		expect(readdirSync(place)).toEqual(['thesis.docx']);
		const since = { ...backupOptions, since: place };
		expect((await refusal(() => backUp(home, join(place, 'kept'), since))).code).toBe('no_backup');
	});

	it('that fails leaves nothing, and what a killed one left is cleared by the next of its name', async () => {
		const home = await newHome();
		await publishQuarter(home, { period: '2014Q4' });
		writeFileSync(join(home.dir, 'accounts.sqlite'), 'this is no database');
		const kept = folder();
		mkdirSync(join(kept, 'day.unfinished', 'home'), { recursive: true });
		await expect(backUp(home, join(kept, 'day'), backupOptions)).rejects.toThrow(/database/);
		expect(readdirSync(kept)).toEqual([]);
		expect(readdirSync(join(home.dir, 'work'))).toEqual([]);
		rmSync(join(home.dir, 'accounts.sqlite'));
		await backUp(home, join(kept, 'day'), backupOptions);
		expect(readdirSync(kept)).toEqual(['day']);
	});
});

describe('restoring', () => {
	it('refuses a backup in which any file is changed, cut or gone, names it, and leaves the place alone', async () => {
		const target = await smallBackup();
		const files = [
			...(
				JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as { files: { path: string }[] }
			).files.map(({ path }) => `home/${path}`),
			'manifest.json'
		];
		const damages = fc.record({
			file: fc.constantFrom(...files),
			how: fc.constantFrom('changed', 'cut', 'gone'),
			at: fc.double({ min: 0, max: 0.999, noNaN: true })
		});
		await fc.assert(
			fc.asyncProperty(damages, async ({ file, how, at }) => {
				const copy = join(folder(), 'copy');
				cpSync(target, copy, { recursive: true });
				damage(join(copy, file), how, at);
				const place = join(folder(), 'home');
				const { message, code } = await refusal(() => restoreHome(copy, place, restoreOptions));
				const isGone = file === 'manifest.json' && how === 'gone';
				expect(code).toBe(isGone ? 'no_backup' : 'damaged_backup');
				if (!isGone) expect(message).toContain(file);
				expect(readdirSync(join(place, '..'))).toEqual([]);
			}),
			{ numRuns: 25 }
		);
	}, 120_000);

	it('never leaves the home for a path in the manifest', async () => {
		const target = await smallBackup();
		for (const path of ['../outside', '/etc/braidwork', 'files/../../outside', './x']) {
			rewrite(target, (manifest) => ({ ...manifest, files: [{ path, bytes: 0, sha256: 'a'.repeat(64) }] }));
			expect((await refusal(() => restoreHome(target, join(folder(), 'home'), restoreOptions))).code).toBe(
				'damaged_backup'
			);
		}
	});

	it('refuses a folder that is no backup, and one that a newer Braidwork made', async () => {
		const place = join(folder(), 'home');
		expect((await refusal(() => restoreHome(folder(), place, restoreOptions))).code).toBe('no_backup');
		const target = await smallBackup();
		rewrite(target, (manifest) => ({ ...manifest, schema_version: 99 }));
		expect((await refusal(() => restoreHome(target, place, restoreOptions))).code).toBe('newer_home');
		rewrite(target, (manifest) => ({ ...manifest, version: 2 }));
		expect((await refusal(() => restoreHome(target, place, restoreOptions))).code).toBe('newer_backup');
	});

	it('leaves a home that stands there, unless told to move it aside; then it is kept whole', async () => {
		const target = await smallBackup();
		const other = await newHome();
		await publishQuarter(other, { period: '2013Q1' });
		const before = await contentOf(other);
		const place = other.dir;
		expect((await refusal(() => restoreHome(target, place, restoreOptions))).code).toBe('home_exists');
		const replacing = { ...restoreOptions, replace: true };
		expect((await refusal(() => restoreHome(target, place, replacing))).code).toBe('busy');
		expect(await contentOf(other)).toEqual(before);
		await close(other);
		const { moved_aside } = await restoreHome(target, place, replacing);
		const [old, fresh] = [await open(moved_aside ?? ''), await open(place)];
		expect(await contentOf(old)).toEqual(before);
		expect(fresh.warehouse.latest()).toBe(2);
		expect(readdirSync(join(place, '..')).filter((name) => name.includes('restoring'))).toEqual([]);
	}, 60_000);

	it('is refused while another is under way to the same place, and clears up after one that was killed', async () => {
		const target = await smallBackup();
		const place = join(folder(), 'home');
		mkdirSync(`${place}.restoring`);
		const lock = join(`${place}.restoring`, 'lock');
		writeFileSync(lock, JSON.stringify({ pid: process.ppid, began: null }));
		expect((await refusal(() => restoreHome(target, place, restoreOptions))).code).toBe('busy');
		expect(existsSync(lock)).toBe(true);
		writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, began: '1' }));
		expect((await restoreHome(target, place, restoreOptions)).problems).toEqual([]);
		expect(readdirSync(join(place, '..'))).toEqual(['home']);
		expect(existsSync(join(place, 'lock'))).toBe(false);
	});

	it('never moves a folder aside that is no home', async () => {
		const target = await smallBackup();
		const place = folder();
		writeFileSync(join(place, 'thesis.docx'), '');
		const replacing = { ...restoreOptions, replace: true };
		expect((await refusal(() => restoreHome(target, place, replacing))).code).toBe('home_exists');
		expect(readdirSync(place)).toEqual(['thesis.docx']);
	});
});

function damage(path: string, how: string, at: number): void {
	const bytes = readFileSync(path);
	if (how === 'gone') rmSync(path);
	else if (how === 'cut' && bytes.length > 0) truncateSync(path, Math.floor(bytes.length * at));
	else {
		const place = Math.floor(bytes.length * at);
		if (bytes.length === 0) return appendFileSync(path, 'x');
		bytes[place] = (bytes[place] ?? 0) ^ 1;
		writeFileSync(path, bytes);
	}
}

/** Changes a manifest and its sum, as somebody would who means it. */
function rewrite(target: string, change: (manifest: Record<string, unknown>) => object): void {
	const path = join(target, 'manifest.json');
	const text = JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>));
	writeFileSync(path, text);
	writeFileSync(`${path}.sha256`, createHash('sha256').update(text).digest('hex'));
}
