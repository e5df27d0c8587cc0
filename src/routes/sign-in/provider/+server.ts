import { redirect } from '@sveltejs/kit';
import { beginProviderSignIn, shownProvider } from '$lib/server/accounts';
import { giveCookies } from '../../give-cookies';
import { ownPath } from '../../own-path';
import type { RequestHandler } from './$types';

/** Leads to the county's own identity provider. */
export const GET: RequestHandler = async ({ locals, url, cookies }) => {
	if (!shownProvider(locals.accounts)) redirect(303, '/sign-in?provider=none');
	const back = ownPath(url.searchParams.get('back') ?? '/');
	const begun = await beginProviderSignIn(locals.accounts, back).catch(() => null);
	if (!begun) redirect(303, '/sign-in?provider=away');
	giveCookies(cookies, begun.cookies);
	redirect(303, begun.url);
};
