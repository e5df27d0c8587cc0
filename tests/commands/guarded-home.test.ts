import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, endOf, folder, serve, start, type Running } from './run-braidwork';
import { writeQuarter } from './small-files';

const place = folder();
const home = join(place.path, 'home');
const files = writeQuarter(place.path);
const PASSWORD = 'umbrella granite tuesday kettle';

let server: Running;
let admin = '';
let analyst = '';
let other = '';

beforeAll(async () => {
	const made = (await braidwork('init', '--home', home, '--json')).json<{ invitation: { url: string } }>();
	server = await serve(home);
	admin = await accept(made.invitation.url, { email: 'ada@county.gov', name: 'Ada' });
	const words = ['user', 'add', 'ann@county.gov', '--role', 'analyst', '--partner', 'county', '--home', home];
	const added = (await braidwork(...words, '--json')).json<{ invitation: { url: string } }>();
	analyst = await accept(added.invitation.url, { name: 'Ann' });
	const claim = ['--partner', 'city', '--dataset', 'participants', '--period', '2014Q1', '--publish'];
	const loaded = await braidwork('load', files.participants, ...claim, '--home', home, '--json');
	other = loaded.json<{ files: { submission_id: string }[] }>().files[0]?.submission_id ?? '';
}, 120_000);

afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

async function accept(url: string, filled: Record<string, string>): Promise<string> {
	const answer = await post(new URL(url).pathname, { ...filled, password: PASSWORD, repeat: PASSWORD });
	expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
	const lines = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
	return lines.find((line) => line.startsWith('braidwork.session_token=')) ?? '';
}

function post(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
	return fetch(server.address + path, {
		method: 'POST',
		headers: { origin: server.address, accept: 'text/html', cookie },
		body: new URLSearchParams(fields),
		redirect: 'manual'
	});
}

async function lastDeeds(count: number): Promise<string[]> {
	const { audit } = (await braidwork('audit', '--home', home, '--json')).json<{
		audit: { who: string; did: string; what: string }[];
	}>();
	return audit.slice(-count).map(({ who, did, what }) => `${who} ${did}: ${what}`);
}

/** Sends megabytes of a form with or without saying how many; returns the status, 0 where the line was cut. */
function pour(path: string, { megabytes, isSaid }: { megabytes: number; isSaid: boolean }): Promise<number> {
	const { port } = new URL(server.address);
	const headers = {
		host: new URL(server.address).host,
		origin: server.address,
		'content-type': 'multipart/form-data; boundary=x',
		...(isSaid && { 'content-length': String(megabytes * 1024 * 1024) })
	};
	return new Promise((told) => {
		const asked = ask({ port, path, method: 'POST', headers }, (answer) => {
			told(answer.statusCode ?? 0);
			answer.resume();
		});
		asked.on('error', () => told(0));
		const piece = randomBytes(1024 * 1024);
		let sent = 0;
		const more = () => {
			while (sent < megabytes) {
				sent += 1;
				if (!asked.write(piece)) return void asked.once('drain', more);
			}
			asked.end();
		};
		more();
	});
}

