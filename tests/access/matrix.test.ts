import { Readable } from 'node:stream';
import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '$lib/domain';
import { ACCESS, type RouteAccess } from '$lib/server/access';
import {
	addMember,
	addToken,
	requireSecondFactor,
	sessionCookieName,
	type Accounts
} from '$lib/server/accounts';
import { FewNotes } from '$lib/server/audit';
import { firstSettings } from '$lib/server/desk';
import { beginLoading } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { knowActor } from '../../src/hooks/know-actor';
import { permit } from '../../src/hooks/permit';
import { anActiveMember, closeBooks, cookieOf, enter, openBook, ORIGIN } from '../accounts/a-book';
import { closeHomes, DELIVERIES, openHome, options, send } from '../intake/a-home';
import { routesOf } from '../../scripts/routes-of.mjs';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const OWN = 'navigators';
const OTHER = 'training-college';
/** This test asks far more than anybody does in a minute. */
const WIDE = { strangers_per_minute: 1_000_000, people_per_minute: 1_000_000, failures_noted_per_hour: 20 };
const WHO: (Role | null)[] = [...ROLES, null];

/** Whose rows the address names. */
type Whose = 'own' | 'other' | 'nobody';

let accounts: Accounts;
let warehouse: Warehouse;
const cookies = new Map<Role | null, string>();
const tokens = new Map<Role, { all: string; read: string }>();
const ids: Record<'submission' | 'loading' | 'partner', Record<Whose, string>> = {
	partner: { own: OWN, other: OTHER, nobody: 'no-such-partner' },
	submission: { own: '', other: '', nobody: 'no-such-submission' },
	loading: { own: '', other: '', nobody: 'no-such-loading' }
};
const slow: Readable[] = [];
/** What was written down. */
const notes: [did: string, about: object][] = [];

beforeAll(async () => {
	accounts = await openBook();
	warehouse = await openHome();
	for (const role of ROLES) await enroll(role);
	ids.submission.own = await filed(OWN);
	ids.submission.other = await filed(OTHER);
	ids.loading.own = loading(OWN);
	ids.loading.other = loading(OTHER);
	const home = { dir: warehouse.home, warehouse, settings: { ...firstSettings(false), limits: WIDE } };
	globalThis.braidwork = {
		home,
		accounts,
		fewNotes: new FewNotes(warehouse.home),
		origin: ORIGIN,
		prepareSoon: () => Promise.resolve(true),
		prepareFault: () => null,
		keepAgreed: async () => null,
		standReady: () => Promise.resolve(),
		close: () => Promise.resolve()
	};
}, 60_000);

afterAll(async () => {
	globalThis.braidwork = undefined;
	for (const stream of slow) stream.destroy();
	await closeHomes();
	closeBooks();
});

async function enroll(role: Role): Promise<void> {
	const email = `${role}@county.gov`;
	await anActiveMember(accounts, { email, role, partners: [OWN] });
	cookies.set(role, cookieOf(await enter(accounts, { email }), 'session_token'));
	const program = addMember(accounts, { email: `program-${role}@x.gov`, role, partners: [OWN] }, new Date());
	const make = (scope: 'all' | 'read') =>
		addToken(accounts, program.id, { name: scope, scope, now: new Date() }).token;
	tokens.set(role, { all: make('all'), read: make('read') });
}

async function filed(partner: string): Promise<string> {
	const rows = [DELIVERIES, 'D-1,N-1,food,delivered,2015-01-10,1,item,1.25,HPOG-2010,'];
	return (await send(warehouse, rows, { partner })).submission_id ?? '';
}

function loading(partner: string): string {
	const stream = new Readable({ read: () => undefined });
	slow.push(stream);
	const claim = { partner, dataset: 'deliveries' as const, period: '2015Q2' };
	const begun = beginLoading(warehouse, [{ name: 'slow.csv', stream }], { claim, options: options() });
	begun.ended.catch(() => undefined);
	return begun.id;
}

interface Asking {
	route: string;
	method: string;
	id?: string;
	headers?: Record<string, string>;
	cookie?: string;
	/** Which form of a page is sent. */
	form?: string;
}

