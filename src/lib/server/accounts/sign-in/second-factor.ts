import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from '$lib/domain';
import { hasPassword, ownSession, proveOwner } from '../passwords/change-password';
import { leastLength } from '../passwords/check-password';
import { attemptWasRight, beginAttempt } from './attempts';
import {
	cookiesFrom,
	cookieToSet,
	sessionCookieName,
	signatureOf,
	signedToken,
	type CookieToSet
} from './cookies';
import { drawCode, type SquareCode } from './draw-code';
import { WaitFirst } from './wait-first';
import { memberById, type Member } from '../members';
import type { AccountBook, Accounts } from '../open-accounts';
import { needsSecondFactor } from '../rules/rules';
import { endOtherSessions, readSession } from '../sessions';
import { headersOf, isWrong, remembered, type Entry, type Knock } from './sign-in';
import type { Visit } from '../visit';

/** What an authenticator needs to know once, and codes for the day on which it is lost. */
export interface NewFactor {
	/** The address that an authenticator opens (Key URI Format). */
	uri: string;
	/** The same address for a camera. */
	code: SquareCode;
	/** The same key, to be typed. */
	key: string;
	backupCodes: string[];
}

/** So long a code is awaited. */
const CHALLENGE_SECONDS = 10 * 60;

/** The cookies of a visitor's browser, by name. */
export type CookieReader = (name: string) => string | undefined;

/** Begins a second factor: it counts from the first code on that is right. Asked of who has a password, and of who just came by the provider. */
export async function beginFactor(
	accounts: Accounts,
	visit: Visit,
	{ password, cookie, now }: { password: string; cookie: CookieReader; now: Date }
): Promise<NewFactor> {
	await proveOwner(accounts, visit, password, now);
	const { response } = await asked(() =>
		accounts.auth.api.enableTwoFactor({
			body: { password },
			headers: sessionHeaders(accounts, cookie),
			returnHeaders: true
		})
	);
	if (!('totpURI' in response)) throw new Error('The library began no second factor.');
	const key = new URL(response.totpURI).searchParams.get('secret') ?? '';
	const { totpURI: uri, backupCodes } = response;
	return { uri, code: drawCode(uri), key, backupCodes };
}

/** Whether somebody began a second factor and has not yet written its first code. */
export function hasBegunFactor({ db }: AccountBook, userId: string): boolean {
	return db.prepare('select 1 from twoFactor where userId = ? and verified = 0').get(userId) !== undefined;
}

/** Ends the beginning with the first right code: it is used up, the session is renewed, and every other one ends. */
export async function confirmFactor(
	accounts: Accounts,
	visit: Visit,
	{ code, cookie, now }: { code: string; cookie: CookieReader; now: Date }
): Promise<CookieToSet[]> {
	const { account } = ownSession(visit);
	const { headers } = await asked(() =>
		accounts.auth.api.verifyTOTP({
			body: { code: digitsOf(code) },
			headers: sessionHeaders(accounts, cookie),
			returnHeaders: true
		})
	);
	wasUsed(accounts, account.id, code, now);
	const cookies = cookiesFrom(headers, accounts.origin);
	const renewed = cookies.find(({ name }) => name === sessionCookieName(accounts.origin))?.value;
	const own = readSession(accounts, renewed, now);
	if (own?.session) endOtherSessions(accounts, account.id, own.session.id);
	return cookies;
}

/** Gives a second factor up. Refused where everybody needs one, and where the password is too short to stand alone. */
export async function endFactor(
	accounts: Accounts,
	visit: Visit,
	{ password, cookie, now }: { password: string; cookie: CookieReader; now: Date }
): Promise<CookieToSet[]> {
	if (needsSecondFactor(accounts))
		throw new Refusal('factor_needed', 'Everybody needs a second factor here.', 'Ask an administrator.');
	await proveOwner(accounts, visit, password, now);
	const stands = hasPassword(accounts, ownSession(visit).account.id);
	if (stands && [...password.normalize('NFC')].length < leastLength(false))
		throw new Refusal(
			'short_password',
			`Without a second factor a password needs ${leastLength(false)} characters or more.`,
			'Change your password first.'
		);
	const { headers } = await asked(() =>
		accounts.auth.api.disableTwoFactor({
			body: { password },
			headers: sessionHeaders(accounts, cookie),
			returnHeaders: true
		})
	);
	accounts.db.prepare('delete from twoFactor where userId = ?').run(ownSession(visit).account.id);
	return cookiesFrom(headers, accounts.origin);
}

