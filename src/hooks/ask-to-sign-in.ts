import type { RequestEvent } from '@sveltejs/kit';
import { problem } from '../routes/api/problem';

/** Sends a visitor without a session to sign in and back again; tells a program what it lacks. */
export function askToSignIn({ url, request, isDataRequest }: RequestEvent): Response {
	if (url.pathname.startsWith('/api/')) {
		const title = 'You are not signed in.';
		const hint = 'Send a token: Authorization: Bearer TOKEN. `braidwork token add EMAIL --name N` makes one.';
		return problem({ status: 401, code: 'not_signed_in', title, hint }, { 'www-authenticate': 'Bearer' });
	}
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	const back = url.pathname + url.search;
	const location = isRead && back !== '/' ? `/sign-in?back=${encodeURIComponent(back)}` : '/sign-in';
	if (isDataRequest) return Response.json({ type: 'redirect', location });
	if (request.headers.get('x-sveltekit-action') === 'true')
		return Response.json({ type: 'redirect', status: 303, location });
	return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
