import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, folder, serve, type Running } from './run-braidwork';

const place = folder();
const home = join(place.path, 'home');
const PASSWORD = 'umbrella granite tuesday kettle';
const LIMITS = { strangers_per_minute: 60, people_per_minute: 300, failures_noted_per_hour: 5 };
const HTML = { accept: 'text/html' };

let server: Running;
let session = '';
let device = '';

beforeAll(async () => {
	const made = (await braidwork('init', '--home', home, '--json')).json<{ invitation: { url: string } }>();
	const path = join(home, 'config.json');
	const settings = JSON.parse(readFileSync(path, 'utf8')) as object;
	writeFileSync(path, JSON.stringify({ ...settings, limits: LIMITS }));
	server = await serve(home);
	const filled = { email: 'first@county.gov', name: 'First', password: PASSWORD, repeat: PASSWORD };
	const entered = await post(new URL(made.invitation.url).pathname, filled);
	const cookies = entered.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
	session = cookies.find((line) => line.startsWith('braidwork.session_token=')) ?? '';
	device = cookies.find((line) => line.startsWith('braidwork.device=')) ?? '';
}, 120_000);
afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
	return fetch(server.address + path, { headers: { ...HTML, ...headers }, redirect: 'manual' });
}

function post(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
	return fetch(server.address + path, {
		method: 'POST',
		headers: { ...HTML, origin: server.address, cookie },
		body: new URLSearchParams(fields),
		redirect: 'manual'
	});
}

/** Asks until there are no requests left, which is soon; returns the answer that says so. */
async function exhaust(ask: () => Promise<Response>, most: number): Promise<Response> {
	for (let turn = 0; turn < most; turn += 1) {
		const answer = await ask();
		if (answer.status === 429) return answer;
		await answer.arrayBuffer();
	}
	throw new Error(`Nothing was refused in ${most} requests.`);
}

describe('the audit log of a home', () => {
	it('is not lengthened at will by sign-ins that fail', async () => {
		const failures = async () => {
			const listed = await braidwork('audit', '--home', home, '--json');
			const { audit } = listed.json<{ audit: { did: string; what: string }[] }>();
			return audit.filter(({ did }) => did === 'could not sign in').map(({ what }) => what);
		};
		const before = (await failures()).length;
		for (let turn = 0; turn < 40; turn += 1)
			await post('/sign-in', { email: 'first@county.gov', password: `wrong ${turn}` });
		expect((await failures()).length).toBeLessThanOrEqual(before + LIMITS.failures_noted_per_hour + 1);
		await server.stop();
		const after = await failures();
		expect(after.some((what) => /times [1-9]\d*$/.test(what))).toBe(true);
		expect((await braidwork('check', '--home', home)).code).toBe(0);
		server = await serve(home);
	}, 120_000);
});

describe('a stranger who asks without end', () => {
	it('is told to wait: a person by a page, a program by a problem document', async () => {
		const page = await exhaust(() => get('/coverage'), 300);
		expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(page.headers.get('cache-control')).toBe('private, no-store');
		const text = await page.text();
		expect(text).toContain('Wait');
		expect(text).toContain('<html lang="en-US">');
		const problem = await exhaust(() => get('/api/v1/measures'), 300);
		expect(problem.headers.get('content-type')).toBe('application/problem+json');
		expect(await problem.json()).toMatchObject({ status: 429, code: 'too_many_requests' });
	});

	it('gets no further with tokens that are none', async () => {
		const authorization = `Bearer braidwork_${'0'.repeat(12)}_${'x'.repeat(43)}`;
		const answer = await exhaust(() => get('/api/v1/measures', { authorization }), 300);
		expect(answer.status).toBe(429);
	});

	it('holds up nobody at the same address who is signed in, holds a link, or comes with a known browser', async () => {
		const added = await braidwork(
			'user',
			'add',
			'ann@county.gov',
			'--role',
			'leader',
			'--home',
			home,
			'--json'
		);
		const link = new URL(added.json<{ invitation: { url: string } }>().invitation.url).pathname;
		await exhaust(() => get('/sign-in'), 300);
		const statuses = async (...asked: Promise<Response>[]) =>
			(await Promise.all(asked)).map(({ status }) => status);
		expect(await statuses(get('/coverage', { cookie: session }), get(link))).toEqual([200, 200]);
		await exhaust(() => get('/sign-in'), 300);
		expect(await statuses(get('/sign-in', { cookie: device }))).toEqual([200]);
		const entered = await post('/sign-in', { email: 'first@county.gov', password: PASSWORD }, device);
		expect([entered.status, entered.headers.get('location')]).toEqual([303, '/']);
	});

	it('does not keep a monitor from its answer', async () => {
		await exhaust(() => get('/sign-in'), 300);
		for (let turn = 0; turn < 100; turn += 1) expect((await get('/api/v1/health')).status).toBe(200);
	});
});

describe('somebody who is signed in', () => {
	it('has requests enough, and not without end', async () => {
		const asked = () => get('/account', { cookie: session });
		const answers = await Promise.all(Array.from({ length: 100 }, asked));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		const last = await exhaust(asked, 1000);
		expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
	}, 120_000);
});
