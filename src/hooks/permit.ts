import type { Handle, RequestEvent } from '@sveltejs/kit';
import { isReading, maySeePartner, mayUse, methodsOf, partnerOf, rolesFor } from '$lib/server/access';
import { meetsFactorRule } from '$lib/server/accounts';
import { loadingOf, submission } from '$lib/server/intake';
import { FAULT_WORDS } from '$lib/ui/words/frame';
import { isRefusal, problem } from '../routes/api/problem';
import { askForFactor, askToSignIn } from './ask-to-sign-in';
import { plainPage, refusedPage } from './refused-page';

/** Holds the one table of route x method x role x partner: whatever is not in it is refused. */
export const permit: Handle = async ({ event, resolve }) => {
	const { method } = event.request;
	const route = event.route.id;
	const { actor, visit } = event.locals;
	if (route === null) return actor.role === null ? askToSignIn(event) : resolve(event);
	if (mayUse(actor.role, route, method)) {
		if (visit.scope === 'read' && !isReading(route, method)) return refuseWriting();
		if (lacksFactor(event)) return askForFactor(event);
		const { isOwn, exists } = await ownershipOf(event);
		if (isOwn) return resolve(event);
		if (exists) await noteRefused(event);
		return nothingThere(event);
	}
	if (rolesFor(route, method).length === 0) return refuseMethod(methodsOf(route));
	return actor.role === null ? askToSignIn(event) : refuseRole(event, route);
};

/** Forms of one's own account that set the second factor up, or shut something. */
const WITHOUT_FACTOR = ['?/factor', '?/confirm', '?/end', '?/others', '?/revoke'];

/**
 * Where everybody needs a second factor, a session without one is good for setting it up and for leaving; the program of
 * somebody without one is good for nothing.
 */
function lacksFactor({ route, request, url, locals: { accounts, visit } }: RequestEvent): boolean {
	if (meetsFactorRule(accounts, visit) || mayUse(null, route.id, request.method)) return false;
	if (visit.session === null) return true;
	const isReading = request.method === 'GET' || request.method === 'HEAD';
	const isFree = route.id === '/account' && (isReading || WITHOUT_FACTOR.includes(url.search));
	return !isFree && route.id !== '/account/stay';
}

/**
 * Whether what the address names is there, and of a partner whose rows the actor may see. What is sent is judged where
 * it is read.
 */
async function ownershipOf({
	route,
	request,
	params,
	locals
}: RequestEvent): Promise<{ isOwn: boolean; exists: boolean }> {
	const of = partnerOf(route.id, request.method);
	if (of === null || of === 'claim') return { isOwn: true, exists: true };
	const partner = await partnerNamed(of, Object.values(params)[0] ?? '', locals);
	return { isOwn: partner !== null && maySeePartner(locals.actor, partner), exists: partner !== null };
}

/** Whoever asks for another partner's is told that there is nothing, and written down. */
function noteRefused({ locals, request: { method }, route, params }: RequestEvent): Promise<void> {
	const named = partnerOf(route.id, method) === 'submission' ? { submission: params.id } : {};
	return locals.note('was refused', { ...named, method, route: route.id, answer: 404 });
}

async function partnerNamed(
	of: 'submission' | 'loading' | 'partner',
	id: string,
	locals: App.Locals
): Promise<string | null> {
	if (of === 'partner') return id;
	if (of === 'loading') return loadingOf(locals.warehouse, id)?.partner ?? null;
	try {
		return (await submission(locals.warehouse, id)).partner;
	} catch (error) {
		if (isRefusal(error)) return null;
		throw error;
	}
}

/** Another partner's is answered like one that does not exist, so that nobody learns what others file. */
function nothingThere({ route, url, isDataRequest }: RequestEvent): Response {
	if (route.id?.startsWith('/api/') || route.id?.endsWith('.json')) {
		const what = url.pathname.includes('/loadings/') ? 'loading' : 'submission';
		const title = `There is no ${what} of this id that you may see.`;
		return problem({ status: 404, code: `unknown_${what}`, title, hint: 'See the list of submissions.' });
	}
	if (isDataRequest) return Response.json({ message: FAULT_WORDS.notFound }, { status: 404 });
	return plainPage({ status: 404, title: FAULT_WORDS.title(404), sentence: FAULT_WORDS.notFound });
}

function refuseRole({ locals, url, isDataRequest, request }: RequestEvent, route: string): Response {
	const roles = rolesFor(route, request.method);
	const title = `This is for ${inWords(roles)}; you are here as ${locals.actor.role}.`;
	const { demo } = locals.settings;
	if (route.startsWith('/api/')) {
		const hint = demo
			? 'Choose another role: POST role=… to /api/role and send its cookie.'
			: 'Ask an administrator for that role.';
		return problem({ status: 403, code: 'not_allowed', title, hint });
	}
	if (isDataRequest) return Response.json({ message: title }, { status: 403 });
	return refusedPage(title, demo ? roles : [], url.pathname);
}

function refuseWriting(): Response {
	const title = 'This token may only read.';
	const hint = 'Use one that was made without --read-only.';
	return problem({ status: 403, code: 'not_allowed', title, hint });
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
