import type { RequestEvent } from '@sveltejs/kit';
import { problem } from '../routes/api/problem';

/** Sends a visitor without a session to sign in and back again; tells a program what it lacks. */
export function askToSignIn(event: RequestEvent): Response {
	const { url, request } = event;
	if (url.pathname.startsWith('/api/')) {
		const title = 'You are not signed in.';
		const hint = 'Send a token: Authorization: Bearer TOKEN. `braidwork token add EMAIL --name N` makes one.';
		return problem({ status: 401, code: 'not_signed_in', title, hint }, { 'www-authenticate': 'Bearer' });
	}
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	const back = url.pathname + url.search;
	const location = isRead && back !== '/' ? `/sign-in?back=${encodeURIComponent(back)}` : '/sign-in';
	return leadTo(event, location);
}

/** Leads somebody who lacks the second factor that everybody needs to where it is set up. */
export function askForFactor(event: RequestEvent): Response {
	if (!event.url.pathname.startsWith('/api/')) return leadTo(event, '/account#factor');
	const title =
		event.locals.visit.session === null
			? 'Everybody needs a second factor here, and the owner of this token has none.'
			: 'Everybody needs a second factor here, and you have none yet.';
	return problem({
		status: 403,
		code: 'factor_needed',
		title,
		hint: 'Set it up at /account; after that this works.'
	});
}

/** The pages' own scripts are told in their own way where to go. */
function leadTo({ isDataRequest, request }: RequestEvent, location: string): Response {
	if (isDataRequest) return Response.json({ type: 'redirect', location });
	if (request.headers.get('x-sveltekit-action') === 'true')
		return Response.json({ type: 'redirect', status: 303, location });
	return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
