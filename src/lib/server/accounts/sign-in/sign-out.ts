import { cookieToSet, sessionCookieName, type CookieToSet } from './cookies';
import type { Accounts } from '../open-accounts';
import { endSession } from '../sessions';
import type { Visit } from '../visit';

/** Ends a visit on the server, and takes its cookie back. */
export function signOut(accounts: Accounts, { account, session }: Visit): CookieToSet[] {
	if (account && session) endSession(accounts, account.id, session.id);
	return [cookieToSet(accounts.origin, sessionCookieName(accounts.origin), '', 0)];
}
