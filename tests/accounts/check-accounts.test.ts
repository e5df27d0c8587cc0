import { chmodSync, existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	addMember,
	addToken,
	checkAccounts,
	makeLink,
	openAccounts,
	setDisabled,
	signIn,
	type Accounts
} from '$lib/server/accounts';
import { anActiveMember, ORIGIN, PASSWORD } from './a-book';

const NOW = new Date('2026-11-30T12:00:00Z');
let home: string;
let accounts: Accounts;
const file = () => join(home, 'accounts.sqlite');
const wrong = (isDemo = false) => checkAccounts(home, { isDemo, now: new Date() });

beforeEach(async () => {
	home = mkdtempSync(join(tmpdir(), 'braidwork-accounts-'));
	accounts = await openAccounts(home, { origin: ORIGIN, key: 'k'.repeat(43), partnership: () => 'Ours' });
});
afterEach(() => {
	accounts.close();
	rmSync(home, { recursive: true, force: true });
});

/** Somebody with a hand on the file itself, past every rule. */
function meddle(sql: string): void {
	const db = new DatabaseSync(file());
	db.exec(`pragma foreign_keys = off; ${sql}`);
	db.close();
}

async function anAdministrator(): Promise<void> {
	await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator', partners: [] });
}

describe('a check of the accounts', () => {
	it('finds nothing wrong with people who came in, left, and were shut out', async () => {
		await anAdministrator();
		const ann = await anActiveMember(accounts);
		const knock = { address: '192.0.2.1', browser: 'Firefox/140', device: undefined, now: new Date() };
		await signIn(accounts, { email: ann.email, password: PASSWORD }, knock);
		addToken(accounts, ann.id, { name: 'nightly', scope: 'all', now: new Date() });
		setDisabled(accounts, ann.email, new Date());
		expect(wrong()).toEqual([]);
	});

	it('names a home without its accounts; a demo needs none', () => {
		accounts.close();
		for (const end of ['', '-wal', '-shm']) rmSync(file() + end, { force: true });
		expect(wrong()).toEqual([expect.stringContaining('are gone: nobody can sign in')]);
		expect(wrong(true)).toEqual([]);
		expect(existsSync(file())).toBe(false);
		accounts = { ...accounts, close: () => undefined };
	});

	it('names a file that is none, and one that was cut', async () => {
		await anAdministrator();
		accounts.db.exec('pragma wal_checkpoint(truncate)');
		accounts.close();
		truncateSync(file(), 20_480);
		expect(wrong().join(' ')).toMatch(/are damaged|cannot be read/);
		for (const end of ['-wal', '-shm']) rmSync(file() + end, { force: true });
		writeFileSync(file(), 'no database at all, and long enough to be looked at as if it were one'.repeat(90));
		expect(wrong()).toEqual([expect.stringContaining('cannot be read')]);
		accounts = { ...accounts, close: () => undefined };
	});

	it('names lines that belong to nobody', async () => {
		await anAdministrator();
		await anActiveMember(accounts);
		meddle("delete from user where email = 'ann@county.gov'");
		expect(wrong().sort()).toEqual([
			expect.stringContaining('1 line of "account" belongs to nobody'),
			expect.stringContaining('1 line of "link" belongs to nobody')
		]);
	});

	it('names tables that are gone, other, or not ours, and another version', async () => {
		await anAdministrator();
		meddle('drop table device; create table notes (text text); drop index link_user');
		expect(wrong()).toEqual([
			expect.stringContaining('the index link_user is missing'),
			expect.stringContaining('the table device is missing'),
			expect.stringContaining('a table notes that Braidwork did not make')
		]);
		meddle('pragma user_version = 7');
		expect(wrong()).toEqual([expect.stringContaining('of version 7')]);
	});

	it('names a trigger that somebody added', async () => {
		await anAdministrator();
		meddle("create trigger quiet after insert on session begin update user set role = 'leader'; end");
		expect(wrong()).toEqual([expect.stringContaining('a trigger quiet that Braidwork did not make')]);
	});

	it('wants an administrator, or an invitation that is still open', async () => {
		await anActiveMember(accounts);
		const nobody = [expect.stringContaining('Nobody administers this home')];
		expect(wrong()).toEqual(nobody);
		expect(wrong(true)).toEqual([]);
		makeLink(accounts, { kind: 'invitation', userId: null, by: 'console', now: new Date() });
		expect(wrong()).toEqual([]);
		meddle("update link set expires_at = '2020-01-01T00:00:00.000Z'");
		expect(wrong()).toEqual(nobody);
		const { id } = addMember(
			accounts,
			{ email: 'next@county.gov', role: 'administrator', partners: [] },
			NOW
		);
		makeLink(accounts, { kind: 'invitation', userId: id, by: 'console', now: new Date() });
		expect(wrong()).toEqual([]);
	});

	it('names sessions and tokens of an account that was shut past every rule', async () => {
		await anAdministrator();
		const ann = await anActiveMember(accounts);
		const knock = { address: '192.0.2.1', browser: 'Firefox/140', device: undefined, now: new Date() };
		await signIn(accounts, { email: ann.email, password: PASSWORD }, knock);
		addToken(accounts, ann.id, { name: 'nightly', scope: 'all', now: new Date() });
		meddle("update user set disabledAt = '2026-01-01T00:00:00.000Z' where email = 'ann@county.gov'");
		expect(wrong()).toEqual([
			expect.stringContaining('1 session of accounts that are shut was not ended'),
			expect.stringContaining('1 token of accounts that are shut was not taken back')
		]);
	});

	it.skipIf(process.platform === 'win32')('names files that others on the machine may read', async () => {
		await anAdministrator();
		chmodSync(file(), 0o644);
		expect(wrong()).toEqual([expect.stringMatching(/may read or change .*accounts\.sqlite; "chmod 600/)]);
	});
});

describe('an account that is shut', () => {
	it('loses its tokens for good', async () => {
		await anAdministrator();
		const ann = await anActiveMember(accounts);
		addToken(accounts, ann.id, { name: 'nightly', scope: 'all', now: new Date() });
		setDisabled(accounts, ann.email, new Date());
		setDisabled(accounts, ann.email, null);
		const { revoked_at } = accounts.db.prepare('select revoked_at from api_token').get() ?? {};
		expect(revoked_at).toEqual(expect.any(String));
	});
});
