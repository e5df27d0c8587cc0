import { randomUUID } from 'node:crypto';
import { type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { isCrossSite, judgeHost, writeAudit } from '$lib/server/access';
import { problem } from './routes/api/problem';
import { answerPrograms } from './hooks/answer-programs';
import { knowActor } from './hooks/know-actor';
import { permit } from './hooks/permit';
import { serveHome } from './hooks/serve-home';

/** Opens the home once for the whole process. */
export const init: ServerInit = async () => {
	globalThis.braidwork ??= await serveHome();
};

/** From outside in: what every answer bears, the one origin, who asks, whether they may, what is written down, the drawings. */
export const handle: Handle = sequence(
	guardAnswer,
	keepOneOrigin,
	knowActor,
	permit,
	answerPrograms,
	noteChange,
	drawFigures
);

/** Our own fault: an id for the visitor, the details for the log. */
export const handleError: HandleServerError = ({ error: fault, event, status, message }) => {
	if (status < 500) return { message };
	const id = randomUUID().slice(0, 8);
	const detail = fault instanceof Error ? fault.stack : String(fault);
	console.error(JSON.stringify({ level: 'error', id, at: event.url.pathname, detail }));
	return { message: 'Braidwork failed at this. Nothing half done was kept.', id };
};

async function guardAnswer({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	const answer = asProblem(event.url.pathname, await resolve(event));
	for (const [name, value] of Object.entries(GUARDS)) answer.headers.set(name, value);
	if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'private, no-cache');
	return answer;
}

/** Headers of OWASP's secure headers project; the content security policy is made by the framework. */
const GUARDS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin'
};

/** Whatever the framework itself answers below /api becomes a problem document too. */
function asProblem(path: string, answer: Response): Response {
	const isOurs = answer.headers.get('content-type')?.includes('problem+json') ?? false;
	if (answer.status < 400 || isOurs || !path.startsWith('/api/')) return answer;
	const code = answer.status === 404 ? 'not_found' : answer.status < 500 ? 'refused' : 'fault';
	const title = answer.status === 404 ? 'There is nothing at this address.' : 'This could not be answered.';
	return problem({
		status: answer.status,
		code,
		title,
		hint: 'The addresses stand in /api/v1/openapi.json.'
	});
}

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

/** What changes something is written down, and a new state gets its tables. */
async function noteChange({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	const answer = await resolve(event);
	const { method } = event.request;
	if (method === 'GET' || method === 'HEAD') return answer;
	const { home, actor } = event.locals;
	await writeAudit(
		home.dir,
		actor,
		`answered ${answer.status}`,
		`${method} ${event.route.id ?? 'no such address'}`,
		new Date()
	);
	void globalThis.braidwork?.prepareSoon();
	return answer;
}

function drawFigures({ event, resolve }: Parameters<Handle>[0]): Promise<Response> | Response {
	const fill = (html: string) =>
		html.replace(/<!--figure:([^>]*?)-->/g, (place, id: string) => event.locals.drawings.get(id) ?? place);
	return resolve(event, { transformPageChunk: ({ html }) => fill(html) });
}
