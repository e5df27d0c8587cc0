import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal, roleNamed } from '$lib/domain';
import { assignedPartners } from './members';
import type { AccountBook } from './open-accounts';
import { partnersFor } from './partners-for';
import { prepared } from './prepared';
import type { Visit } from './visit';

/** What a token may at most: only ask, or all that its owner may. */
export type TokenScope = 'read' | 'all';

/** A token as it is listed; its secret is kept nowhere. */
export interface ApiToken {
	id: string;
	name: string;
	email: string;
	scope: TokenScope;
	madeAt: string;
	expiresAt: string;
	lastUsedAt: string | null;
	revokedAt: string | null;
}

/** A token for which no end was named lasts so long. */
const DAYS = 365;

const DAY_MS = 24 * 60 * 60 * 1000;

/** No token works longer than through the same day a year later. */
const MOST_DAYS = DAYS + 2;

const PREFIX = 'braidwork';

/** Makes a token for an account, even one whose invitation is still open. Its text is returned once and kept nowhere. */
export function addToken(
	{ db }: AccountBook,
	userId: string,
	{ name, scope, expires, now }: { name: string; scope: TokenScope; expires?: Date; now: Date }
): { id: string; token: string; expires: string } {
	const plain = name.trim();
	if (plain === '' || plain.length > 100)
		throw new Refusal(
			'no_name',
			'The token has no name, or a very long one.',
			'Name what will use it, as "nightly upload".'
		);
	const until = expires ?? new Date(now.getTime() + DAYS * DAY_MS);
	if (until > longest(now))
		throw new Refusal('too_late', 'A token works for a year at most.', 'Name a day within the next year.');
	if (until <= now)
		throw new Refusal('expired', 'The token would end before it begins.', 'Name a later day with --expires.');
	const id = randomBytes(6).toString('hex');
	const secret = randomBytes(32).toString('base64url');
	db.prepare(
		'insert into api_token (id, user_id, name, scope, secret_hash, made_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)'
	).run(id, userId, plain, scope, hashOf(secret).toString('hex'), now.toISOString(), until.toISOString());
	return { id, token: `${PREFIX}_${id}_${secret}`, expires: until.toISOString() };
}

/** Takes a token back, at once. Refuses an id that no token has, or (where named) that is not the account's. */
export function revokeToken({ db }: AccountBook, id: string, now: Date, userId?: string): void {
	const done = db
		.prepare(
			'update api_token set revoked_at = coalesce(revoked_at, ?) where id = ? and (? is null or user_id = ?)'
		)
		.run(now.toISOString(), id, userId ?? null, userId ?? null);
	if (done.changes === 0)
		throw new Refusal(
			'unknown_token',
			`There is no token ${id.slice(0, 40)}.`,
			'The id was printed with the token.'
		);
}

/** Tokens, the latest first; of one account or of all. */
export function tokens({ db }: AccountBook, userId?: string): ApiToken[] {
	const rows = db
		.prepare(
			`select t.*, u.email from api_token t join user u on u.id = t.user_id
				where ? is null or t.user_id = ? order by t.made_at desc, t.id`
		)
		.all(userId ?? null, userId ?? null);
	return rows.map((row) => ({
		id: String(row.id),
		name: String(row.name),
		email: String(row.email),
		scope: row.scope === 'read' ? 'read' : 'all',
		madeAt: String(row.made_at),
		expiresAt: endOf(row).toISOString(),
		lastUsedAt: row.last_used_at === null ? null : String(row.last_used_at),
		revokedAt: row.revoked_at === null ? null : String(row.revoked_at)
	}));
}

/** Who a program with this `Authorization` header is; nothing when its token is unknown, over, or taken back. */
export function readToken({ db }: AccountBook, authorization: string, now: Date): Visit | null {
	const [, id = '', secret = ''] = /^Bearer braidwork_([0-9a-f]{12})_([\w-]{43})$/i.exec(authorization) ?? [];
	const row = prepared(
		db,
		`select t.*, u.name as owner, u.email, u.role, u.partners, u.twoFactorEnabled
				from api_token t join user u on u.id = t.user_id
				where t.id = ? and t.revoked_at is null and t.expires_at > ? and u.disabledAt is null`
	).get(id, now.toISOString());
	const role = row ? roleNamed(String(row.role)) : null;
	if (
		!row ||
		!role ||
		endOf(row) <= now ||
		!timingSafeEqual(hashOf(secret), Buffer.from(String(row.secret_hash), 'hex'))
	)
		return null;
	noteUse(db, { id, last: row.last_used_at }, now);
	const email = String(row.email);
	return {
		actor: {
			who: `${email} (token ${id})`,
			role,
			partners: partnersFor(role, assignedPartners(String(row.partners)))
		},
		account: {
			id: String(row.user_id),
			name: String(row.owner),
			email,
			hasSecondFactor: row.twoFactorEnabled === 1
		},
		session: null,
		scope: row.scope === 'read' ? 'read' : 'all'
	};
}

/** Tokens of earlier versions may have been made for longer. */
function endOf({ made_at, expires_at }: Record<string, unknown>): Date {
	const end = Math.min(Date.parse(String(expires_at)), longest(new Date(String(made_at))).getTime());
	return new Date(end);
}

function longest(madeAt: Date): Date {
	return new Date(madeAt.getTime() + MOST_DAYS * DAY_MS);
}

/** The last use is written down once a minute at most. */
function noteUse(db: AccountBook['db'], { id, last }: { id: string; last: unknown }, now: Date): void {
	if (typeof last === 'string' && now.getTime() - Date.parse(last) < 60_000) return;
	db.prepare('update api_token set last_used_at = ? where id = ?').run(now.toISOString(), id);
}

function hashOf(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}
