import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '$lib/domain';
import { ACCESS } from '$lib/server/access';
import { routesOf } from '../../scripts/routes-of.mjs';
import { braidwork, folder, serve, type Running } from './run-braidwork';
import { writeQuarter } from './small-files';

const place = folder();
const home = join(place.path, 'home');
const files = writeQuarter(place.path);
const PASSWORD = 'umbrella granite tuesday kettle';

/** A form of each page whose address names somebody's rows; it changes nothing when it is sent empty. */
const ACTIONS: Record<string, string> = {
	'/submissions': '?/file',
	'/submissions/[id]': '?/answer',
	'/submissions/[id]/match': '?/keep',
	'/submissions/loading/[job]': '?/cancel',
	'/matrix/[partner]/[line]': '?/verify',
	'/users': '?/invite',
	'/users/rules': '?/provider',
	'/account': '?/password'
};

const EXAMPLES: Record<string, string> = {
	'/api/v1/measures/[id]': '/api/v1/measures/people_served',
	'/api/v1/figures/[file]': '/api/v1/figures/people_served.csv',
	'/brief/[date]': '/brief/2014-04-10',
	'/brief/[date]/brief.docx': '/brief/2014-04-10/brief.docx',
	'/invitation/[token]': '/invitation/no-such-token'
};

let server: Running;
const cookies = new Map<Role, string>();
const tokens = new Map<Role, string>();
const submissions: Record<'own' | 'other', string> = { own: '', other: '' };

beforeAll(async () => {
	const made = (await braidwork('init', '--home', home, '--json')).json<{ invitation: { url: string } }>();
	letStrangersAskMuch();
	server = await serve(home);
	await accept(made.invitation.url, { email: 'first@county.gov', name: 'First' });
	submissions.own = await filed('county');
	submissions.other = await filed('city');
	for (const role of ROLES) await enroll(role);
}, 240_000);

afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

/** Every route by every method is asked within a minute; the limit of strangers has tests of its own. */
function letStrangersAskMuch(): void {
	const path = join(home, 'config.json');
	const settings = JSON.parse(readFileSync(path, 'utf8')) as { limits: object };
	const limits = { ...settings.limits, strangers_per_minute: 100_000 };
	writeFileSync(path, JSON.stringify({ ...settings, limits }));
}

async function filed(partner: string): Promise<string> {
	const claim = ['--partner', partner, '--dataset', 'participants', '--period', '2014Q1', '--publish'];
	const loaded = await braidwork('load', files.participants, ...claim, '--home', home, '--json');
	return loaded.json<{ files: { submission_id: string }[] }>().files[0]?.submission_id ?? '';
}

/** Invites somebody by the command line, and comes in as they would. */
async function enroll(role: Role): Promise<void> {
	const email = `${role}@county.gov`;
	const words = ['user', 'add', email, '--role', role, '--partner', 'county', '--home', home, '--json'];
	const added = (await braidwork(...words)).json<{ invitation: { url: string } }>();
	const token = await braidwork('token', 'add', email, '--name', 'test', '--home', home, '--json');
	tokens.set(role, token.json<{ token: string }>().token);
	cookies.set(role, await accept(added.invitation.url, { name: role }));
}

/** Follows an invitation; returns the cookie of the session that it begins. */
async function accept(url: string, filled: Record<string, string>): Promise<string> {
	const path = new URL(url).pathname;
	const answer = await post(path, { ...filled, password: PASSWORD, repeat: PASSWORD });
	expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
	return cookieIn(answer);
}

