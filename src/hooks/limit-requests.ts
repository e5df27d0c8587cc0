import type { RequestEvent } from '@sveltejs/kit';
import { addressGroup, RequestBudgets } from '$lib/server/access';
import { deviceCookieName, knownBrowser, readLink } from '$lib/server/accounts';
import { FAULT_WORDS } from '$lib/ui/words/frame';
import { problem } from '../routes/api/problem';
import { plainPage } from './refused-page';

const HEALTH = '/api/v1/health';
const INVITATION = '/invitation/[token]';

const budgets = new RequestBudgets();

type Answer = Response | Promise<Response>;

/**
 * Answers a request while its visitor has some left: people by their account, programs by their token, all others by
 * their address. Monitors are not counted, nor is a demo, which loopback alone reaches.
 */
export function limited(event: RequestEvent, answer: () => Answer): Answer {
	const seconds = event.route.id === HEALTH ? 0 : secondsToWait(event);
	return seconds === 0 ? answer() : tooMany(event, seconds);
}

function secondsToWait(event: RequestEvent): number {
	const { actor, visit, settings } = event.locals;
	const { people_per_minute: ofPeople, strangers_per_minute: ofStrangers } = settings.limits;
	const now = new Date();
	if (visit.account) return budgets.take(`account ${actor.who}`, ofPeople, now);
	if (actor.role !== null) return 0;
	const wait = budgets.take(`address ${addressGroup(event.getClientAddress())}`, ofStrangers, now);
	const own = wait > 0 ? ownWayIn(event, now) : null;
	return own === null ? wait : budgets.take(own, ofStrangers, now);
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
	const error = { message: `${title} ${sentence}` };
	if (isDataRequest) return Response.json(error, { status: 429, headers });
	if (request.headers.has('x-sveltekit-action'))
		return Response.json({ type: 'error', status: 429, error }, { status: 429, headers });
	const page = plainPage({ status: 429, title, sentence });
	page.headers.set('retry-after', headers['retry-after']);
	page.headers.set('cache-control', 'private, no-store');
	return page;
}
