import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	acceptLink,
	addMember,
	makeLink,
	members,
	readLink,
	setDisabled,
	type Accounts
} from '$lib/server/accounts';
import { anActiveMember, closeBooks, enter, openBook, PASSWORD, visitOf } from './a-book';

let accounts: Accounts;

beforeEach(async () => {
	accounts = await openBook();
});
afterEach(() => {
	vi.useRealTimers();
	closeBooks();
});

function firstLink(now = new Date()): string {
	return makeLink(accounts, { kind: 'invitation', userId: null, by: 'console', now }).token;
}

const ADA = { name: 'Ada', email: 'Ada@County.gov ', password: PASSWORD };

describe('the invitation that init prints', () => {
	it('makes the first administrator, who may see no partner’s rows', async () => {
		const member = await acceptLink(accounts, { token: firstLink(), ...ADA }, new Date());
		expect(member).toMatchObject({
			email: 'ada@county.gov',
			role: 'administrator',
			partners: [],
			status: 'active'
		});
		const visit = visitOf(accounts, await enter(accounts, { email: 'ada@county.gov' }));
		expect(visit?.actor).toEqual({ who: 'ada@county.gov', role: 'administrator', partners: [] });
	});

	it('works once, also for two who use it at the same moment', async () => {
		const token = firstLink();
		const both = await Promise.allSettled(
			['one@x.gov', 'two@x.gov'].map((email) => acceptLink(accounts, { ...ADA, token, email }, new Date()))
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(members(accounts)).toHaveLength(1);
		expect(readLink(accounts, token, new Date())).toBeNull();
	});

	it('is over after a week, and one made later takes the place of it', () => {
		const now = new Date('2026-03-01T10:00:00Z');
		const token = firstLink(now);
		expect(readLink(accounts, token, new Date('2026-03-08T09:59:00Z'))).not.toBeNull();
		expect(readLink(accounts, token, new Date('2026-03-08T10:00:00Z'))).toBeNull();
		firstLink(now);
		expect(readLink(accounts, token, now)).toBeNull();
	});

	it('is kept nowhere in the home', () => {
		const token = firstLink();
		const kept = JSON.stringify(accounts.db.prepare('select * from link').all());
		expect(kept).not.toContain(token);
	});

	it('stays when the password is refused, so that another can be chosen', async () => {
		const token = firstLink();
		await expect(acceptLink(accounts, { ...ADA, token, password: 'short' }, new Date())).rejects.toThrow(
			'15'
		);
		await acceptLink(accounts, { ...ADA, token }, new Date());
		expect(members(accounts)).toHaveLength(1);
	});
});

describe('a link to a new password', () => {
	it('ends every session, takes the old password away, and keeps the name', async () => {
		const { id } = await anActiveMember(accounts);
		const before = await enter(accounts);
		const { token } = makeLink(accounts, { kind: 'reset', userId: id, by: 'ada', now: new Date() });
		const fresh = 'lantern orchard sixteen velvet';
		await acceptLink(accounts, { token, name: '', email: '', password: fresh }, new Date());
		expect(visitOf(accounts, before)).toBeNull();
		await expect(enter(accounts)).rejects.toThrow('do not belong together');
		expect(visitOf(accounts, await enter(accounts, { password: fresh }))?.account?.name).toBe('Ann Analyst');
	});

	it('opens nothing for an account that is shut', async () => {
		await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
		const { id, email } = addMember(
			accounts,
			{ email: 'bo@x.gov', role: 'leader', partners: [] },
			new Date()
		);
		const { token } = makeLink(accounts, { kind: 'invitation', userId: id, by: 'ada', now: new Date() });
		setDisabled(accounts, email, new Date());
		expect(readLink(accounts, token, new Date())).toBeNull();
	});
});
