import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { members, openAccountBook, setDisabled } from '$lib/server/accounts';
import { ACCOUNTS_SCHEMA, ACCOUNTS_VERSION } from '$lib/server/accounts/open-accounts';

const folders: string[] = [];

afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Accounts as the first version wrote them, with somebody who is signed in. */
function ofTheFirstVersion(): string {
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-upgrade-'));
	folders.push(folder);
	const db = new DatabaseSync(join(folder, 'accounts.sqlite'));
	db.exec(readFileSync('src/lib/server/accounts/schema.sql', 'utf8'));
	const at = '2026-03-01T10:00:00.000Z';
	db.exec(`pragma user_version = 1;
		insert into user (id, name, email, emailVerified, createdAt, updatedAt, role, partners)
			values ('u1', 'Ann', 'ann@county.gov', 1, '${at}', '${at}', 'analyst', 'county');
		insert into session (id, expiresAt, token, createdAt, updatedAt, userId)
			values ('s1', '${at}', 't1', '${at}', '${at}', 'u1');`);
	db.close();
	return folder;
}

function shapeOf(db: DatabaseSync): unknown[] {
	return db.prepare("select type, name, sql from sqlite_master where sql <> '' order by name").all();
}

describe('accounts of an earlier version', () => {
	it('are brought up to date when they are opened, with everybody in them', () => {
		const folder = ofTheFirstVersion();
		const book = openAccountBook(folder);
		expect(book.db.prepare('pragma user_version').get()).toEqual({ user_version: ACCOUNTS_VERSION });
		setDisabled(book, 'ann@county.gov', new Date());
		expect(members(book)).toMatchObject([{ email: 'ann@county.gov', lastSeen: '2026-03-01T10:00:00.000Z' }]);
		book.close();
		const again = openAccountBook(folder);
		expect(members(again)).toHaveLength(1);
		again.close();
	});

	it('end up as those that are made today', () => {
		const [older, today] = [openAccountBook(ofTheFirstVersion()), new DatabaseSync(':memory:')];
		today.exec(ACCOUNTS_SCHEMA);
		expect(shapeOf(older.db)).toEqual(shapeOf(today));
		older.close();
		today.close();
	});
});
