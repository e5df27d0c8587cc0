import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	acceptLink,
	addMember,
	makeLink,
	openAccounts,
	readSession,
	sessionCookieName,
	signIn,
	type Accounts,
	type Entry,
	type Member,
	type NewMember
} from '$lib/server/accounts';

export const ORIGIN = 'http://127.0.0.1:4610';
export const PASSWORD = 'umbrella granite tuesday kettle';

const open: { accounts: Accounts; folder: string }[] = [];

/** Accounts in a folder of their own; closed and removed by `closeBooks`. */
export async function openBook(origin = ORIGIN): Promise<Accounts> {
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-accounts-'));
	const options = { origin, key: 'k'.repeat(43), partnership: () => 'Northern Partnership' };
	const accounts = await openAccounts(folder, options);
	open.push({ accounts, folder });
	return accounts;
}

/** Closes what the test opened. */
export function closeBooks(): void {
	for (const { accounts, folder } of open.splice(0)) {
		accounts.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Somebody who was invited and chose a password. */
export async function anActiveMember(accounts: Accounts, wanted: Partial<NewMember> = {}): Promise<Member> {
	const now = new Date();
	const { id } = addMember(
		accounts,
		{ email: 'ann@county.gov', role: 'analyst', partners: ['county'], ...wanted },
		now
	);
	const { token } = makeLink(accounts, { kind: 'invitation', userId: id, by: 'test', now });
	return acceptLink(accounts, { token, name: 'Ann Analyst', email: '', password: PASSWORD }, now);
}

/** Signs in from a browser; `device` is the cookie it kept from an earlier time. */
export function enter(
	accounts: Accounts,
	{
		email = 'ann@county.gov',
		password = PASSWORD,
		device,
		address = '192.0.2.1'
	}: Partial<Record<'email' | 'password' | 'device' | 'address', string>> = {}
): Promise<Entry> {
	return signIn(accounts, { email, password }, { address, browser: 'Firefox/140', device, now: new Date() });
}

/** The value of a cookie that a browser was given. */
export function cookieOf({ cookies }: Entry, end: 'session_token' | 'device'): string {
	return cookies.find(({ name }) => name.endsWith(`.${end}`))?.value ?? '';
}

/** Who the browser is that came in. */
export function visitOf(accounts: Accounts, entry: Entry) {
	const cookie = entry.cookies.find(({ name }) => name === sessionCookieName(accounts.origin))?.value;
	return readSession(accounts, cookie, new Date());
}
