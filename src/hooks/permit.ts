import type { Handle, RequestEvent } from '@sveltejs/kit';
import { isReading, maySeePartner, mayUse, methodsOf, partnerOf, rolesFor } from '$lib/server/access';
import { needsSecondFactor } from '$lib/server/accounts';
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
		return (await isOwn(event)) ? resolve(event) : nothingThere(event);
	}
	if (rolesFor(route, method).length === 0) return refuseMethod(methodsOf(route));
	return actor.role === null ? askToSignIn(event) : refuseRole(event, route);
};

/** Where everybody needs a second factor, a session without one is good for setting it up and for leaving. */
function lacksFactor({ route, request, locals: { accounts, visit } }: RequestEvent): boolean {
	if (!visit.session || visit.account?.hasSecondFactor) return false;
	const isFree = mayUse(null, route.id, request.method) || route.id?.startsWith('/account');
	return !isFree && needsSecondFactor(accounts);
}

/** Whether what the address names is of a partner whose rows the actor may see. What is sent is judged where it is read. */
async function isOwn({ route, request, params, locals }: RequestEvent): Promise<boolean> {
	const of = partnerOf(route.id, request.method);
	if (of === null || of === 'claim') return true;
	const partner = await partnerNamed(of, Object.values(params)[0] ?? '', locals);
	return partner !== null && maySeePartner(locals.actor, partner);
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
