import type { Handle } from '@sveltejs/kit';

/**
 * A program that sends a page's form is answered by the framework with 200 and a document that holds the true
 * status. It gets that status itself; the pages' own scripts read the document and are left alone.
 */
export const answerPrograms: Handle = async ({ event, resolve }) => {
	const answer = await resolve(event);
	const { request, route } = event;
	const isForm = request.method === 'POST' && route.id !== null && !route.id.startsWith('/api/');
	const isJson = answer.headers.get('content-type')?.includes('application/json') ?? false;
	if (!isForm || !isJson || answer.status !== 200 || request.headers.has('x-sveltekit-action')) return answer;
	const text = await answer.text();
	const { type, status, location } = JSON.parse(text) as {
		type?: string;
		status?: number;
		location?: string;
	};
	const isMoved = type === 'redirect' && location !== undefined;
	if (isMoved) answer.headers.set('location', location);
	answer.headers.delete('content-length');
	return new Response(text, {
		status: isMoved || type === 'failure' ? (status ?? 200) : 200,
		headers: answer.headers
	});
};
