import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, endOf, folder, start, write } from './run-braidwork';

const place = folder();
const home = join(place.path, 'home');

beforeAll(async () => {
	expect((await braidwork('init', '--demo', '--home', home)).code).toBe(0);
});
afterAll(place.remove);

describe('a home', () => {
	it('is made by init, which prints where it is and the invitation of the first administrator', async () => {
		const made = join(place.path, 'another');
		const ended = await braidwork('init', '--home', made, '--origin', 'https://braidwork.example', '--json');
		expect(ended.code).toBe(0);
		const { home: printed, invitation } = ended.json<{ home: string; invitation: { url: string } }>();
		expect(printed).toBe(made);
		expect(invitation.url).toMatch(/^https:\/\/braidwork\.example\/invitation\/[\w-]{43}$/);
		const { server } = JSON.parse(readFileSync(join(made, 'config.json'), 'utf8')) as {
			server: { origin: string };
		};
		expect(server.origin).toBe('https://braidwork.example');
	});

	it('is not made where the address that people are to use is none, and says for which port a link is', async () => {
		const made = join(place.path, 'addressed');
		const ended = await braidwork('init', '--home', made, '--origin', 'braidwork.example');
		expect([ended.code, existsSync(made)]).toEqual([2, false]);
		expect((await braidwork('init', '--home', made)).stdout).toContain('The link is for port 4173');
	});

	it('for the demo is made without accounts, so nobody is invited', async () => {
		const made = join(place.path, 'invented');
		const ended = await braidwork('init', '--demo', '--home', made, '--json');
		expect(ended.json()).toEqual({ home: made, invitation: null });
	});

	it('is not made twice', async () => {
		const before = readFileSync(join(home, 'config.json'), 'utf8');
		const ended = await braidwork('init', '--home', home, '--json');
		expect(ended.code).toBe(1);
		expect(ended.json().error.code).toBe('home_exists');
		expect(readFileSync(join(home, 'config.json'), 'utf8')).toBe(before);
	});

	it('is asked for by every command but init', async () => {
		const commands = [
			['load', 'x.csv', '--partner', 'county'],
			['read', 'x.csv'],
			['publish', 's1'],
			['withdraw', 's1'],
			['figure', 'people_served', '--out', 'x.svg'],
			['measure', 'people_served'],
			...['submissions', 'states', 'measures', 'check', 'serve'].map((name) => [name])
		];
		const nowhere = ['--home', join(place.path, 'nowhere'), '--json'];
		for (const command of commands) {
			const ended = await braidwork(...command, ...nowhere);
			expect([command[0], ended.code, ended.json().error.code]).toEqual([command[0], 1, 'no_home']);
			expect(ended.json().error.hint).toContain('init');
		}
	});

	it('is taken from the environment, or from ./home', async () => {
		const named = await endOf(start(['states', '--json'], { env: { BRAIDWORK_HOME: home } }));
		const near = await endOf(start(['states', '--json'], { cwd: place.path }));
		expect([named.json(), near.json()]).toEqual([{ states: [] }, { states: [] }]);
	});

	it('of a newer version is left alone', async () => {
		const newer = join(place.path, 'newer');
		await braidwork('init', '--home', newer);
		const config = join(newer, 'config.json');
		writeFileSync(config, readFileSync(config, 'utf8').replace(/"version": \d+/, '"version": 99'));
		const ended = await braidwork('states', '--home', newer, '--json');
		expect([ended.code, ended.json().error.code]).toEqual([1, 'newer_home']);
	});

	it('cannot be made where this account may not write', async () => {
		const file = write(join(place.path, 'file'), ['x']);
		for (const where of ['/proc/braidwork', join(file, 'home')]) {
			const ended = await braidwork('init', '--home', where, '--json');
			expect(ended.code).toBe(1);
			expect(ended.json().error.hint).not.toBe('');
			expect(ended.stderr.trim().split('\n')).toHaveLength(1);
		}
	});

	it('begins with the settings it is given, or not at all when they are wrong', async () => {
		const wrong = write(join(place.path, 'wrong.json'), [JSON.stringify({ settings: { threshold: 5 } })]);
		const refused = await braidwork('init', '--home', join(place.path, 'h4'), '--settings', wrong, '--json');
		expect([refused.code, refused.json().error.code]).toEqual([1, 'wrong_settings']);
		expect(readdirSync(place.path)).not.toContain('h4');

		const right = write(join(place.path, 'right.json'), [
			JSON.stringify({ settings: { name: 'Harbor', calendar: 'federal' } })
		]);
		const made = await braidwork('init', '--demo', '--home', join(place.path, 'h5'), '--settings', right);
		expect(made.code).toBe(0);
		const config = JSON.parse(readFileSync(join(place.path, 'h5', 'config.json'), 'utf8')) as object;
		expect(config).toMatchObject({ name: 'Harbor', calendar: 'federal', demo: true, threshold: 11 });
	});

	it('has nothing wrong with it when it is new', async () => {
		const ended = await braidwork('check', '--home', home, '--json');
		expect([ended.code, ended.json()]).toMatchObject([0, { ok: true, problems: [], notes: [] }]);
	});
});
