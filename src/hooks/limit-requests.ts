import type { RequestEvent } from '@sveltejs/kit';
import { addressGroup, RequestBudgets, Turns } from '$lib/server/access';
import { deviceCookieName, knownBrowser, readLink } from '$lib/server/accounts';
import { FAULT_WORDS } from '$lib/ui/words/frame';
import { problem } from '../routes/api/problem';
import { plainPage } from './refused-page';

const HEALTH = '/api/v1/health';
/** How servers write down that nobody waited for the answer. */
const GONE = 499;

const INVITATION = '/invitation/[token]';

/** As many connections as a browser opens. */
const AT_ONCE = 6;

/** A whole office may come at once; what one visitor has waiting takes a few seconds at most. */
const MOST_WAITING = 200;

const budgets = new RequestBudgets();
const turns = new Turns(AT_ONCE, MOST_WAITING);

type Answer = Response | Promise<Response>;

/**
 * Answers a request while its visitor has some left, and a few of each visitor at a time: people are known by their
 * account, programs by their token, all others by their address. Monitors are not counted, nor is a demo, which
 * loopback alone reaches.
 */
export function limited(event: RequestEvent, answer: () => Answer): Answer {
	const visitor = visitorOf(event);
	if (visitor === null || event.route.id === HEALTH) return answer();
	const { name, seconds } = admit(event, visitor);
	if (seconds > 0) return tooMany(event, seconds);
	if (takesLong(event)) return answer();
	if (turns.isFull(name)) return tooMany(event, 1);
	return turns.take(name, () => (isGone(event) ? new Response(null, { status: GONE }) : answer()));
}

/** Whether the visitor went away while waiting; nobody would read the answer. */
function isGone({ platform }: RequestEvent): boolean {
	return platform?.req.socket.destroyed ?? false;
}

function visitorOf({ locals: { actor, visit }, getClientAddress }: RequestEvent): string | null {
	if (visit.account) return `account ${actor.who}`;
	return actor.role === null ? `address ${addressGroup(getClientAddress())}` : null;
}

/** For how long the visitor has to wait, and under which name they were counted. */
function admit(event: RequestEvent, name: string): { name: string; seconds: number } {
	const { people_per_minute: ofPeople, strangers_per_minute: ofStrangers } = event.locals.settings.limits;
	const now = new Date();
	if (event.locals.visit.account) return { name, seconds: budgets.take(name, ofPeople, now) };
	const seconds = budgets.take(name, ofStrangers, now);
	const own = seconds > 0 ? ownWayIn(event, now) : null;
	return own === null ? { name, seconds } : { name: own, seconds: budgets.take(own, ofStrangers, now) };
}

/** Files on their way in, and what is told as it happens, would keep their visitor's pages waiting. */
function takesLong({ request, route }: RequestEvent): boolean {
	const type = request.headers.get('content-type') ?? '';
	return type.startsWith('multipart/form-data') || (route.id?.endsWith('/events') ?? false);
}

/** Whoever holds a one-time link or a browser that an account knows is not held up by others at the same address. */
function ownWayIn({ locals, cookies, route, params }: RequestEvent, now: Date): string | null {
	const { accounts } = locals;
	const token = route.id === INVITATION ? (params.token ?? '') : '';
	if (token !== '' && readLink(accounts, token, now)) return `link ${token}`;
	const browser = knownBrowser(accounts, cookies.get(deviceCookieName(accounts.origin)), now);
	return browser === null ? null : `browser ${browser}`;
}

function tooMany({ url, request, isDataRequest }: RequestEvent, seconds: number): Response {
	const headers = { 'retry-after': String(seconds) };
	const [title, sentence] = [FAULT_WORDS.tooMany, FAULT_WORDS.waitFor(seconds)];
	if (url.pathname.startsWith('/api/'))
		return problem({ status: 429, code: 'too_many_requests', title, hint: sentence }, headers);
	const error = { message: `${title}. ${sentence}` };
	if (isDataRequest) return Response.json(error, { status: 429, headers });
	if (request.headers.has('x-sveltekit-action'))
		return Response.json({ type: 'error', status: 429, error }, { status: 429, headers });
	const page = plainPage({ status: 429, title, sentence });
	page.headers.set('retry-after', headers['retry-after']);
	page.headers.set('cache-control', 'private, no-store');
	return page;
}
