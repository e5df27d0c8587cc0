import { redirect } from '@sveltejs/kit';
import { ROLE_COOKIE, ROLE_COOKIE_OPTIONS, roleCookie } from '$lib/server/access';
import { problem } from '../problem';
import type { RequestHandler } from './$types';

/** The demo's role switcher: keeps the chosen role and goes back to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
	const form = await request.formData();
	const partners = form.getAll('partner').map(String).filter(Boolean);
	const cookie = roleCookie(String(form.get('role') ?? ''), partners);
	if (cookie === null) return unknownRole();
	await locals.note('took on a role of the demo', { role: cookie });
	cookies.set(ROLE_COOKIE, cookie, ROLE_COOKIE_OPTIONS);
	redirect(303, ownPath(String(form.get('back') ?? '/')));
};

function unknownRole(): Response {
	const hint = 'Choose leader, writer, analyst, navigator or administrator.';
	return problem({ status: 400, code: 'unknown_role', title: 'There is no such role.', hint });
}

/** Only a path of ours: an address of another site is not followed. */
function ownPath(back: string): string {
	return /^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/';
}