function cookieIn(answer: Response): string {
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

/** Whether an answer says that somebody may not; a page that leads to signing in says so too. */
function isRefused({ status, headers }: Response): boolean {
	const leads = headers.get('location') ?? '';
	return [401, 403, 405].includes(status) || /^\/sign-in(\?back|$)/.test(leads);
}

function addressOf(route: string, method: string, whose: 'own' | 'other'): string {
	const line = `/matrix/${whose === 'own' ? 'county' : 'city'}/OF-1`;
	const path =
		EXAMPLES[route] ??
		route.replace('/matrix/[partner]/[line]', line).replace(/\[(id|job)\]/, submissions[whose]);
	return server.address + path + (method === 'POST' ? (ACTIONS[route] ?? '') : '');
}

async function send(
	route: string,
	method: string,
	whose: 'own' | 'other',
	role: Role | null
): Promise<Response> {
	const isProgram = route.startsWith('/api/');
	const headers = new Headers({ origin: server.address, accept: 'text/html' });
	if (role && isProgram) headers.set('authorization', `Bearer ${tokens.get(role) ?? ''}`);
	else if (role) headers.set('cookie', cookies.get(role) ?? '');
	const answer = await fetch(addressOf(route, method, whose), {
		method,
		headers,
		body: method === 'GET' ? undefined : new URLSearchParams({}),
		redirect: 'manual'
	});
	await answer.arrayBuffer();
	return answer;
}

/** The way out ends the session of whoever takes it, so it is tried by itself; taking back comes after reading. */
const routes = [...new Set(routesOf().map(({ route }) => route))].filter((route) => route !== '/sign-out');
const cases = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
	routes.flatMap((route) => (['own', 'other'] as const).map((whose) => ({ route, method, whose })))
);

function lineOf(route: string, method: string) {
	return ACCESS.find((entry) => entry.route === route && entry.methods.some((one) => one === method));
}

describe('every page and endpoint of a served home', () => {
	it.each([...ROLES, null])(
		'answers %s as the table says',
		async (role) => {
			const wrong: string[] = [];
			for (const { route, method, whose } of cases) {
				const line = lineOf(route, method);
				const may =
					line !== undefined && (line.roles === 'anyone' || (role !== null && line.roles.includes(role)));
				const answer = await send(route, method, whose, role);
				const isOthers = ['submission', 'partner'].includes(line?.partnerOf ?? '') && whose === 'other';
				const right = may ? !isRefused(answer) && (!isOthers || answer.status === 404) : isRefused(answer);
				const fault = answer.status >= 500;
				if (!right || fault) wrong.push(`${method} ${route} of ${whose}: ${answer.status}`);
				if (may && line.partnerOf === 'submission' && whose === 'own' && answer.status === 404)
					wrong.push(`${method} ${route} of own: not found`);
			}
			expect(wrong).toEqual([]);
		},
		240_000
	);

	it('holds a command that goes through it to the account that --as names', async () => {
		const as = (role: Role, ...words: string[]) =>
			braidwork(...words, '--as', `${role}@county.gov`, '--home', home, '--json');
		expect((await as('leader', 'states')).code).toBe(0);
		expect((await as('leader', 'withdraw', submissions.own)).json().error.code).toBe('not_allowed');
		expect((await as('analyst', 'withdraw', submissions.other)).json().error.code).toBe('no_submission');
		expect((await as('administrator', 'backup', join(place.path, 'copy'))).json().error.code).toBe(
			'not_allowed'
		);
		const read = await braidwork('audit', '--who', 'leader@county.gov', '--home', home, '--json');
		expect(read.json<{ audit: object[] }>().audit).toContainEqual(
			expect.objectContaining({ did: 'was refused', what: 'command withdraw' })
		);
	});

	it('takes a file from the analyst and the granted administrator of that partner alone', async () => {
		const told: unknown[] = [];
		for (const role of [...ROLES, null])
			for (const partner of ['county', 'city']) {
				const form = new FormData();
				for (const [name, value] of Object.entries({ partner, dataset: 'deliveries', period: '2014Q1' }))
					form.set(name, value);
				form.append('file', new Blob([readFileSync(files.deliveries)]), 'deliveries.csv');
				const headers = role ? { authorization: `Bearer ${tokens.get(role) ?? ''}` } : undefined;
				const answer = await fetch(`${server.address}/api/v1/submissions`, {
					method: 'POST',
					headers,
					body: form
				});
				told.push([role, partner, answer.status]);
			}
		const may = (role: Role | null, partner: string) =>
			['analyst', 'administrator'].includes(role ?? '') && partner === 'county';
		expect(told).toEqual(
			[...ROLES, null].flatMap((role) =>
				['county', 'city'].map((partner) => [
					role,
					partner,
					may(role, partner) ? 201 : role === null ? 401 : 403
				])
			)
		);
	});

	it('takes a brief and its decisions from leader, writer and administrator alone, and shows it to everybody', async () => {
		const told: unknown[] = [];
		for (const [place, role] of ROLES.entries()) {
			const day = `2014-05-0${place + 1}`;
			const cookie = cookies.get(role) ?? '';
			const made = await post('/brief', { date: day }, cookie);
			const wrote = await post(`/brief/2014-04-10`, { seen: '0', notes: role }, cookie);
			const read = await fetch(`${server.address}/brief`, { headers: { cookie } });
			told.push([role, made.status, wrote.status, read.status]);
		}
		const may = ['leader', 'writer', 'administrator'];
		// Nobody made the brief of that day: whoever may write is told that there is none.
		expect(told).toEqual(
			ROLES.map((role) => (may.includes(role) ? [role, 303, 404, 200] : [role, 403, 403, 200]))
		);
	});

	it('shows an analyst the files of their own partner, and a leader of none', async () => {
		const listed = async (role: Role) => {
			const headers = { cookie: cookies.get(role) ?? '' };
			return (await fetch(`${server.address}/submissions`, { headers })).text();
		};
		const analyst = await listed('analyst');
		expect([analyst.includes(submissions.own), analyst.includes(submissions.other)]).toEqual([true, false]);
		const leader = await listed('leader');
		expect([leader.includes(submissions.own), leader.includes(submissions.other)]).toEqual([false, false]);
	});
});

