import { mailForgotten, shownMailServer } from '$lib/server/accounts';
import { noteAccount } from '../../note-account';
import type { Actions, PageServerLoad } from './$types';

/** The way to a new password where mail is set up. */
export const load: PageServerLoad = ({ locals }) => ({ hasMail: shownMailServer(locals.accounts) !== null });

export const actions: Actions = {
	default: async ({ request, locals, getClientAddress }) => {
		const email = String((await request.formData()).get('email') ?? '').slice(0, 254);
		const asked = { email, address: getClientAddress(), now: new Date() };
		void mailForgotten(locals.accounts, asked).catch(() => false);
		await noteAccount(locals, 'changed an account', 'a link to a new password was asked for');
		return { sent: true };
	}
};
