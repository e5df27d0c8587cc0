import { createHash, randomBytes } from 'node:crypto';
import type { AccountBook } from '../open-accounts';
import { memberById, type Member } from '../members';

/** What a link lets its holder do: come in for the first time, or choose a new password. */
export type LinkKind = 'invitation' | 'reset';

/** A link that can still be used. */
export interface OpenLink {
	kind: LinkKind;
	/** Whom it is for; nobody yet for the first administrator, who says it. */
	member: Member | null;
	expiresAt: Date;
}

/** An invitation waits for a week, a new password for a day: both are handed over by a person. */
const DAYS: Record<LinkKind, number> = { invitation: 7, reset: 1 };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Who made a link, when, and for whom. */
export interface LinkOrder {
	kind: LinkKind;
	/** Whom it is for; `null` for the first administrator. */
	userId: string | null;
	by: string;
	now: Date;
}

/** Makes a link that works once; one made earlier for the same purpose stops working. Returns its token, which is kept nowhere. */
export function makeLink(
	{ db }: AccountBook,
	{ kind, userId, by, now }: LinkOrder
): { token: string; expiresAt: Date } {
	const token = randomBytes(32).toString('base64url');
	const expiresAt = new Date(now.getTime() + DAYS[kind] * DAY_MS);
	db.prepare('delete from link where user_id is ? and used_at is null').run(userId);
	db.prepare(
		'insert into link (token_hash, kind, user_id, made_by, made_at, expires_at) values (?, ?, ?, ?, ?, ?)'
	).run(hashOf(token), kind, userId, by, now.toISOString(), expiresAt.toISOString());
	return { token, expiresAt };
}

/** Where a link leads. */
export function linkAddress(origin: string, token: string): string {
	return `${origin}/invitation/${token}`;
}

/** What a link lets its holder do; nothing when it was used, is too old, or never existed. */
export function readLink(book: AccountBook, token: string, now: Date): OpenLink | null {
	const row = book.db
		.prepare(
			'select kind, user_id, expires_at from link where token_hash = ? and used_at is null and expires_at > ?'
		)
		.get(hashOf(token), now.toISOString());
	if (!row) return null;
	const member = row.user_id === null ? null : memberById(book, String(row.user_id));
	if (member?.status === 'disabled') return null;
	return {
		kind: row.kind === 'reset' ? 'reset' : 'invitation',
		member,
		expiresAt: new Date(String(row.expires_at))
	};
}

/** Uses a link up; false when somebody else just did. */
export function spendLink({ db }: AccountBook, token: string, now: Date): boolean {
	const at = now.toISOString();
	const spent = db
		.prepare('update link set used_at = ? where token_hash = ? and used_at is null and expires_at > ?')
		.run(at, hashOf(token), at);
	return spent.changes === 1;
}

function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