describe('coming and going', () => {
	it('gives a hundred wrong passwords no answer but wait, and the owner a second way in', async () => {
		const statuses: number[] = [];
		for (let turn = 0; turn < 100; turn += 1) {
			const answer = await post('/sign-in', { email: 'writer@county.gov', password: `wrong words ${turn}` });
			statuses.push(answer.status);
			if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		}
		expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(90);
		const held = await post('/sign-in', { email: 'writer@county.gov', password: PASSWORD });
		expect(held.status).toBe(429);
		const reset = await braidwork('user', 'reset', 'writer@county.gov', '--home', home, '--json');
		await accept(reset.json<{ reset: { url: string } }>().reset.url, {});
	});

	it('makes a session that was fixed before worthless after, and one that was left too', async () => {
		const fixed = 'braidwork.session_token=fixed.by-somebody-else';
		const answer = await post('/sign-in', { email: 'leader@county.gov', password: PASSWORD }, fixed);
		const own = cookieIn(answer);
		expect(own).not.toBe(fixed);
		const status = async (cookie: string) =>
			(await fetch(`${server.address}/coverage`, { headers: { cookie }, redirect: 'manual' })).status;
		expect([await status(fixed), await status(own)]).toEqual([303, 200]);
		const out = await post('/sign-out', {}, own);
		expect([out.status, out.headers.get('location')]).toEqual([303, '/sign-in?out']);
		expect(await status(own)).toBe(303);
	});

	it('ends what is shut: the browser and the program of somebody who left', async () => {
		const headers = { authorization: `Bearer ${tokens.get('navigator') ?? ''}` };
		const asked = () => fetch(`${server.address}/api/v1/measures`, { headers });
		expect((await asked()).status).toBe(200);
		await braidwork('user', 'disable', 'navigator@county.gov', '--home', home, '--json');
		expect((await asked()).status).toBe(401);
		const page = await fetch(server.address, {
			headers: { cookie: cookies.get('navigator') ?? '' },
			redirect: 'manual'
		});
		expect(page.status).toBe(303);
	});

	it('writes no password, link or token into the record or the log of changes', () => {
		const record = readFileSync(join(home, 'audit.jsonl'), 'utf8');
		expect(record).toContain('signed in');
		expect(record).not.toContain(PASSWORD);
		expect(record).not.toMatch(/invitation\/[\w-]{20}|braidwork_[0-9a-f]{12}_/);
	});

	it('offers nobody the demo’s switch of roles, even when the settings of the browser ask for it', async () => {
		const answer = await fetch(`${server.address}/settings`, {
			headers: { cookie: 'braidwork_role=administrator' },
			redirect: 'manual'
		});
		expect(answer.status).toBe(303);
		const chosen = await post('/api/role', { role: 'administrator' });
		expect(chosen.status).toBe(404);
	});
});
