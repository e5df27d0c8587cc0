import { type Handle, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { isCrossSite, judgeHost } from '$lib/server/access';
import { answerFault } from './hooks/answer-fault';
import { answerPrograms } from './hooks/answer-programs';
import { limitBody } from './hooks/limit-body';
import { knowActor } from './hooks/know-actor';
import { nameRequest } from './hooks/name-request';
import { noteDeeds } from './hooks/note-deeds';
import { permit } from './hooks/permit';
import { serveHome } from './hooks/serve-home';
import { problem } from './routes/api/problem';

/** Opens the home once for the whole process. */
export const init: ServerInit = async () => {
	globalThis.braidwork ??= await serveHome();
};

/** From outside in: what every answer bears, the one origin, who asks, what is written down, whether they may, how much they send, the drawings. */
export const handle: Handle = sequence(
	nameRequest,
	keepOneOrigin,
	knowActor,
	noteDeeds,
	permit,
	limitBody,
	answerPrograms,
	prepareAfterChange,
	drawFigures
);

export const handleError = answerFault;

async function keepOneOrigin({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	const origin = globalThis.braidwork?.origin ?? event.url.origin;
	const verdict = judgeHost(event.request.headers.get('host'), origin);
	if (verdict === 'redirect') {
		const location = origin + event.url.pathname + event.url.search;
		return new Response(null, { status: 307, headers: { location } });
	}
	if (verdict === 'refuse' || isCrossSite(event.request, origin)) {
		const hint = `Use Braidwork from its own address, ${origin}.`;
		return problem({ status: 403, code: 'cross_site', title: 'This request comes from another site.', hint });
	}
	return resolve(event);
}

/** After what changed something, a new state gets its tables. */
async function prepareAfterChange({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	const answer = await resolve(event);
	const isReading = ['GET', 'HEAD'].includes(event.request.method);
	if (!isReading) void globalThis.braidwork?.prepareSoon();
	return answer;
}

function drawFigures({ event, resolve }: Parameters<Handle>[0]): Promise<Response> | Response {
	const fill = (html: string) =>
		html.replace(/<!--figure:([^>]*?)-->/g, (place, id: string) => event.locals.drawings.get(id) ?? place);
	return resolve(event, { transformPageChunk: ({ html }) => fill(html) });
}
