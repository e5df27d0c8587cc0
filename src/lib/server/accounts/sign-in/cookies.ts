import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { DEVICE_COOKIE_SECONDS } from './devices';
import { cookiePrefix, isSecure } from '../origin';
import type { Accounts } from '../open-accounts';
import { LONGEST_HOURS } from '../session-limits';

/** A cookie for the visitor's browser, as the framework sets it. An empty value takes it back. */
export interface CookieToSet {
	name: string;
	value: string;
	options: {
		path: '/';
		httpOnly: true;
		secure: boolean;
		sameSite: 'lax';
		maxAge: number;
	};
}

/** The cookie that a session lies in. */
export function sessionCookieName(origin: string): string {
	return `${cookiePrefix(origin)}.session_token`;
}

/** The cookie by which a browser is known again after its session ended. */
export function deviceCookieName(origin: string): string {
	return `${cookiePrefix(origin)}.device`;
}

/** A cookie of ours for so many seconds. */
export function cookieToSet(origin: string, name: string, value: string, maxAge: number): CookieToSet {
	const options = { path: '/', httpOnly: true, secure: isSecure(origin), sameSite: 'lax', maxAge } as const;
	return { name, value, options };
}

/** The cookie of a known browser. */
export function deviceCookie(origin: string, value: string): CookieToSet {
	return cookieToSet(origin, deviceCookieName(origin), value, DEVICE_COOKIE_SECONDS);
}

/**
 * What the library wants a browser to keep. A session's own limits are kept on the server, so its cookie stays
 * as long as a session can last.
 */
export function cookiesFrom(headers: Headers, origin: string): CookieToSet[] {
	return headers.getSetCookie().flatMap((line) =>
		[...parseSetCookieHeader(line)].map(([name, { value, 'max-age': age }]) => {
			const isSession = name === sessionCookieName(origin) && value !== '';
			const longest = isSession ? LONGEST_HOURS * 60 * 60 : Number(age ?? LONGEST_HOURS * 60 * 60);
			return cookieToSet(origin, name, value, longest);
		})
	);
}

/** What stands behind a token in its cookie, as the library signs it. */
export function signatureOf({ key }: Accounts, token: string): string {
	return createHmac('sha256', key).update(token).digest('base64');
}

/** The token that a signed cookie holds; nothing when the signature is not ours. */
export function signedToken(accounts: Accounts, cookie: string | undefined): string | null {
	const cut = cookie?.lastIndexOf('.') ?? -1;
	if (cookie === undefined || cut < 1) return null;
	const token = cookie.slice(0, cut);
	const ours = Buffer.from(signatureOf(accounts, token), 'base64');
	const theirs = Buffer.from(cookie.slice(cut + 1), 'base64');
	return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? token : null;
}
