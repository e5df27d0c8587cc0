import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hasAdministrator } from './members';
import { ACCOUNTS_SCHEMA, ACCOUNTS_VERSION, type AccountBook } from './open-accounts';
import { oldestStart } from './sessions';

/** What is asked of the accounts of a home. */
export interface AccountsCheck {
	/** A demo is served without accounts. */
	isDemo: boolean;
	now: Date;
}

/** The database, and what SQLite keeps beside it while it is open. */
const FILES = ['accounts.sqlite', 'accounts.sqlite-wal', 'accounts.sqlite-shm'];

/** So many pieces of damage are told; one is enough to restore a backup. */
const TOLD = 3;

/** What is wrong with who may come in, in sentences: the file, its tables, and whom it lets in. Changes nothing. */
export function checkAccounts(home: string, { isDemo, now }: AccountsCheck): string[] {
	const path = join(home, 'accounts.sqlite');
	if (!existsSync(path)) return isDemo ? [] : [MISSING];
	const readable = openToOthers(home);
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
		const damage = [...brokenPages(db), ...strangeTables(db)];
		// Of tables that are damaged or others nothing more can be asked.
		if (damage.length > 0) return [...readable, ...damage];
		const book = { db, close: () => undefined };
		const nobody = isDemo ? [] : withoutAdministrator(book, now);
		return [...readable, ...loneRows(db), ...nobody, ...letInThoughShut(db, now)];
	} catch (error) {
		return [...readable, unreadable(error)];
	} finally {
		db?.close();
	}
}

const MISSING =
	'The accounts (accounts.sqlite) are gone: nobody can sign in. Restore the last backup, or invite somebody with "braidwork user add EMAIL --role administrator".';

/** Other accounts of the machine could read the hashes of passwords and sessions. Windows has other rights. */
function openToOthers(home: string): string[] {
	if (process.platform === 'win32') return [];
	return FILES.map((name) => join(home, name))
		.filter((path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0)
		.map((path) => `Others on this machine may read or change ${path}; "chmod 600 ${path}" keeps them out.`);
}

function brokenPages(db: DatabaseSync): string[] {
	const found = db.prepare(`pragma integrity_check(${TOLD})`).all();
	const damage = found.map((row) => String(row.integrity_check)).filter((text) => text !== 'ok');
	return damage.map((text) => `The accounts are damaged (${text}). Restore the last backup.`);
}

function strangeTables(db: DatabaseSync): string[] {
	const version = Number(db.prepare('pragma user_version').get()?.user_version ?? 0);
	if (version !== ACCOUNTS_VERSION)
		return [
			`The accounts are of version ${version}, and this Braidwork knows ${ACCOUNTS_VERSION}. Use the Braidwork that wrote them, or restore the last backup.`
		];
	const [expected, found] = [expectedParts(), partsOf(db)];
	const other = [...expected].filter(([name, sql]) => found.get(name) !== sql).map(([name]) => name);
	const strange = [...found.keys()].filter((name) => !expected.has(name));
	return [
		...other.map(
			(name) => `In the accounts the ${name} is missing or not as it was made. Restore the last backup.`
		),
		...strange.map(
			(name) => `In the accounts there is a ${name} that Braidwork did not make. Find out who added it.`
		)
	];
}

function expectedParts(): Map<string, string> {
	const empty = new DatabaseSync(':memory:');
	try {
		empty.exec(ACCOUNTS_SCHEMA);
		return partsOf(empty);
	} finally {
		empty.close();
	}
}

/** Tables, indexes, views and triggers with the words that made them. */
function partsOf(db: DatabaseSync): Map<string, string> {
	const rows = db.prepare("select type, name, sql from sqlite_master where name not like 'sqlite_%'").all();
	return new Map(rows.map(({ type, name, sql }) => [`${String(type)} ${String(name)}`, String(sql)]));
}

function loneRows(db: DatabaseSync): string[] {
	const tables = new Map<string, number>();
	for (const row of db.prepare('pragma foreign_key_check').all())
		tables.set(String(row.table), (tables.get(String(row.table)) ?? 0) + 1);
	return [...tables].map(
		([table, count]) =>
			`In the accounts ${counted(count, 'line')} of "${table}" ${count === 1 ? 'belongs' : 'belong'} to nobody. Restore the last backup.`
	);
}

function withoutAdministrator(book: AccountBook, now: Date): string[] {
	if (hasAdministrator(book)) return [];
	const open = book.db
		.prepare(
			`select count(*) as open from link l left join user u on u.id = l.user_id
				where l.kind = 'invitation' and l.used_at is null and l.expires_at > ?
				and (l.user_id is null or (u.role = 'administrator' and u.disabledAt is null))`
		)
		.get(now.toISOString());
	if (Number(open?.open) > 0) return [];
	return [
		'Nobody administers this home, and no invitation to do so is open. Run "braidwork user add EMAIL --role administrator", or "braidwork user reset EMAIL" for one who was invited.'
	];
}

/** A shut account is refused all the same; but what is kept of it would let somebody in as soon as it is opened. */
function letInThoughShut(db: DatabaseSync, now: Date): string[] {
	const count = (sql: string, ...values: string[]) =>
		Number(db.prepare(`select count(*) as found ${sql}`).get(...values)?.found);
	const sessions = count(
		'from session s join user u on u.id = s.userId where u.disabledAt is not null and s.expiresAt > ? and s.createdAt > ?',
		now.toISOString(),
		oldestStart(now)
	);
	const tokens = count(
		'from api_token t join user u on u.id = t.user_id where u.disabledAt is not null and t.revoked_at is null and t.expires_at > ?',
		now.toISOString()
	);
	const shut = 'Shut the account again with "braidwork user disable EMAIL".';
	return [
		...(sessions > 0
			? [`${counted(sessions, 'session')} of accounts that are shut ${did(sessions)} not ended. ${shut}`]
			: []),
		...(tokens > 0
			? [`${counted(tokens, 'token')} of accounts that are shut ${did(tokens)} not taken back. ${shut}`]
			: [])
	];
}

function did(count: number): string {
	return count === 1 ? 'was' : 'were';
}

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function unreadable(error: unknown): string {
	const why = error instanceof Error ? error.message : 'no reason given';
	return `The accounts cannot be read (${why}). Restore the last backup.`;
}
