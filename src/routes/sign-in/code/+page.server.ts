import { fail, redirect } from '@sveltejs/kit';
import { awaitedMember, awaitsCode, enterCode, WaitFirst } from '$lib/server/accounts';
import { isRefusal } from '../../api/problem';
import { giveCookies } from '../../give-cookies';
import { knockOf } from '../../knock-of';
import { noteAccount, noteFailure } from '../../note-account';
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
		const { locals, cookies, request, setHeaders } = event;
		const form = await request.formData();
		const given = { code: String(form.get('code') ?? ''), cookie: (name: string) => cookies.get(name) };
		const awaited = await awaitedMember(locals.accounts, given.cookie);
		try {
			const entry = await enterCode(locals.accounts, given, knockOf(event));
			giveCookies(cookies, entry.cookies);
			await noteAccount(locals, 'signed in', entry.email);
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			await noteFailure(locals, mistake.code, awaited);
			if (mistake instanceof WaitFirst) setHeaders({ 'retry-after': String(mistake.seconds) });
			return fail(mistake instanceof WaitFirst ? 429 : 400, { message: mistake.message, hint: mistake.hint });
		}
		redirect(303, ownPath(String(form.get('back') ?? '/')));
	}
};
