import { beginAttempt, type AttemptKey } from '../sign-in/attempts';
import { linkAddress, makeLink, type LinkKind } from './links';
import { LINK_LETTERS } from './letters';
import { sendMail, shownMailServer } from '../rules/mail';
import { findMember, plainEmail, type Member } from '../members';
import type { Accounts } from '../open-accounts';

/** Sends a member the link that was made for them; false where no mail is set up or it was not taken. */
export function mailLink(
	accounts: Accounts,
	{ member, kind, url }: { member: Member; kind: LinkKind; url: string }
): Promise<boolean> {
	const { subject, text } = LINK_LETTERS[kind](accounts.partnership(), url);
	return sendMail(accounts, { to: member.email, subject, text });
}

/**
 * Sends a link to a new password to whoever has an account under this address, a few times a day at most. Nothing of
 * what happened shows to who asked, neither in words nor in time: the letter is sent after the answer.
 */
export function mailForgotten(
	accounts: Accounts,
	{ email, address, now }: { email: string; address: string; now: Date }
): Promise<boolean> {
	const keys: AttemptKey[] = [`address:mail ${address}`, `mail:${plainEmail(email)}`];
	if (!shownMailServer(accounts) || beginAttempt(accounts, keys, now) > 0) return Promise.resolve(false);
	const member = findMember(accounts, email);
	if (member?.status !== 'active') return Promise.resolve(false);
	const { token } = makeLink(accounts, { kind: 'reset', userId: member.id, by: 'their own wish', now });
	return mailLink(accounts, { member, kind: 'reset', url: linkAddress(accounts.origin, token) });
}
