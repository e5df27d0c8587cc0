import { Refusal } from '$lib/domain';
import { WaitFirst } from './wait-first';
import { attemptWasRight, beginAttempt, strangerKeys, type AttemptKey } from './attempts';
import { cookiesFrom, deviceCookie, type CookieToSet } from './cookies';
import { knownDevice, rememberDevice } from './devices';
import { findMember, plainEmail, type Member } from '../members';
import type { Accounts } from '../open-accounts';
import { endSessions, sweepSessions } from '../sessions';

/** What came with somebody who wants to sign in. */
export interface Knock {
	address: string;
	browser: string;
	/** The cookie of a browser that was known before. */
	device: string | undefined;
	now: Date;
}

/** Somebody is in, or their second factor is asked for. */
export interface Entry {
	outcome: 'in' | 'code';
	email: string;
	cookies: CookieToSet[];
}

/**
 * Signs somebody in by their password. Refused in the same words whether the account is unknown, shut or the
 * password wrong; refused for a while (`wait`) after too many failures from browsers that the account does not know.
 */
export async function signIn(
	accounts: Accounts,
	{ email, password }: { email: string; password: string },
	knock: Knock
): Promise<Entry> {
	const member = findMember(accounts, email);
	const device = member ? knownDevice(accounts, knock.device, member.id, knock.now) : null;
	const keys: AttemptKey[] = device ? [`device:${device}`] : strangerKeys(email, knock.address);
	const wait = beginAttempt(accounts, keys, knock.now);
	if (wait > 0) throw new WaitFirst(wait);
	const entry = await enterBy(accounts, member, { email: plainEmail(email), password }, knock);
	attemptWasRight(accounts, keys);
	return entry;
}

/**
 * Signs somebody in by the password that they just set by a link. Nothing is counted and nobody waits: the link was
 * the proof, and what others tried from the same address is no matter of theirs.
 */
export function signInByLink(
	accounts: Accounts,
	member: Member,
	password: string,
	knock: Knock
): Promise<Entry> {
	return enterBy(accounts, member, { email: member.email, password }, knock);
}

async function enterBy(
	accounts: Accounts,
	member: Member | null,
	given: { email: string; password: string },
	knock: Knock
): Promise<Entry> {
	const answer = await compare(accounts, given, knock);
	if (member?.status === 'disabled') endSessions(accounts, member.id);
	if (!answer || !member || member.status === 'disabled') throw wrongPassword();
	sweepSessions(accounts, knock.now);
	const cookies = cookiesFrom(answer.headers, accounts.origin);
	if (answer.needsCode) return { outcome: 'code', email: member.email, cookies };
	return {
		outcome: 'in',
		email: member.email,
		cookies: [...cookies, remembered(accounts, member.id, knock)]
	};
}

/** Remembers the browser of somebody who just came in. */
export function remembered(accounts: Accounts, userId: string, { device, now }: Knock): CookieToSet {
	return deviceCookie(accounts.origin, rememberDevice(accounts, device, userId, now));
}

/** What the library reads of a visitor's browser. */
export function headersOf({ address, browser }: Pick<Knock, 'address' | 'browser'>, cookie = ''): Headers {
	return new Headers({ 'x-forwarded-for': address, 'user-agent': browser.slice(0, 300), cookie });
}

async function compare(
	{ auth }: Accounts,
	body: { email: string; password: string },
	knock: Knock
): Promise<{ headers: Headers; needsCode: boolean } | null> {
	try {
		const { headers, response } = await auth.api.signInEmail({
			body,
			headers: headersOf(knock),
			returnHeaders: true
		});
		return { headers, needsCode: 'twoFactorRedirect' in response };
	} catch (error) {
		if (isWrong(error)) return null;
		throw error;
	}
}

/** Whether the library says that what was given is wrong, and has not failed itself. */
export function isWrong(error: unknown): boolean {
	return (
		error instanceof Error &&
		error.name === 'APIError' &&
		'statusCode' in error &&
		Number(error.statusCode) < 500
	);
}

function wrongPassword(): Refusal {
	return new Refusal(
		'wrong_password',
		'This email and password do not belong together.',
		'Look at both again. If you do not know your password any more, ask an administrator for a link to a new one.'
	);
}
