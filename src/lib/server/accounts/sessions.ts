import { roleNamed, type Actor } from '$lib/domain';
import { signedToken } from './sign-in/cookies';
import { assignedPartners } from './members';
import type { AccountBook, Accounts } from './open-accounts';
import { IDLE_MINUTES, LONGEST_HOURS } from './session-limits';
import { partnersFor } from './partners-for';
import { prepared } from './prepared';
import type { Visit } from './visit';

const MINUTE_MS = 60_000;

const SELECT = `select s.id, s.token, s.createdAt, s.updatedAt, s.expiresAt, s.userId, u.name, u.email, u.role, u.partners,
	u.twoFactorEnabled, p.has_factor
	from session s join user u on u.id = s.userId left join provider_session p on p.session_id = s.id
	where u.disabledAt is null and s.expiresAt > ? and s.createdAt > ?`;

/**
 * Whose session a cookie stands for, and until when: half an hour after the last request and twelve hours after
 * signing in, whichever is first. Nothing when it ended, was taken back, or its account was shut.
 */
export function readSession(accounts: Accounts, cookie: string | undefined, now: Date): Visit | null {
	const token = signedToken(accounts, cookie);
	if (token === null) return null;
	const row = prepared(accounts.db, `${SELECT} and s.token = ?`).get(
		now.toISOString(),
		oldestStart(now),
		token
	);
	if (!row) return null;
	const email = String(row.email);
	const role = roleNamed(String(row.role));
	if (role === null) return null;
	const partners = partnersFor(role, assignedPartners(String(row.partners)));
	const actor: Actor = { who: email, role, partners };
	const endsAt = new Date(Date.parse(String(row.createdAt)) + LONGEST_HOURS * 60 * MINUTE_MS);
	const idleAt = stay(accounts, { id: String(row.id), updatedAt: String(row.updatedAt), endsAt }, now);
	return {
		actor,
		account: {
			id: String(row.userId),
			name: String(row.name),
			email,
			hasSecondFactor: row.twoFactorEnabled === 1
		},
		session: {
			id: String(row.id),
			token,
			beganAt: String(row.createdAt),
			idleAt: idleAt.toISOString(),
			endsAt: endsAt.toISOString(),
			provider: row.has_factor === null ? null : { hasFactor: row.has_factor === 1 }
		},
		scope: 'all'
	};
}

/** A request keeps a session alive; written down once a minute at most. */
function stay(
	{ db }: AccountBook,
	{ id, updatedAt, endsAt }: { id: string; updatedAt: string; endsAt: Date },
	now: Date
): Date {
	const idleAt = new Date(Math.min(now.getTime() + IDLE_MINUTES * MINUTE_MS, endsAt.getTime()));
	if (now.getTime() - Date.parse(updatedAt) > MINUTE_MS)
		db.prepare('update session set updatedAt = ?, expiresAt = ? where id = ?').run(
			now.toISOString(),
			idleAt.toISOString(),
			id
		);
	return idleAt;
}

/** A browser that an account is signed in with. */
export interface OpenSession {
	id: string;
	since: string;
	lastSeen: string;
	address: string;
	browser: string;
}

/** The browsers that an account is signed in with, the latest first. */
export function openSessions({ db }: AccountBook, userId: string, now: Date): OpenSession[] {
	const rows = db
		.prepare(
			'select * from session where userId = ? and expiresAt > ? and createdAt > ? order by updatedAt desc'
		)
		.all(userId, now.toISOString(), oldestStart(now));
	return rows.map((row) => ({
		id: String(row.id),
		since: String(row.createdAt),
		lastSeen: String(row.updatedAt),
		address: String(row.ipAddress ?? ''),
		browser: String(row.userAgent ?? '')
	}));
}

/** Ends one session of an account on the server; another account's is left alone. */
export function endSession({ db }: AccountBook, userId: string, id: string): void {
	db.prepare('delete from session where userId = ? and id = ?').run(userId, id);
}

/** Ends every session of an account. */
export function endSessions({ db }: AccountBook, userId: string): void {
	db.prepare('delete from session where userId = ?').run(userId);
}

/** Ends every session of an account, but for the one that is kept. */
export function endOtherSessions({ db }: AccountBook, userId: string, kept: string): void {
	db.prepare('delete from session where userId = ? and id <> ?').run(userId, kept);
}

/** Removes sessions that ended by themselves. */
export function sweepSessions({ db }: AccountBook, now: Date): void {
	db.prepare('delete from session where expiresAt <= ? or createdAt <= ?').run(
		now.toISOString(),
		oldestStart(now)
	);
}

/** Sessions that began earlier are over, whatever they say. */
export function oldestStart(now: Date): string {
	return new Date(now.getTime() - LONGEST_HOURS * 60 * MINUTE_MS).toISOString();
}
