import { redirect } from '@sveltejs/kit';
import { signOut } from '$lib/server/accounts';
import { giveCookies } from '../give-cookies';
import { noteAccount } from '../note-account';
import type { RequestHandler } from './$types';

/** Ends the session on the server: its cookie is worth nothing after that, wherever it was copied to. */
export const POST: RequestHandler = async ({ locals, cookies, setHeaders }) => {
	// What earlier pages left in the browser goes with the session (W3C Clear Site Data).
	setHeaders({ 'clear-site-data': '"cache"' });
	giveCookies(cookies, signOut(locals.accounts, locals.visit));
	if (locals.visit.account) await noteAccount(locals, 'signed out', locals.visit.account.email);
	redirect(303, '/sign-in?out');
};
