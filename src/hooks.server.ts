import { error, type Handle, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import {
	demoActor,
	isCrossSite,
	judgeHost,
	mayUse,
	methodsOf,
	rolesFor,
	ROLE_COOKIE
} from '$lib/server/access';
import { answerFault } from './hooks/answer-fault';
import { nameRequest } from './hooks/name-request';
import { noteDeeds } from './hooks/note-deeds';
import { refusedPage } from './hooks/refused-page';
import { serveHome } from './hooks/serve-home';
import { problem } from './routes/api/problem';

/** Opens the home once for the whole process. */
export const init: ServerInit = async () => {
	globalThis.braidwork ??= await serveHome();
};

/** From outside in: what every answer bears, the one origin, who asks, what is written down, whether they may, the drawings. */
export const handle: Handle = sequence(
	nameRequest,
	keepOneOrigin,
	knowActor,
	noteDeeds,
	permit,
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

async function knowActor({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	const served = globalThis.braidwork;
	if (!served) throw error(503, 'Braidwork is starting. Try again in a moment.');
	event.locals.home = served.home;
	event.locals.warehouse = served.home.warehouse;
	event.locals.settings = served.home.settings;
	event.locals.actor = demoActor(event.cookies.get(ROLE_COOKIE));
	event.locals.drawings = new Map();
	return resolve(event);
}

async function permit({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	const { method } = event.request;
	const route = event.route.id;
	if (route === null || mayUse(event.locals.actor.role, route, method)) return resolve(event);
	const roles = rolesFor(route, method);
	if (roles.length === 0) return refuseMethod(methodsOf(route));
	const title = `This is for ${inWords(roles)}; you are here as ${event.locals.actor.role}.`;
	if (route.startsWith('/api/')) {
		const hint = 'Choose another role: POST role=… to /api/role and send its cookie.';
		return problem({ status: 403, code: 'not_allowed', title, hint });
	}
	if (event.isDataRequest) return Response.json({ message: title }, { status: 403 });
	return refusedPage(title, roles, event.url.pathname);
}

/** HEAD is answered where GET is. */
function refuseMethod(methods: string[]): Response {
	const allow = methods.includes('GET') ? [...methods, 'HEAD'].join(', ') : methods.join(', ');
	const title = 'This address does not take that.';
	return problem({ status: 405, code: 'method_not_allowed', title, hint: `It takes ${allow}.` }, { allow });
}

function inWords(roles: readonly string[]): string {
	return roles.length < 2 ? `the ${roles[0]}` : `the ${roles.slice(0, -1).join(', ')} or the ${roles.at(-1)}`;
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
