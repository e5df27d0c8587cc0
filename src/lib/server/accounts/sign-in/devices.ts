import { createHash, randomBytes } from 'node:crypto';
import type { AccountBook } from '../open-accounts';

/** A browser is remembered for so long after it was last used to sign in. */
const DAYS = 180;

const COOKIE = /^[\w-]{43}$/;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a browser's cookie is counted under, when this account signed in with it before; otherwise nothing. */
export function knownDevice(
	{ db }: AccountBook,
	cookie: string | undefined,
	userId: string,
	now: Date
): string | null {
	if (!cookie) return null;
	const since = new Date(now.getTime() - DAYS * DAY_MS).toISOString();
	const found = db
		.prepare('select device_hash from device where device_hash = ? and user_id = ? and last_at > ?')
		.get(hashOf(cookie, userId), userId, since);
	return found ? String(found.device_hash) : null;
}

/** What a browser is counted under in which any account signed in before; otherwise nothing. */
export function knownBrowser(book: AccountBook, cookie: string | undefined, now: Date): string | null {
	if (!cookie || !COOKIE.test(cookie)) return null;
	for (const { id } of book.db.prepare('select id from user where disabledAt is null').iterate()) {
		const known = knownDevice(book, cookie, String(id), now);
		if (known) return known;
	}
	return null;
}

/** Remembers that an account signed in with this browser; returns its cookie, a new one where it has none. */
export function rememberDevice(
	{ db }: AccountBook,
	cookie: string | undefined,
	userId: string,
	now: Date
): string {
	const value = cookie && COOKIE.test(cookie) ? cookie : randomBytes(32).toString('base64url');
	const at = now.toISOString();
	db.prepare(
		`insert into device (device_hash, user_id, made_at, last_at) values (?, ?, ?, ?)
			on conflict (device_hash) do update set last_at = excluded.last_at`
	).run(hashOf(value, userId), userId, at, at);
	return value;
}

/** How long a browser keeps the cookie, in seconds. */
export const DEVICE_COOKIE_SECONDS = DAYS * 24 * 60 * 60;

function hashOf(cookie: string, userId: string): string {
	return createHash('sha256').update(`${userId}:${cookie}`).digest('hex');
}
