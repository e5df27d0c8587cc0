import type { Actor } from '$lib/domain';
import type { About } from '$lib/server/audit';

/** What is written down of accounts, in the words of the record. */
export type AccountDeed =
	| 'signed in'
	| 'signed out'
	| 'could not sign in'
	| 'changed an account'
	| 'changed a right'
	| 'made a token'
	| 'ended a token';

/** Writes down what happened to an account: its email, and after a colon what changed; never a secret. */
export function noteAccount(
	locals: App.Locals,
	did: AccountDeed,
	about: string,
	actor: Actor = locals.actor
): Promise<void> {
	const parts = aboutAccount(did, about);
	const who = did === 'signed in' && parts.account ? parts.account : actor.who;
	return locals.note(did, parts, who);
}

function aboutAccount(did: AccountDeed, about: string): About {
	const [account = '', what = ''] = about.includes('@') ? about.split(/: (.*)/s) : ['', about];
	const named = account === '' ? {} : { account };
	if (did === 'made a token' || did === 'ended a token') return { ...named, token: what };
	return what === '' ? named : { ...named, change: what.replaceAll(/[^\w.@+/:]+/g, '-') };
}