/** What the hooks let through: 200 and "reached", or their refusal. */
async function ask({ route, method, id = 'x', headers = {}, cookie, form = '' }: Asking): Promise<Response> {
	const url = new URL(route.replace(/\[[a-z]+\]/, id) + form, ORIGIN);
	const event = {
		request: new Request(url, { method, headers }),
		url,
		route: { id: route },
		params: { id },
		cookies: { get: (name: string) => (name === sessionCookieName(ORIGIN) ? cookie : undefined) },
		locals: { note: (did: string, about: object) => Promise.resolve(void notes.push([did, about])) },
		getClientAddress: () => '192.0.2.1',
		isDataRequest: false
	} as unknown as RequestEvent;
	const reached = () => Promise.resolve(new Response('reached'));
	return knowActor({
		event,
		resolve: (known) => Promise.resolve(permit({ event: known, resolve: reached }))
	});
}

async function wasReached(asking: Asking): Promise<boolean> {
	const answer = await ask(asking);
	return answer.status === 200 && (await answer.text()) === 'reached';
}

/** What the table says, read from its lines alone. */
function declared({ route, method }: Asking, role: Role | null, whose: Whose): boolean {
	const asked = method === 'HEAD' ? 'GET' : method;
	const line = ACCESS.find((entry) => entry.route === route && entry.methods.some((one) => one === asked));
	if (!line) return false;
	if (line.roles !== 'anyone' && (role === null || !line.roles.includes(role))) return false;
	return namesRows(line) ? whose === 'own' : true;
}

function namesRows({ partnerOf }: RouteAccess): boolean {
	return partnerOf !== undefined && partnerOf !== 'claim';
}

function namesRowsOf(route: string): boolean {
	return ACCESS.some((entry) => entry.route === route && namesRows(entry));
}

