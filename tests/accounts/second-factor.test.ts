import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	acceptLink,
	beginFactor,
	confirmFactor,
	dropSecondFactor,
	endFactor,
	enterCode,
	makeLink,
	memberOf,
	readSession,
	requireSecondFactor,
	type Accounts,
	type CookieToSet,
	type NewFactor,
	type Visit
} from '$lib/server/accounts';
import { anActiveMember, closeBooks, enter, openBook, PASSWORD, visitOf } from './a-book';
import { codeOf } from './an-authenticator';

let accounts: Accounts;

beforeEach(async () => {
	accounts = await openBook();
	await anActiveMember(accounts);
});
afterEach(() => {
	vi.useRealTimers();
	closeBooks();
});

function jar(cookies: CookieToSet[]) {
	return (name: string) => cookies.find((cookie) => cookie.name === name && cookie.value !== '')?.value;
}

function knock() {
	return { address: '192.0.2.1', browser: 'Firefox/140', device: undefined, now: new Date() };
}

function visitBy(cookies: CookieToSet[]): Visit {
	const visit = readSession(accounts, jar(cookies)('braidwork.session_token'), new Date());
	if (!visit) throw new Error('nobody came in');
	return visit;
}

/** Turns the second factor on, as somebody does on their own page. */
async function turnOn(): Promise<{ factor: NewFactor; cookies: CookieToSet[] }> {
	const { cookies } = await enter(accounts);
	const cookie = jar(cookies);
	const factor = await beginFactor(accounts, visitBy(cookies), {
		password: PASSWORD,
		cookie,
		now: new Date()
	});
	const now = new Date();
	const renewed = await confirmFactor(accounts, visitBy(cookies), { code: codeOf(factor.key), cookie, now });
	return { factor, cookies: renewed };
}

describe('a second factor', () => {
	it('counts only after a first right code, and is then asked for at every sign-in', async () => {
		const { cookies } = await enter(accounts);
		const cookie = jar(cookies);
		const factor = await beginFactor(accounts, visitBy(cookies), {
			password: PASSWORD,
			cookie,
			now: new Date()
		});
		expect((await enter(accounts)).outcome).toBe('in');
		const confirm = (code: string) =>
			confirmFactor(accounts, visitBy(cookies), { code, cookie, now: new Date() });
		await expect(confirm('000000')).rejects.toMatchObject({ code: 'wrong_code' });
		await confirm(codeOf(factor.key));
		const entry = await enter(accounts);
		expect(entry.outcome).toBe('code');
		expect(visitOf(accounts, entry)).toBeNull();
		expect(memberOf(accounts, 'ann@county.gov').hasSecondFactor).toBe(true);
	});

	it('lets in with the code of the moment, once', async () => {
		const { factor } = await turnOn();
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
		const first = await enter(accounts);
		const second = await enter(accounts);
		const code = codeOf(factor.key);
		const inside = await enterCode(accounts, { code, cookie: jar(first.cookies) }, knock());
		expect(visitOf(accounts, inside)?.account?.hasSecondFactor).toBe(true);
		const again = enterCode(accounts, { code, cookie: jar(second.cookies) }, knock());
		await expect(again).rejects.toMatchObject({ code: 'wrong_code' });
	});

	it('lets in with each backup code once', async () => {
		const { factor } = await turnOn();
		const [code = ''] = factor.backupCodes;
		expect(factor.backupCodes.length).toBeGreaterThanOrEqual(8);
		const first = await enter(accounts);
		expect((await enterCode(accounts, { code, cookie: jar(first.cookies) }, knock())).outcome).toBe('in');
		const second = await enter(accounts);
		const again = enterCode(accounts, { code, cookie: jar(second.cookies) }, knock());
		await expect(again).rejects.toMatchObject({ code: 'wrong_code' });
	});

	it('is guessed at five times at most for one right password', async () => {
		const { factor } = await turnOn();
		const { cookies } = await enter(accounts);
		const cookie = jar(cookies);
		for (let turn = 0; turn < 6; turn += 1)
			await enterCode(accounts, { code: '123456', cookie }, knock()).catch(() => undefined);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
		const late = enterCode(accounts, { code: codeOf(factor.key), cookie }, knock());
		await expect(late).rejects.toMatchObject({ code: 'begin_again' });
	});

	it('without the password opens nothing', async () => {
		const { factor } = await turnOn();
		const nothing = enterCode(accounts, { code: codeOf(factor.key), cookie: () => undefined }, knock());
		await expect(nothing).rejects.toMatchObject({ code: 'begin_again' });
		const made = jar([])('braidwork.two_factor');
		expect(made).toBeUndefined();
	});

	it('lies in the home enciphered', async () => {
		const { factor } = await turnOn();
		const kept = JSON.stringify(accounts.db.prepare('select * from twoFactor').all());
		for (const secret of [factor.key, ...factor.backupCodes]) expect(kept).not.toContain(secret);
	});

	it('allows a password of eight characters, and is not given up with it', async () => {
		const { cookies } = await turnOn();
		const { id } = memberOf(accounts, 'ann@county.gov');
		const { token } = makeLink(accounts, { kind: 'reset', userId: id, by: 'boss', now: new Date() });
		await acceptLink(accounts, { token, name: '', email: '', password: 'plumkite' }, new Date());
		expect(jar(cookies)('braidwork.session_token')).toBeDefined();
		expect((await enter(accounts, { password: 'plumkite' })).outcome).toBe('code');
	});

	it('is given up with the password, but not where everybody needs one', async () => {
		const { cookies } = await turnOn();
		const given = { password: PASSWORD, cookie: jar(cookies), now: new Date() };
		requireSecondFactor(accounts, true);
		await expect(endFactor(accounts, visitBy(cookies), given)).rejects.toMatchObject({
			code: 'factor_needed'
		});
		requireSecondFactor(accounts, false);
		await endFactor(accounts, visitBy(cookies), given);
		expect((await enter(accounts)).outcome).toBe('in');
	});

	it('with its password is taken off by an administrator when the authenticator is lost', async () => {
		const { cookies } = await turnOn();
		dropSecondFactor(accounts, memberOf(accounts, 'ann@county.gov').id, new Date());
		expect(readSession(accounts, jar(cookies)('braidwork.session_token'), new Date())).toBeNull();
		await expect(enter(accounts)).rejects.toMatchObject({ code: 'wrong_password' });
		expect(memberOf(accounts, 'ann@county.gov')).toMatchObject({ status: 'invited', hasSecondFactor: false });
	});
});
