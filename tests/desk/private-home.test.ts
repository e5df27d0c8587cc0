import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	checkFolder,
	closeHome,
	createHome,
	firstSettings,
	openHome,
	readSettings,
	refuseFalseDemo,
	saveSettings,
	type OpenHome
} from '$lib/server/desk';

let place: string;
let home: string;
let open: OpenHome | null = null;

beforeEach(() => {
	place = mkdtempSync(join(tmpdir(), 'braidwork-private-'));
	home = join(place, 'home');
});
afterEach(async () => {
	if (open) await closeHome(open);
	open = null;
	rmSync(place, { recursive: true, force: true });
});

function openPlaces(): string[] {
	const all = ['', ...readdirSync(home, { recursive: true, encoding: 'utf8' })];
	return all.filter((path) => (statSync(join(home, path)).mode & 0o077) !== 0);
}

describe('the files of a home', () => {
	it('are for its own account alone, also in a folder that was open before', async () => {
		process.umask(0o022);
		mkdirSync(home, { mode: 0o755 });
		chmodSync(home, 0o755);
		expect(await createHome(home, { demo: false })).toEqual([]);
		open = await openHome(home);
		expect(openPlaces()).toEqual([]);
		expect(statSync(join(home, 'warehouse.duckdb')).mode & 0o777).toBe(0o600);
	});

	it('of an earlier version are closed when it is opened', async () => {
		await createHome(home, { demo: false });
		for (const path of ['', 'warehouse.duckdb', 'config.json', 'files']) chmodSync(join(home, path), 0o755);
		open = await openHome(home);
		expect(openPlaces()).toEqual([]);
		expect((await checkFolder(open)).problems).toEqual([]);
	});

	it('that others may read are a problem that check names, not a note', async () => {
		await createHome(home, { demo: false });
		open = await openHome(home);
		chmodSync(home, 0o755);
		chmodSync(join(home, 'warehouse.duckdb'), 0o644);
		const { problems } = await checkFolder(open);
		expect(problems).toHaveLength(2);
		expect(problems.join(' ')).toContain(`chmod go= ${join(home, 'warehouse.duckdb')}`);
	});

	it('elsewhere are left alone, where a link leads there', async () => {
		await createHome(home, { demo: false });
		const other = join(place, 'other');
		writeFileSync(other, 'not ours', { mode: 0o644 });
		chmodSync(other, 0o644);
		symlinkSync(other, join(home, 'link'));
		open = await openHome(home);
		expect(statSync(other).mode & 0o777).toBe(0o644);
	});
});

describe('a demo', () => {
	it('is what was made as one', async () => {
		await createHome(home, { demo: true });
		const settings = await readSettings(home);
		expect(settings.demo).toBe(true);
		expect(() => refuseFalseDemo(home, settings)).not.toThrow();
	});

	it('is not made of a home with real data by its settings', async () => {
		await createHome(home, { demo: false });
		await saveSettings(home, firstSettings(true));
		expect(() => refuseFalseDemo(home, firstSettings(true))).toThrow('was not made as one');
		open = await openHome(home);
		expect((await checkFolder(open)).problems).toEqual([expect.stringContaining('was not made as one')]);
	});

	it('is not made by carrying the mark of another over', async () => {
		const demo = join(place, 'demo');
		await createHome(demo, { demo: true });
		await createHome(home, { demo: false });
		await saveSettings(home, firstSettings(true));
		copyFileSync(join(demo, 'demo-mark'), join(home, 'demo-mark'));
		expect(() => refuseFalseDemo(home, firstSettings(true))).toThrow('was not made as one');
	});
});
