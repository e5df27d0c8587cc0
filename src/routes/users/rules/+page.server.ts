import {
	needsSecondFactor,
	providerCallback,
	requireSecondFactor,
	saveMailServer,
	saveProvider,
	shownMailServer,
	shownProvider
} from '$lib/server/accounts';
import { noteAccount } from '../../note-account';
import { administer, textOf } from '../administer';
import type { Actions, PageServerLoad } from './$types';

/** How people sign in here: the second factor, the county's own provider, mail. */
export const load: PageServerLoad = ({ locals: { accounts } }) => ({
	isFactorNeeded: needsSecondFactor(accounts),
	provider: shownProvider(accounts),
	callback: providerCallback(accounts.origin),
	mail: shownMailServer(accounts)
});

export const actions: Actions = {
	provider: administer(async (form, locals) => {
		const secret = String(form.get('secret') ?? '');
		await saveProvider(locals.accounts, {
			name: textOf(form, 'name'),
			issuer: textOf(form, 'issuer'),
			clientId: textOf(form, 'client'),
			clientSecret: secret,
			isTrusted: form.has('trusted'),
			factorClaim: textOf(form, 'factor')
		});
		await noteAccount(locals, 'changed a right', `sign-in by ${textOf(form, 'issuer')}`);
		return {};
	}),
	mail: administer(async (form, locals) => {
		await saveMailServer(locals.accounts, {
			host: textOf(form, 'host'),
			port: Number(textOf(form, 'port')),
			isSecure: form.has('secure'),
			user: textOf(form, 'user'),
			password: String(form.get('password') ?? ''),
			from: textOf(form, 'from')
		});
		await noteAccount(locals, 'changed a right', `mail by ${textOf(form, 'host')}`);
		return {};
	}),
	nomail: administer(async (_form, locals) => {
		await saveMailServer(locals.accounts, null);
		await noteAccount(locals, 'changed a right', 'no mail');
		return {};
	}),
	noprovider: administer(async (_form, locals) => {
		await saveProvider(locals.accounts, null);
		await noteAccount(locals, 'changed a right', 'no sign-in by a provider');
		return {};
	}),
	rules: administer(async (form, locals) => {
		const isNeeded = form.has('second_factor');
		requireSecondFactor(locals.accounts, isNeeded);
		const what = isNeeded ? 'needed by everybody' : 'a choice';
		await noteAccount(locals, 'changed a right', `second factor: ${what}`);
		return {};
	})
};
