import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '$lib/domain';
import { addMember, changeRole, setDisabled, type Accounts } from '$lib/server/accounts';
import { getMigrations } from 'better-auth/db/migration';
import { authOptions } from '$lib/server/accounts/make-auth';
import { anActiveMember, closeBooks, enter, openBook, visitOf } from './a-book';

let accounts: Accounts;

beforeEach(async () => {
	accounts = await openBook();
});
afterEach(closeBooks);

describe('the accounts of a home', () => {
	it('have the tables that the library asks for', async () => {
		const { toBeAdded, toBeCreated } = await getMigrations(
			authOptions(accounts.db, { ...accounts, provider: null })
		);
		expect([toBeAdded, toBeCreated]).toEqual([[], []]);
	});

	it('keep one account for an email, however it is written', () => {
		addMember(accounts, { email: 'Ann@County.gov', role: 'leader', partners: [] }, new Date());
		const again = () =>
			addMember(accounts, { email: ' ann@county.gov', role: 'analyst', partners: [] }, new Date());
		expect(again).toThrow('has an account already');
		expect(() =>
			addMember(accounts, { email: 'no address', role: 'leader', partners: [] }, new Date())
		).toThrow('not an email');
	});

	it('always have an administrator', async () => {
		await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
		expect(() => setDisabled(accounts, 'boss@county.gov', new Date())).toThrow('only administrator');
		expect(() => changeRole(accounts, 'boss@county.gov', { role: 'leader' })).toThrow('only administrator');
		await anActiveMember(accounts, { email: 'second@county.gov', role: 'administrator' });
		expect(setDisabled(accounts, 'boss@county.gov', new Date()).status).toBe('disabled');
	});

	it('show partners’ rows to whom they are assigned, and never to who reads figures', async () => {
		await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
		await anActiveMember(accounts);
		const entry = await enter(accounts);
		const told = ROLES.flatMap((role) =>
			[[], ['county'], null].map((partners) => {
				changeRole(accounts, 'ann@county.gov', { role, partners });
				return [role, partners, visitOf(accounts, entry)?.actor.partners];
			})
		);
		const reads = ['leader', 'writer'];
		expect(told).toEqual(
			told.map(([role, given]) => [role, given, reads.includes(String(role)) ? [] : given])
		);
	});
});