/** Lets somebody in whose password was right, by a code of their authenticator or one of their backup codes. Each works once. */
export async function enterCode(
	accounts: Accounts,
	{ code, cookie }: { code: string; cookie: CookieReader },
	knock: Knock
): Promise<Entry> {
	const api = accounts.auth.api;
	const headers = headersOf(knock, cookieText(challengeCookie(accounts), cookie));
	const awaited = await awaitedMember(accounts, cookie);
	if (!awaited) throw overdue();
	const isBackup = digitsOf(code).length !== 6;
	const tried = isBackup ? 'backup' : 'code';
	const key = `${tried}:${awaited.id}` as const;
	const wait = beginAttempt(accounts, [key], knock.now);
	if (wait > 0) throw new WaitFirst(wait, tried);
	const answer = await asked(() =>
		isBackup
			? api.verifyBackupCode({ body: { code: code.trim() }, headers, returnHeaders: true })
			: api.verifyTOTP({ body: { code: digitsOf(code) }, headers, returnHeaders: true })
	);
	const { user } = answer.response;
	const member = memberById(accounts, user.id);
	if (
		!member ||
		member.status === 'disabled' ||
		(!isBackup && wasUsed(accounts, member.id, code, knock.now))
	) {
		accounts.db.prepare('delete from session where token = ?').run(answer.response.token ?? '');
		throw wrongCode();
	}
	attemptWasRight(accounts, [key]);
	const cookies = [...cookiesFrom(answer.headers, accounts.origin), remembered(accounts, member.id, knock)];
	return { outcome: 'in', email: member.email, cookies };
}

/** Whose code is awaited in this browser; nothing when too much time went by or too many codes were wrong. */
export async function awaitedMember(accounts: Accounts, cookie: CookieReader): Promise<Member | null> {
	const challenge = signedToken(accounts, cookie(challengeCookie(accounts)));
	if (challenge === null) return null;
	const { internalAdapter } = await accounts.auth.$context;
	const found = await internalAdapter.findVerificationValue(challenge);
	return found && found.expiresAt > new Date() ? memberById(accounts, found.value) : null;
}

/**
 * Asks for the code of somebody whom the provider vouched for, as after a right password. The names are those that the
 * library reads when the code comes; a test signs in by both.
 */
export async function askForCode(accounts: Accounts, userId: string): Promise<CookieToSet> {
	const { internalAdapter } = await accounts.auth.$context;
	const identifier = `2fa-${randomBytes(15).toString('base64url')}`;
	const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1000);
	await internalAdapter.createVerificationValue({ identifier, value: userId, expiresAt });
	await internalAdapter.createVerificationValue({
		identifier: `2fa-attempts-${identifier}`,
		value: '0',
		expiresAt
	});
	const value = `${identifier}.${signatureOf(accounts, identifier)}`;
	return cookieToSet(accounts.origin, challengeCookie(accounts), value, CHALLENGE_SECONDS);
}

/** Whether somebody's password was right in this browser a moment ago, and their code is awaited. */
export function awaitsCode(accounts: Accounts, cookie: CookieReader): boolean {
	return cookie(challengeCookie(accounts)) !== undefined;
}

function challengeCookie({ origin }: Accounts): string {
	return sessionCookieName(origin).replace('session_token', 'two_factor');
}

function sessionHeaders({ origin }: Accounts, cookie: CookieReader): Headers {
	return headersOf({ address: '', browser: '' }, cookieText(sessionCookieName(origin), cookie));
}

function cookieText(name: string, cookie: CookieReader): string {
	return `${name}=${encodeURIComponent(cookie(name) ?? '')}`;
}

/** A code is good for a minute and a half around its time; whoever looked over a shoulder cannot use it again. */
function wasUsed({ db }: AccountBook, userId: string, code: string, now: Date): boolean {
	const longAgo = new Date(now.getTime() - 10 * 60_000).toISOString();
	db.prepare('delete from used_code where used_at < ?').run(longAgo);
	const hash = createHash('sha256')
		.update(`${userId}:${digitsOf(code)}`)
		.digest('hex');
	const kept = db.prepare('insert or ignore into used_code values (?, ?)').run(hash, now.toISOString());
	return kept.changes === 0;
}

function digitsOf(code: string): string {
	return code.replace(/\s/g, '');
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (isOverdue(error)) throw overdue();
		if (isWrong(error)) throw wrongCode();
		throw error;
	}
}

const OVERDUE = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'];

function isOverdue(error: unknown): boolean {
	const body: unknown = error instanceof Error && 'body' in error ? error.body : null;
	return typeof body === 'object' && body !== null && 'code' in body && OVERDUE.includes(String(body.code));
}

function overdue(): Refusal {
	return new Refusal(
		'begin_again',
		'This sign-in is over: ten minutes went by, or five codes were wrong.',
		'Sign in again from the start; then enter the code that your authenticator shows, or a backup code.'
	);
}

function wrongCode(): Refusal {
	return new Refusal(
		'wrong_code',
		'This code is not right, was used already, or came too late.',
		'Wait for the next code of your authenticator, or use a backup code.'
	);
}