/** What the server holds in memory, in MB. */
function memory(): number {
	const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

describe('what strangers send', () => {
	it.each(['/sign-in', '/invitation/nobody', '/submissions'])(
		'%s takes no hundreds of megabytes into memory',
		async (path) => {
			const before = memory();
			const statuses = await Promise.all([
				pour(path, { megabytes: 300, isSaid: true }),
				pour(path, { megabytes: 100, isSaid: false })
			]);
			for (const status of statuses) expect([0, 303, 413]).toContain(status);
			expect(memory() - before).toBeLessThan(200);
		}
	);

	it('is told apart from a form of the usual size', async () => {
		expect(await pour('/sign-in', { megabytes: 3, isSaid: true })).toBe(413);
		expect((await post('/sign-in', { email: 'nobody@x.gov', password: 'no' })).status).toBe(400);
	});
});

describe('the log of who did what', () => {
	it('names the account on which signing in failed, and no address that nobody has', async () => {
		await post('/sign-in', { email: 'Ann@county.gov', password: 'wrong words here' });
		await post('/sign-in', { email: 'stranger@elsewhere.org', password: 'wrong words here' });
		expect(await lastDeeds(2)).toEqual([
			'nobody could not sign in: account ann@county.gov, change wrong_password',
			'nobody could not sign in: change wrong_password'
		]);
	});

	it('names whose submission somebody asked for that is another partner’s, by reading or by changing it', async () => {
		const asked = await fetch(`${server.address}/api/v1/submissions/${other}`, {
			headers: { cookie: analyst }
		});
		const changed = await post(`/api/v1/submissions/${other}/publish`, { replace: 'true' }, analyst);
		expect([asked.status, changed.status]).toEqual([404, 404]);
		expect(await lastDeeds(2)).toEqual([
			`ann@county.gov was refused: submission ${other}, method GET, route /api/v1/submissions/[id], answer 404`,
			`ann@county.gov was refused: submission ${other}, method POST, route /api/v1/submissions/[id]/publish, answer 404`
		]);
	});

	it('says which role and which partners somebody was given, at the command line and on the page', async () => {
		await braidwork('user', 'role', 'ann@county.gov', 'navigator', '--partner', 'all', '--home', home);
		await braidwork('user', 'role', 'ann@county.gov', 'analyst', '--partner', 'county', '--home', home);
		await post('/users?/change', { email: 'ann@county.gov', role: 'analyst', partner: 'city' }, admin);
		await post('/users?/change', { email: 'ann@county.gov', role: 'analyst', partner: 'county' }, admin);
		expect(await lastDeeds(4)).toEqual([
			'console changed a right: account ann@county.gov, role navigator, partners every-partner',
			'console changed a right: account ann@county.gov, role analyst, partners county',
			'ada@county.gov changed a right: account ann@county.gov, role analyst, partners city',
			'ada@county.gov changed a right: account ann@county.gov, role analyst, partners county'
		]);
	});

	it('names a program by its token’s id, not by what somebody called it', async () => {
		const name = 'Maria Lopez 123-45-6789';
		const made = await braidwork('token', 'add', 'ann@county.gov', '--name', name, '--home', home, '--json');
		const { id, token } = made.json<{ id: string; token: string }>();
		await fetch(`${server.address}/api/v1/figures/people_served.csv?by=quarter`, {
			headers: { authorization: `Bearer ${token}` }
		});
		const [last = ''] = await lastDeeds(1);
		expect(last).toContain(`ann@county.gov (token ${id})`);
		expect(readFileSync(join(home, 'audit.jsonl'), 'utf8')).not.toContain('Lopez');
	});
});

describe('an open session', () => {
	it('makes no token and no administrator without the password', async () => {
		const token = await post('/account?/token', { name: 'x', password: 'not the password' }, admin);
		expect(token.status).toBe(400);
		const invite = { email: 'eve@elsewhere.org', role: 'administrator' };
		expect((await post('/users?/invite', invite, admin)).status).toBe(400);
		const grab = { email: 'ada@county.gov', role: 'administrator', every_partner: 'true' };
		expect((await post('/users?/change', grab, admin)).status).toBe(400);
		expect((await post('/users?/invite', { ...invite, password: PASSWORD }, admin)).status).toBe(200);
		expect((await post('/account?/token', { name: 'x', password: PASSWORD }, admin)).status).toBe(200);
	});

	it('leaves nothing of rows, accounts and logs in the browser', async () => {
		const kept = async (path: string, cookie: string) => {
			const answer = await fetch(server.address + path, { headers: { cookie } });
			await answer.arrayBuffer();
			return answer.headers.get('cache-control');
		};
		for (const path of ['/submissions', '/account'])
			expect(await kept(path, analyst)).toBe('private, no-store');
		for (const path of ['/users', '/audit', '/audit/log.csv', '/settings', '/account'])
			expect([path, await kept(path, admin)]).toEqual([path, 'private, no-store']);
		const out = await post('/sign-out', {}, analyst);
		expect(out.headers.get('clear-site-data')).toBe('"cache"');
	});
});

describe('the files of a served home', () => {
	it('are for its own account alone', () => {
		const open = ['', ...readdirSync(home, { recursive: true, encoding: 'utf8' })].filter(
			(path) => (statSync(join(home, path)).mode & 0o077) !== 0
		);
		expect(open).toEqual([]);
	});
});

describe('a home with accounts', () => {
	it('is not served as a demo, whatever config.json says', async () => {
		const real = join(place.path, 'real');
		await braidwork('init', '--home', real);
		const config = join(real, 'config.json');
		writeFileSync(config, readFileSync(config, 'utf8').replace('"demo": false', '"demo": true'));
		const ended = await endOf(start(['serve', '--home', real, '--port', '0', '--json']));
		expect([ended.code, ended.json().error.code]).toEqual([1, 'not_a_demo']);
		const checked = await braidwork('check', '--home', real);
		expect([checked.code, checked.stdout + checked.stderr]).toEqual([
			1,
			expect.stringContaining('was not made as one')
		]);
	});

	it('is not made of a demo', async () => {
		const demo = join(place.path, 'demo');
		await braidwork('init', '--demo', '--home', demo);
		const ended = await braidwork('user', 'add', 'eve@x.org', '--role', 'leader', '--home', demo, '--json');
		expect(ended.json().error.code).toBe('demo_home');
	});
});
