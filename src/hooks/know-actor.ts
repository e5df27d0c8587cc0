import { error, type Handle, type RequestEvent } from '@sveltejs/kit';
import { NOBODY } from '$lib/domain';
import { demoActor, isLoopback, ROLE_COOKIE } from '$lib/server/access';
import { hasAnybody, readSession, readToken, sessionCookieName, type Visit } from '$lib/server/accounts';
import { problem } from '../routes/api/problem';
import { limited } from './limit-requests';

/** Says who asks, and holds them to how much one may ask: by a program's token, by a session, in the demo by the role switcher, or else nobody. */
export const knowActor: Handle = async ({ event, resolve }) => {
	const served = globalThis.braidwork;
	if (!served) throw error(503, 'Braidwork is starting. Try again in a moment.');
	event.locals.home = served.home;
	event.locals.warehouse = served.home.warehouse;
	event.locals.settings = served.home.settings;
	event.locals.accounts = served.accounts;
	event.locals.drawings = new Map();
	const visit = visitOf(event, served.origin ?? event.url.origin);
	event.locals.visit = visit ?? visitBy(NOBODY);
	event.locals.actor = event.locals.visit.actor;
	return limited(event, () => (visit ? resolve(event) : badToken()));
};

/** Nothing for a token that is none: a program must not go on as somebody else. */
function visitOf(event: RequestEvent, origin: string): Visit | null {
	const { accounts, settings } = event.locals;
	const now = new Date();
	const authorization = event.request.headers.get('authorization');
	if (authorization !== null && event.url.pathname.startsWith('/api/'))
		return readToken(accounts, authorization, now);
	const session = readSession(accounts, event.cookies.get(sessionCookieName(accounts.origin)), now);
	if (session) return session;
	const isDemo = settings.demo && !hasAnybody(accounts) && isLoopback(new URL(origin).hostname);
	return visitBy(isDemo ? demoActor(event.cookies.get(ROLE_COOKIE)) : NOBODY);
}

function visitBy(actor: Visit['actor']): Visit {
	return { actor, account: null, session: null, scope: 'all' };
}

function badToken(): Response {
	const title = 'This token is unknown, over, or was taken back.';
	const hint =
		'Send a current one: Authorization: Bearer TOKEN. `braidwork token add EMAIL --name N` makes it.';
	return problem({ status: 401, code: 'bad_token', title, hint }, { 'www-authenticate': 'Bearer' });
}
