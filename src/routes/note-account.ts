import { writeAudit } from '$lib/server/access';
import type { Actor } from '$lib/domain';

/** What is written down of accounts, in the words of the record. */
export type AccountDeed =
	| 'signed in'
	| 'signed out'
	| 'could not sign in'
	| 'changed an account'
	| 'changed a right'
	| 'made a token'
	| 'ended a token';

/** Writes down what happened to an account; `about` is its email and what changed, never a secret. */
export function noteAccount(
	locals: App.Locals,
	did: AccountDeed,
	about: string,
	actor?: Actor
): Promise<void> {
	return writeAudit(locals.home.dir, actor ?? locals.actor, did, about, new Date());
}
