import { redirect } from '@sveltejs/kit';
import { finishProviderSignIn } from '$lib/server/accounts';
import { isRefusal } from '../../../../api/problem';
import { giveCookies } from '../../../../give-cookies';
import { knockOf } from '../../../../knock-of';
import { noteAccount } from '../../../../note-account';
import { ownPath } from '../../../../own-path';
import type { RequestHandler } from './$types';

/** Where the county's own identity provider sends people back to. */
export const GET: RequestHandler = async (event) => {
	const { locals, request, cookies } = event;
	let next = '/sign-in?provider=refused';
	try {
		const entry = await finishProviderSignIn(locals.accounts, request, knockOf(event));
		giveCookies(cookies, entry.cookies);
		next = ownPath(entry.back);
		if (entry.outcome === 'code') next = `/sign-in/code?back=${encodeURIComponent(next)}`;
		else await noteAccount(locals, 'signed in', `${entry.email}: by the provider`);
	} catch (mistake) {
		if (!isRefusal(mistake)) throw mistake;
		await noteAccount(locals, 'could not sign in', mistake.code);
	}
	redirect(303, next);
};
