import { existsSync, openAsBlob, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { braidwork, endOf, folder, serve, start, type Running } from './run-braidwork';

const place = folder();
afterAll(place.remove);

const ROWS = 80_000;
const large = join(place.path, 'large.csv');
const lines = Array.from(
	{ length: ROWS },
	(_, at) => `D-${at},N-${at % 5000},tuition,delivered,2014-01-15,10.00`
);
writeFileSync(large, ['delivery_id,participant_id,service,status,date,amount_usd', ...lines, ''].join('\n'));

let round = 0;
let home = '';
let server: Running;

beforeEach(async () => {
	home = join(place.path, `home-${round++}`);
	await braidwork('init', '--demo', '--home', home);
	server = await serve(home);
});

const CLAIM = ['--partner', 'county', '--dataset', 'deliveries', '--period', '2014Q1'];

/** What the home is once the server is gone: how many states, whether all is well. */
async function after(): Promise<{ states: number; problems: string[] }> {
	const { states } = (await braidwork('states', '--home', home, '--json')).json<{ states: object[] }>();
	const { problems } = (await braidwork('check', '--home', home, '--json')).json<{ problems: string[] }>();
	return { states: states.length, problems };
}

/** Sends the large file as an analyst's program does; answers the status, or null when it was cut. */
async function upload(): Promise<number | null> {
	const body = new FormData();
	const fields = { partner: 'county', dataset: 'deliveries', period: '2014Q1', publish: 'true' };
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	body.append('file', await openAsBlob(large), 'large.csv');
	const headers = { cookie: 'braidwork_role=analyst' };
	const sent = fetch(`${server.address}/api/v1/submissions`, { method: 'POST', headers, body });
	return sent.then(
		({ status }) => status,
		() => null
	);
}

describe('a server that is told to stop', () => {
	it('as soon as it says where it is, or while it still prepares, ends with 0', async () => {
		expect(await server.stop()).toBe(0);
		const early = start(['serve', '--home', home, '--port', '0']);
		const ended = endOf(early);
		await new Promise<void>((said) =>
			early.stderr?.on('data', (piece) => String(piece).includes('Preparing') && said())
		);
		early.kill('SIGTERM');
		expect((await ended).code).toBe(0);
		expect(await after()).toEqual({ states: 0, problems: [] });
	});

	it.each([150, 900])(
		'%i ms into an upload ends with 0; the file is published whole or not at all',
		async (ms) => {
			const sent = upload();
			await pause(ms);
			expect(await server.stop()).toBe(0);
			const status = await sent;
			const { states, problems } = await after();
			expect(problems).toEqual([]);
			expect([0, 1]).toContain(states);
			if (status === 201) expect(states).toBe(1);
		}
	);

	it('lets a command end that it runs for somebody, and then ends with 0', async () => {
		const load = endOf(start(['load', large, ...CLAIM, '--publish', '--home', home, '--json']));
		while (!existsSync(join(home, 'files')) || readdirSync(join(home, 'files')).length === 0) await pause(10);
		expect(await server.stop()).toBe(0);
		expect((await load).json()).toMatchObject({
			state: 1,
			files: [{ status: 'published', rows_loaded: ROWS }]
		});
		expect(await after()).toEqual({ states: 1, problems: [] });
	});

	it('lets a backup end that is being made', async () => {
		await braidwork('load', large, ...CLAIM, '--publish', '--home', home, '--json');
		const target = join(place.path, `kept-${round}`);
		const backup = endOf(start(['backup', target, '--home', home, '--json']));
		while (!existsSync(`${target}.unfinished`) && !existsSync(target)) await pause(1);
		expect(await server.stop()).toBe(0);
		expect((await backup).json()).toMatchObject({ backup: target, state: 1, problems: [] });
	});
});
