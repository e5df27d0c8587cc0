import type { AccountBook } from '../open-accounts';
import { plainEmail } from '../members';

/** From when on waiting begins, how long it may get, and after how many failures nothing is tried any more. */
interface Patience {
	free: number;
	longestSeconds: number;
	closesAt: number;
}

/**
 * NIST SP 800-63B-4, 3.2.2: no more than 100 failed attempts in a row on one account, waiting that grows, and other
 * signs of a known owner. The account's own browsers are counted by themselves (OWASP, device cookies), so a stranger's
 * failures lock nobody out of them. An office may share one address, so an address only ever waits for a short while.
 */
const PATIENCE: Record<AttemptKind, Patience> = {
	account: { free: 5, longestSeconds: 15 * 60, closesAt: 100 },
	device: { free: 10, longestSeconds: 60, closesAt: 100 },
	address: { free: 50, longestSeconds: 60, closesAt: Infinity },
	mail: { free: 3, longestSeconds: 60 * 60, closesAt: Infinity },
	// Codes are tried after a right password alone. Backup codes have a count of their own, so that wrong codes never lock them.
	code: { free: 10, longestSeconds: 15 * 60, closesAt: 100 },
	backup: { free: 10, longestSeconds: 15 * 60, closesAt: Infinity }
};

const FIRST_WAIT_SECONDS = 5;

/** After a day without a failure an address and an account are met without suspicion; a closed account stays closed. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;

const NEVER = '9999-12-31T00:00:00.000Z';

/** What an attempt is counted under. */
export type AttemptKey = `${AttemptKind}:${string}`;

type AttemptKind = 'account' | 'device' | 'address' | 'mail' | 'code' | 'backup';

/** The keys of an attempt from a strange browser. */
export function strangerKeys(email: string, address: string): AttemptKey[] {
	return [`account:${plainEmail(email)}`, `address:${address}`];
}

/**
 * Counts an attempt before it is judged, so that many at the same moment are counted too. Returns for how many
 * seconds to wait (and counts nothing) when one of the keys has to; Infinity when it is closed until a link is used.
 */
export function beginAttempt({ db }: AccountBook, keys: AttemptKey[], now: Date): number {
	const waits = keys.map((key) => waitOf(db, key, now));
	const longest = Math.max(...waits);
	if (longest > 0) return longest;
	for (const key of keys) countOne(db, key, now);
	return 0;
}

/** The attempt was right: its keys are met without suspicion again. An address keeps its count, lowered by this one. */
export function attemptWasRight({ db }: AccountBook, keys: AttemptKey[]): void {
	for (const key of keys)
		if (key.startsWith('address:'))
			db.prepare("update attempt set failures = max(failures - 1, 0), blocked_until = '' where key = ?").run(
				key
			);
		else db.prepare('delete from attempt where key = ?').run(key);
}

/** Forgets what was tried on an account. */
export function clearAttempts({ db }: AccountBook, email: string): void {
	db.prepare('delete from attempt where key = ?').run(`account:${plainEmail(email)}`);
}

type Database = AccountBook['db'];

function waitOf(db: Database, key: AttemptKey, now: Date): number {
	const row = db.prepare('select blocked_until from attempt where key = ?').get(key);
	if (!row || String(row.blocked_until) <= now.toISOString()) return 0;
	if (row.blocked_until === NEVER) return Infinity;
	return Math.ceil((Date.parse(String(row.blocked_until)) - now.getTime()) / 1000);
}

function countOne(db: Database, key: AttemptKey, now: Date): void {
	const patience = PATIENCE[kindOf(key)];
	const row = db.prepare('select failures, last_at from attempt where key = ?').get(key);
	const isOld = row !== undefined && now.getTime() - Date.parse(String(row.last_at)) > FORGOTTEN_AFTER_MS;
	const failures = (row === undefined || isOld ? 0 : Number(row.failures)) + 1;
	db.prepare(
		`insert into attempt (key, failures, last_at, blocked_until) values (?, ?, ?, ?)
			on conflict (key) do update set failures = excluded.failures, last_at = excluded.last_at, blocked_until = excluded.blocked_until`
	).run(key, failures, now.toISOString(), blockedUntil(failures, patience, now));
}

function blockedUntil(failures: number, { free, longestSeconds, closesAt }: Patience, now: Date): string {
	if (failures >= closesAt) return NEVER;
	if (failures < free) return '';
	const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (failures - free), longestSeconds);
	return new Date(now.getTime() + seconds * 1000).toISOString();
}

function kindOf(key: AttemptKey): AttemptKind {
	const kinds: AttemptKind[] = ['account', 'device', 'mail', 'code', 'backup'];
	return kinds.find((kind) => key.startsWith(`${kind}:`)) ?? 'address';
}
