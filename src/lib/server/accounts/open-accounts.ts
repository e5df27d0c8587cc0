import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '$lib/domain';
import type { Auth } from './make-auth';
import SCHEMA from './schema.sql?raw';

/** The accounts of a home, as commands and pages read and change them. */
export interface AccountBook {
	readonly db: DatabaseSync;
	close(): void;
}

/** The accounts of a home that is served: who signs in, and where. */
export interface Accounts extends AccountBook {
	readonly auth: Auth;
	/** Lets the library read again what administrators decided. */
	renewAuth(): Promise<void>;
	/** The one origin that visitors use. */
	readonly origin: string;
	/** The key of this home for cookies and for what is kept enciphered. */
	readonly key: string;
	/** What passwords must not contain: the name of the partnership. */
	partnership(): string;
}

/** The version of the accounts that this Braidwork writes. */
export const ACCOUNTS_VERSION = 1;

/** A second process or bundle may write at the same moment. */
const PATIENCE_MS = 5000;

/** Opens `accounts.sqlite` of a home, making it where there is none. Refuses one of a newer version. */
export function openAccountBook(home: string): AccountBook {
	const path = join(home, 'accounts.sqlite');
	const isNew = !existsSync(path);
	const db = new DatabaseSync(path, { timeout: PATIENCE_MS });
	if (isNew) chmodSync(path, 0o600);
	db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
	makeTables(db);
	return { db, close: () => db.close() };
}

/** Opens the accounts of a home that is served under an origin. */
export async function openAccounts(
	home: string,
	options: Pick<Accounts, 'origin' | 'key' | 'partnership'>
): Promise<Accounts> {
	const { makeAuth } = await import('./make-auth');
	const { readProvider } = await import('./rules/provider');
	const book = openAccountBook(home);
	const make = async () => makeAuth(book.db, { ...options, provider: await readProvider(book, options.key) });
	let auth = await make();
	return {
		...book,
		...options,
		get auth() {
			return auth;
		},
		renewAuth: async () => {
			auth = await make();
		}
	};
}

/** Runs `work` whole or not at all. */
export function inOne<T>({ db }: AccountBook, work: () => T): T {
	db.exec('begin immediate');
	try {
		const result = work();
		db.exec('commit');
		return result;
	} catch (error) {
		db.exec('rollback');
		throw error;
	}
}

function makeTables(db: DatabaseSync): void {
	inOne({ db, close: () => undefined }, () => {
		const version = Number(db.prepare('pragma user_version').get()?.user_version ?? 0);
		if (version > ACCOUNTS_VERSION) throw newer(version);
		if (version === 0) db.exec(`${SCHEMA}\npragma user_version = ${ACCOUNTS_VERSION};`);
	});
}

function newer(version: number): Refusal {
	return new Refusal(
		'newer_home',
		`The accounts of this home were written by a newer Braidwork (version ${version}, this one knows ${ACCOUNTS_VERSION}).`,
		'Use the newer Braidwork, or restore a backup made with this version.'
	);
}