function idFor(route: string, whose: Whose): string {
	if (/^\/(matrix|work-list)\//.test(route)) return ids.partner[whose];
	return ids[/loading/.test(route) ? 'loading' : 'submission'][whose];
}

const everyRoute = [...new Set(routesOf().map(({ route }) => route))];
const everyCase = everyRoute.flatMap((route) =>
	METHODS.flatMap((method) =>
		(['own', 'other', 'nobody'] as const).map((whose) => ({ route, method, whose }))
	)
);

describe('every route by every method, of one’s own partner, another’s and nobody’s', () => {
	it('is as many as the routes are', () => {
		expect(everyRoute.length).toBeGreaterThan(25);
		expect(everyRoute.filter((route) => !ACCESS.some((entry) => entry.route === route))).toEqual([]);
	});

	it.each(WHO)('is reached by %s in a browser exactly where the table says so', async (role) => {
		const wrong: string[] = [];
		for (const { route, method, whose } of everyCase) {
			const asking = { route, method, id: idFor(route, whose), cookie: cookies.get(role) };
			const got = await wasReached(asking);
			if (got !== declared(asking, role, whose)) wrong.push(`${method} ${route} of ${whose}: ${got}`);
		}
		expect(wrong).toEqual([]);
	});

	it.each(ROLES)('is reached by the program of %s exactly where the table says so', async (role) => {
		const wrong: string[] = [];
		for (const { route, method, whose } of everyCase.filter(({ route }) => route.startsWith('/api/')))
			for (const scope of ['all', 'read'] as const) {
				const headers = { authorization: `Bearer ${tokens.get(role)?.[scope]}` };
				const asking = { route, method, id: idFor(route, whose), headers };
				const reads = method === 'GET' || method === 'HEAD' || route === '/api/v1/plans/solve';
				const should = declared(asking, role, whose) && (scope === 'all' || reads);
				if ((await wasReached(asking)) !== should) wrong.push(`${scope} ${method} ${route} of ${whose}`);
			}
		expect(wrong).toEqual([]);
	});
});

describe('what is refused', () => {
	it('to a session without the second factor that everybody needs is everything but setting it up', async () => {
		requireSecondFactor(accounts, true);
		const reached: string[] = [];
		for (const route of everyRoute.filter((one) => !namesRowsOf(one)))
			if (await wasReached({ route, method: 'GET', cookie: cookies.get('administrator') }))
				reached.push(route);
		requireSecondFactor(accounts, false);
		const open = ACCESS.filter(({ methods, roles }) => roles === 'anyone' && methods.includes('GET'));
		expect(reached.sort()).toEqual(['/account', ...open.map(({ route }) => route)].sort());
	});

	it('to a session without that factor are the forms of its own account that give more than they take', async () => {
		requireSecondFactor(accounts, true);
		const cookie = cookies.get('administrator');
		const sent = (form: string) => wasReached({ route: '/account', method: 'POST', cookie, form });
		const reached = await Promise.all(
			['?/token', '?/password', '?/unfactor', '', '?/factor', '?/confirm', '?/revoke', '?/others'].map(sent)
		);
		requireSecondFactor(accounts, false);
		expect(reached).toEqual([false, false, false, false, true, true, true, true]);
	});

	it('to a program is everything, while its owner lacks the second factor that everybody needs', async () => {
		const headers = { authorization: `Bearer ${tokens.get('administrator')?.all}` };
		const asked = () => ask({ route: '/api/v1/measures', method: 'GET', headers });
		requireSecondFactor(accounts, true);
		const refused = await asked();
		const filing = await wasReached({ route: '/api/v1/submissions', method: 'POST', headers });
		requireSecondFactor(accounts, false);
		expect([refused.status, filing]).toEqual([403, false]);
		expect(await refused.text()).toContain('the owner of this token has none');
		expect((await asked()).status).toBe(200);
	});

	it('is written down when somebody asks for another partner’s submission, and not for one that is none', async () => {
		const route = '/api/v1/submissions/[id]';
		const cookie = cookies.get('analyst');
		notes.length = 0;
		await ask({ route, method: 'GET', id: idFor(route, 'nobody'), cookie });
		expect(notes).toEqual([]);
		await ask({ route, method: 'GET', id: idFor(route, 'other'), cookie });
		const about = { submission: ids.submission.other, method: 'GET', route, answer: 404 };
		expect(notes).toEqual([['was refused', about]]);
	});

	it('tells nobody whether another partner’s submission exists', async () => {
		for (const route of [
			'/submissions/[id]',
			'/api/v1/submissions/[id]',
			'/api/v1/submissions/[id]/original'
		]) {
			const role = route.endsWith('original') ? 'administrator' : 'analyst';
			const answers = await Promise.all(
				(['other', 'nobody'] as const).map(async (whose) => {
					const answer = await ask({
						route,
						method: 'GET',
						id: idFor(route, whose),
						cookie: cookies.get(role)
					});
					return [answer.status, await answer.text()];
				})
			);
			expect(answers[0]).toEqual(answers[1]);
			expect(answers[0]?.[0]).toBe(404);
		}
	});

	it('leads a visitor to sign in and back, and tells a program what it lacks', async () => {
		const page = await ask({ route: '/coverage', method: 'GET' });
		expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?back=%2Fcoverage']);
		const api = await ask({ route: '/api/v1/measures', method: 'GET' });
		expect([api.status, api.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
	});

	it('holds a program with a wrong token up everywhere below /api, and gives a token no pages', async () => {
		const wrong = await ask({
			route: '/api/v1/health',
			method: 'GET',
			headers: { authorization: 'Bearer braidwork_000000000000_x' }
		});
		expect(wrong.status).toBe(401);
		const headers = { authorization: `Bearer ${tokens.get('administrator')?.all}` };
		expect(await wasReached({ route: '/users', method: 'GET', headers })).toBe(false);
	});

	it('takes no role from the demo’s switcher on a home with real data', async () => {
		const answer = await ask({
			route: '/settings',
			method: 'GET',
			headers: { cookie: 'braidwork_role=administrator' }
		});
		expect(answer.status).toBe(303);
	});

	it('lets nobody choose a role where somebody has an account, whatever the settings say', async () => {
		const served = globalThis.braidwork;
		if (!served) throw new Error('nothing is served');
		served.home.settings = firstSettings(true);
		const headers = { cookie: 'braidwork_role=administrator' };
		const answers = await Promise.all(
			['/coverage', '/settings'].map((route) => ask({ route, method: 'GET', headers }))
		);
		served.home.settings = firstSettings(false);
		expect(answers.map(({ status }) => status)).toEqual([303, 303]);
	});

	it('lets nobody choose a role in a demo that others can reach', async () => {
		const served = globalThis.braidwork;
		if (!served) throw new Error('nothing is served');
		served.home.settings = firstSettings(true);
		served.accounts = await openBook();
		served.origin = 'https://braidwork.example';
		expect((await ask({ route: '/coverage', method: 'GET' })).status).toBe(303);
		served.origin = ORIGIN;
		expect(await wasReached({ route: '/coverage', method: 'GET' })).toBe(true);
		served.accounts = accounts;
		served.home.settings = firstSettings(false);
	});
});
