import { fail, redirect } from '@sveltejs/kit';
import { findMember, shownMailServer, shownProvider, signIn, signOut, WaitFirst } from '$lib/server/accounts';
import { isRefusal } from '../api/problem';
import { giveCookies } from '../give-cookies';
import { knockOf } from '../knock-of';
import { noteAccount, noteFailure } from '../note-account';
import { ownPath } from '../own-path';
import type { Actions, PageServerLoad } from './$types';

/** The way in. Whoever is in already is led on. */
export const load: PageServerLoad = ({ locals, url }) => {
	const back = ownPath(url.searchParams.get('back') ?? '/');
	if (locals.visit.session) redirect(303, back);
	const provider = shownProvider(locals.accounts)?.name ?? null;
	const fromProvider = url.searchParams.get('provider') ?? '';
	return {
		back,
		provider,
		fromProvider,
		hasMail: shownMailServer(locals.accounts) !== null,
		cameFrom: url.searchParams.has('ended') ? 'ended' : url.searchParams.has('out') ? 'out' : ''
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, cookies, request, setHeaders } = event;
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const email = text('email');
		const back = ownPath(text('back') || '/');
		let next = back;
		try {
			const entry = await signIn(locals.accounts, { email, password: text('password') }, knockOf(event));
			signOut(locals.accounts, locals.visit);
			giveCookies(cookies, entry.cookies);
			if (entry.outcome === 'code') next = `/sign-in/code?back=${encodeURIComponent(back)}`;
			else await noteAccount(locals, 'signed in', entry.email);
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			await noteFailure(locals, mistake.code, findMember(locals.accounts, email));
			const { message, hint } = mistake;
			if (mistake instanceof WaitFirst) setHeaders({ 'retry-after': String(mistake.seconds) });
			return fail(mistake instanceof WaitFirst ? 429 : 400, { message, hint, email: email.slice(0, 254) });
		}
		redirect(303, next);
	}
};
