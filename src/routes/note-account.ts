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

/** Writes down that somebody could not sign in: why, and on which account it was tried, where there is one. */
export function noteFailure(
	locals: App.Locals,
	code: string,
	member: { email: string } | null
): Promise<void> {
	return locals.note('could not sign in', { account: member?.email, change: code });
}

/** Writes down which rights somebody was given. */
export function noteRights(
	locals: App.Locals,
	{ email, role, partners }: { email: string; role: string; partners: string[] | null }
): Promise<void> {
	return locals.note('changed a right', { account: email, role, partners: partners ?? ['every-partner'] });
}

function aboutAccount(did: AccountDeed, about: string): About {
	const [account = '', what = ''] = about.includes('@') ? about.split(/: (.*)/s) : ['', about];
	const named = account === '' ? {} : { account };
	if (did === 'made a token' || did === 'ended a token') return { ...named, token: what };
	return what === '' ? named : { ...named, change: what.replaceAll(/[^\w.@+/:]+/g, '-') };
}
