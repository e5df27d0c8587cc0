import { redirect } from '@sveltejs/kit';
import { ROLE_COOKIE, roleCookie, roleCookieOptions } from '$lib/server/access';
import { ownPath } from '../../own-path';
import { problem } from '../problem';
import type { RequestHandler } from './$types';

/** The demo's role switcher: keeps the chosen role and goes back to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, locals, url }) => {
	if (!locals.settings.demo) return notDemo();
	const form = await request.formData();
	const partners = form.getAll('partner').map(String).filter(Boolean);
	const cookie = roleCookie(String(form.get('role') ?? ''), partners);
	if (cookie === null) return unknownRole();
	await locals.note('took on a role of the demo', { role: cookie });
	cookies.set(ROLE_COOKIE, cookie, roleCookieOptions(url));
	redirect(303, ownPath(String(form.get('back') ?? '/')));
};

function unknownRole(): Response {
	const hint = 'Choose leader, writer, analyst, navigator or administrator.';
	return problem({ status: 400, code: 'unknown_role', title: 'There is no such role.', hint });
}

/** On a home with real data a role belongs to an account. */
function notDemo(): Response {
	const hint = 'Sign in; an administrator gives your account its role.';
	return problem({ status: 404, code: 'not_demo', title: 'Roles are chosen in the demo alone.', hint });
}
