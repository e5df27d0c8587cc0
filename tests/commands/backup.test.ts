import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, endOf, folder, serve, start } from './run-braidwork';
import { claim, writeQuarter } from './small-files';

const place = folder();
const home = join(place.path, 'home');
afterAll(place.remove);

interface Checked {
	ok: boolean;
	problems: string[];
	notes: string[];
	error?: { code: string };
}

beforeAll(async () => {
	await braidwork('init', '--demo', '--home', home);
	const files = writeQuarter(place.path);
	for (const dataset of ['participants', 'deliveries'] as const)
		await braidwork('load', files[dataset], ...claim(dataset), '--publish', '--home', home);
});

const at = (name: string) => join(place.path, name);

describe('backup and restore', () => {
	it('go through the server that holds the home, and bring the shown tables back as they were', async () => {
		const server = await serve(home);
		const shown = await (await fetch(`${server.address}/api/v1/measures/people_served?by=quarter`)).text();
		const [made, loaded] = await Promise.all([
			braidwork('backup', at('served'), '--home', home, '--json'),
			braidwork(
				'load',
				writeQuarter(place.path, 2015).deliveries,
				...claim('deliveries', 2015),
				'--home',
				home
			)
		]);
		expect([made.code, loaded.code]).toEqual([0, 0]);
		expect(made.json()).toMatchObject({ backup: at('served'), state: 2, secret: 'inside', problems: [] });
		const blocked = await braidwork('restore', at('served'), '--home', home, '--replace', '--json');
		expect([blocked.code, blocked.json().error.code]).toEqual([1, 'busy']);
		expect(blocked.json().error.message).toContain(server.address);
		expect(await server.stop()).toBe(0);

		const restored = await braidwork('restore', at('served'), '--home', at('again'), '--json');
		expect([restored.code, restored.json()]).toMatchObject([
			0,
			{ ok: true, state: 2, problems: [], notes: [] }
		]);
		const again = await serve(at('again'));
		const after = await (await fetch(`${again.address}/api/v1/measures/people_served?by=quarter`)).text();
		expect(await again.stop()).toBe(0);
		expect(after).toBe(shown);
		expect(shown).toContain('12');
	});

	it('say in words what is in the backup, and where the secret is', async () => {
		const inside = await braidwork('backup', at('in-words'), '--home', home);
		expect(inside.stdout).toContain('It holds the secret that keys the hashes');
		const env = { BRAIDWORK_SECRET_FILE: at('secret') };
		writeFileSync(at('secret'), `${'0a'.repeat(32)}\n`, { mode: 0o600 });
		const outside = await endOf(start(['backup', at('without'), '--home', home], { env }));
		expect([outside.code, outside.stdout]).toEqual([
			0,
			expect.stringContaining('is not in it (BRAIDWORK_SECRET_FILE)')
		]);
		expect(existsSync(join(at('without'), 'home', 'secret'))).toBe(false);
	});

	it('refuse in a sentence what is there already, what is damaged, and what is no backup', async () => {
		await braidwork('backup', at('whole'), '--home', home);
		const twice = await braidwork('backup', at('whole'), '--home', home, '--json');
		expect([twice.code, twice.json().error.code]).toEqual([1, 'backup_exists']);
		const [name = ''] = readdirSync(join(at('whole'), 'home', 'files'));
		appendFileSync(join(at('whole'), 'home', 'files', name), 'x');
		const damaged = await braidwork('restore', at('whole'), '--home', at('nowhere'), '--json');
		expect([damaged.code, damaged.json().error.code]).toEqual([1, 'damaged_backup']);
		expect(damaged.json().error.message).toContain(`home/files/${name}`);
		expect(existsSync(at('nowhere'))).toBe(false);
		const none = await braidwork('restore', place.path, '--home', at('nowhere'), '--json');
		expect([none.code, none.json().error.code]).toEqual([1, 'no_backup']);
		const taken = await braidwork('restore', at('in-words'), '--home', home, '--json');
		expect([taken.code, taken.json().error.code]).toEqual([1, 'home_exists']);
		expect((await braidwork('backup', '--home', home)).code).toBe(2);
	});
});

describe('a restore that is killed at any moment', () => {
	it('leaves the home that was there or the one that comes, and the same command ends it', async () => {
		const target = at('killed');
		await braidwork('init', '--demo', '--home', target);
		const restore = ['restore', at('in-words'), '--home', target, '--replace', '--json'];
		const began = Date.now();
		await braidwork(...restore);
		const whole = Date.now() - began;
		for (const share of [0.6, 0.8, 0.9, 1]) {
			const child = start(restore);
			const ended = endOf(child);
			await new Promise((resolve) => setTimeout(resolve, whole * share));
			child.kill('SIGKILL');
			await ended;
			const isThere = existsSync(join(target, 'config.json'));
			if (isThere) expect((await braidwork('check', '--home', target, '--json')).code).toBe(0);
			const again = await braidwork(...restore);
			expect([again.code, again.json()]).toMatchObject([0, { ok: true, state: 2 }]);
		}
		expect(readdirSync(place.path).filter((name) => name.endsWith('.restoring'))).toEqual([]);
	});
});

describe('check', () => {
	it('names what is wrong with the folder, the settings of the running server and the secret', async () => {
		const broken = at('broken');
		await braidwork('restore', at('in-words'), '--home', broken);
		const server = await serve(broken);
		writeFileSync(join(broken, 'config.json'), '{');
		writeFileSync(join(broken, 'secret'), 'no secret');
		mkdirSync(join(broken, 'agreements'));
		writeFileSync(join(broken, 'agreements', 'county.json'), '{ "until": 2015 }');
		writeFileSync(join(broken, 'files', 'c'.repeat(64)), 'left over');
		const ended = await braidwork('check', '--home', broken, '--json');
		await server.stop();
		const { problems, notes, error } = ended.json<Checked>();
		expect([ended.code, error?.code]).toEqual([1, 'invariants']);
		expect(problems.join()).toContain('config.json is not readable as JSON');
		expect(problems.join()).toContain('The secret of this home is missing or unreadable');
		expect(problems.join()).toContain('agreements/county.json cannot be used');
		expect(notes.join()).toContain('belongs to no submission');
	});
});
