import { fail, redirect } from '@sveltejs/kit';
import { acceptLink, leastLength, readLink, signInByLink, signOut } from '$lib/server/accounts';
import { INVITATION_WORDS } from '$lib/ui/words/accounts';
import { isRefusal } from '../../api/problem';
import { giveCookies } from '../../give-cookies';
import { knockOf } from '../../knock-of';
import { noteAccount } from '../../note-account';
import type { Actions, PageServerLoad } from './$types';

/** What a link that was handed over is for; nothing more than that is told to whoever holds it. */
export const load: PageServerLoad = ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const link = readLink(locals.accounts, params.token, new Date());
	if (!link) return { link: null };
	const { kind, member, expiresAt } = link;
	return {
		link: {
			kind,
			email: member?.email ?? null,
			name: member?.name ?? '',
			until: expiresAt.toISOString().slice(0, 10),
			least: leastLength(member?.hasSecondFactor ?? false)
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request, cookies } = event;
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const filled = { name: text('name').slice(0, 100), email: text('email').slice(0, 254) };
		const password = text('password');
		if (password !== text('repeat')) {
			const { differ, differHint } = INVITATION_WORDS;
			return fail(400, { message: differ, hint: differHint, ...filled });
		}
		const now = new Date();
		let next = '/';
		try {
			const member = await acceptLink(locals.accounts, { token: params.token, ...filled, password }, now);
			const actor = { who: member.email, role: member.role, partners: [] };
			await noteAccount(locals, 'changed an account', `${member.email}: password set by a link`, actor);
			const entry = await signInByLink(locals.accounts, member, password, knockOf(event));
			signOut(locals.accounts, locals.visit);
			giveCookies(cookies, entry.cookies);
			if (entry.outcome === 'code') next = '/sign-in/code';
			else await noteAccount(locals, 'signed in', entry.email);
		} catch (mistake) {
			if (isRefusal(mistake)) return fail(400, { message: mistake.message, hint: mistake.hint, ...filled });
			throw mistake;
		}
		redirect(303, next);
	}
};
