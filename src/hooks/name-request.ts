import type { Handle } from '@sveltejs/kit';
import { answerGuards, mayBeKept, NO_PAGE_POLICY } from '$lib/server/access';
import { isRequestId, logRequest, newRequestId } from '$lib/server/audit';
import { problem } from '../routes/api/problem';

/** Outermost: the request gets an id, its answer bears it with the guarding headers, and both get one line in the log. */
export const nameRequest: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const given = event.request.headers.get('x-request-id');
	const id = isRequestId(given) ? given : newRequestId();
	event.locals.requestId = id;
	let status = 500;
	try {
		const answer = await withId(await asProblem(event.url.pathname, await resolve(event)), id);
		guard(answer, id, globalThis.braidwork?.origin ?? event.url.origin);
		if (!mayBeKept(event.route.id)) answer.headers.set('cache-control', 'private, no-store');
		status = answer.status;
		return answer;
	} finally {
		const ms = performance.now() - began;
		logRequest({ id, method: event.request.method, route: event.route.id, status, ms });
	}
};

function guard({ headers }: Response, id: string, origin: string): void {
	for (const [name, value] of Object.entries(answerGuards(origin))) headers.set(name, value);
	headers.set('x-request-id', id);
	if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
	const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
	if (!isPage && !headers.has('content-security-policy'))
		headers.set('content-security-policy', NO_PAGE_POLICY);
}

/** What the framework itself refuses below /api becomes a problem document too; what an endpoint says of a file stays. */
async function asProblem(path: string, answer: Response): Promise<Response> {
	if (answer.status < 400 || isProblem(answer) || !path.startsWith('/api/')) return answer;
	if (answer.headers.get('content-type')?.startsWith('application/json') && !(await isFrameworks(answer)))
		return answer;
	const code = answer.status === 404 ? 'not_found' : answer.status < 500 ? 'refused' : 'fault';
	const title = answer.status === 404 ? 'There is nothing at this address.' : 'This could not be answered.';
	return problem({
		status: answer.status,
		code,
		title,
		hint: 'The addresses stand in /api/v1/openapi.json.'
	});
}

/** A problem document tells the id of its request. */
async function withId(answer: Response, id: string): Promise<Response> {
	if (!isProblem(answer)) return answer;
	const said = (await answer.json()) as Record<string, unknown>;
	const headers = new Headers(answer.headers);
	headers.delete('content-length');
	return new Response(JSON.stringify({ ...said, id }), { status: answer.status, headers });
}

/** The framework's own refusals have a message and nothing else but our id. */
async function isFrameworks(answer: Response): Promise<boolean> {
	const said: unknown = await answer.clone().json();
	return typeof said === 'object' && said !== null && 'message' in said;
}

function isProblem({ headers }: Response): boolean {
	return headers.get('content-type')?.includes('problem+json') ?? false;
}
