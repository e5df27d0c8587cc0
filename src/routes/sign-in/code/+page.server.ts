import { fail, redirect } from '@sveltejs/kit';
import { awaitsCode, enterCode } from '$lib/server/accounts';
import { isRefusal } from '../../api/problem';
import { giveCookies } from '../../give-cookies';
import { knockOf } from '../../knock-of';
import { noteAccount } from '../../note-account';
import { ownPath } from '../../own-path';
import type { Actions, PageServerLoad } from './$types';

/** The second step of signing in, for those who have a second factor. */
export const load: PageServerLoad = ({ locals, url, cookies }) => {
	const back = ownPath(url.searchParams.get('back') ?? '/');
	if (locals.visit.session) redirect(303, back);
	if (!awaitsCode(locals.accounts, (name) => cookies.get(name))) redirect(303, '/sign-in?again');
	return { back };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, cookies, request } = event;
		const form = await request.formData();
		const given = { code: String(form.get('code') ?? ''), cookie: (name: string) => cookies.get(name) };
		try {
			const entry = await enterCode(locals.accounts, given, knockOf(event));
			giveCookies(cookies, entry.cookies);
			await noteAccount(locals, 'signed in', entry.email);
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			await noteAccount(locals, 'could not sign in', mistake.code);
			return fail(400, { message: mistake.message, hint: mistake.hint });
		}
		redirect(303, ownPath(String(form.get('back') ?? '/')));
	}
};
