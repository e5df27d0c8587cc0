import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	acceptLink,
	addToken,
	beginFactor,
	confirmFactor,
	dropSecondFactor,
	enterCode,
	makeLink,
	memberOf,
	readSession,
	readToken,
	setDisabled,
	signInByLink,
	tokens,
	type Accounts,
	type CookieToSet,
	type Visit
} from '$lib/server/accounts';
import { beginAttempt } from '$lib/server/accounts/sign-in/attempts';
import { anActiveMember, closeBooks, cookieOf, enter, openBook, PASSWORD, visitOf } from './a-book';
import { codeOf } from './an-authenticator';

let accounts: Accounts;
let id: string;

beforeEach(async () => {
	accounts = await openBook();
	await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
	id = (await anActiveMember(accounts)).id;
});
afterEach(() => {
	vi.useRealTimers();
	closeBooks();
});

function aProgram(): () => Visit | null {
	const { token } = addToken(accounts, id, { name: 'nightly', scope: 'all', now: new Date() });
	return () => readToken(accounts, `Bearer ${token}`, new Date());
}

async function reset(): Promise<void> {
	const { token } = makeLink(accounts, { kind: 'reset', userId: id, by: 'boss', now: new Date() });
	const password = 'lantern orchard sixteen velvet';
	await acceptLink(accounts, { token, name: '', email: '', password }, new Date());
}

function jar(cookies: CookieToSet[]) {
	return (name: string) => cookies.find((cookie) => cookie.name === name && cookie.value !== '')?.value;
}

function knock() {
	return { address: '192.0.2.1', browser: 'Firefox/140', device: undefined, now: new Date() };
}

async function turnOn(): Promise<{
	key: string;
	backupCodes: string[];
	code: string;
	renewed: CookieToSet[];
}> {
	const { cookies } = await enter(accounts);
	const [cookie, now] = [jar(cookies), new Date()];
	const visit = readSession(accounts, cookie('braidwork.session_token'), now);
	if (!visit) throw new Error('nobody came in');
	const { key, backupCodes } = await beginFactor(accounts, visit, { password: PASSWORD, cookie, now });
	const code = codeOf(key);
	return { key, backupCodes, code, renewed: await confirmFactor(accounts, visit, { code, cookie, now }) };
}

const RECOVERIES: [string, () => void | Promise<void>][] = [
	['by a link to a new password', reset],
	['by having second factor and password taken off', () => dropSecondFactor(accounts, id, new Date())],
	['by its being shut', () => void setDisabled(accounts, 'ann@county.gov', new Date())]
];

describe('whoever gets an account back', () => {
	it.each(RECOVERIES)('%s ends every token that was made meanwhile, for good', async (_how, recover) => {
		const program = aProgram();
		expect(program()?.actor.role).toBe('analyst');
		await recover();
		setDisabled(accounts, 'ann@county.gov', null);
		expect(program()).toBeNull();
		expect(tokens(accounts, id)[0]?.revokedAt).not.toBeNull();
	});

	it('keeps the token that was made before an invitation was accepted', async () => {
		const program = aProgram();
		const { token } = makeLink(accounts, { kind: 'invitation', userId: id, by: 'boss', now: new Date() });
		await acceptLink(accounts, { token, name: 'Ann', email: '', password: PASSWORD }, new Date());
		expect(program()).not.toBeNull();
	});

	it('comes in by the link although their address and their account have to wait', async () => {
		const keys = ['address:192.0.2.1', 'account:ann@county.gov'] as const;
		for (let turn = 0; turn < 60; turn += 1) beginAttempt(accounts, [keys[0]], new Date());
		await expect(enter(accounts)).rejects.toMatchObject({ code: 'wait' });
		const entry = await signInByLink(accounts, memberOf(accounts, 'ann@county.gov'), PASSWORD, knock());
		expect(visitOf(accounts, entry)?.actor.who).toBe('ann@county.gov');
		expect(beginAttempt(accounts, [keys[1]], new Date())).toBe(0);
	});

	it('was last seen when they were, also after their sessions are gone', async () => {
		await enter(accounts);
		const seen = memberOf(accounts, 'ann@county.gov').lastSeen;
		setDisabled(accounts, 'ann@county.gov', new Date());
		expect(seen).not.toBeNull();
		expect(memberOf(accounts, 'ann@county.gov').lastSeen).toBe(seen);
	});
});

describe('a token', () => {
	it('is made for a year at most, and one of earlier times ends then too', () => {
		const make = (expires: Date, now: Date) =>
			addToken(accounts, id, { name: 'n', scope: 'all', expires, now });
		const now = new Date('2026-03-01T10:00:00Z');
		expect(() => make(new Date('9999-12-31T23:59:59Z'), now)).toThrow('a year at most');
		const { token, expires } = make(new Date('2027-03-01T23:59:59.999Z'), now);
		expect(expires).toBe('2027-03-01T23:59:59.999Z');
		accounts.db.prepare("update api_token set expires_at = '9999-12-31T23:59:59.999Z'").run();
		expect(readToken(accounts, `Bearer ${token}`, new Date('2027-02-28T00:00:00Z'))).not.toBeNull();
		expect(readToken(accounts, `Bearer ${token}`, new Date('2027-03-04T00:00:00Z'))).toBeNull();
		expect(tokens(accounts, id)[0]?.expiresAt).toMatch(/^2027-03/);
	});
});

describe('turning the second factor on', () => {
	it('ends the sessions that a password alone had opened', async () => {
		const earlier = await enter(accounts);
		const { renewed } = await turnOn();
		expect(readSession(accounts, cookieOf(earlier, 'session_token'), new Date())).toBeNull();
		expect(readSession(accounts, jar(renewed)('braidwork.session_token'), new Date())).not.toBeNull();
	});

	it('uses its first code up', async () => {
		const { code } = await turnOn();
		const { cookies } = await enter(accounts);
		const again = enterCode(accounts, { code, cookie: jar(cookies) }, knock());
		await expect(again).rejects.toMatchObject({ code: 'wrong_code' });
	});
});

describe('many wrong codes', () => {
	async function guess(times: number): Promise<unknown> {
		let last: unknown = null;
		for (let turn = 0; turn < times; turn += 1) {
			const { cookies } = await enter(accounts);
			last = await enterCode(accounts, { code: '000000', cookie: jar(cookies) }, knock()).catch((e) => e);
		}
		return last;
	}

	it('are told as what they are, with how long to wait, and leave the backup codes alone', async () => {
		const { backupCodes } = await turnOn();
		const told = await guess(11);
		expect(told).toMatchObject({ code: 'wait_code' });
		expect(String(told)).toMatch(/Too many wrong codes .* Wait \d+ (seconds|minutes)/);
		const { cookies } = await enter(accounts);
		const [code = ''] = backupCodes;
		expect((await enterCode(accounts, { code, cookie: jar(cookies) }, knock())).outcome).toBe('in');
	});

	it('hold a right code up until the time is over', async () => {
		const { key } = await turnOn();
		await guess(10);
		const { cookies } = await enter(accounts);
		const cookie = jar(cookies);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
		expect((await enterCode(accounts, { code: codeOf(key), cookie }, knock())).outcome).toBe('in');
	});
});

describe('an email of any length', () => {
	it('is cut before it is counted or kept', async () => {
		const email = `${'a'.repeat(5_000_000)}@county.gov`;
		await expect(enter(accounts, { email })).rejects.toMatchObject({ code: 'wrong_password' });
		const longest = accounts.db.prepare('select max(length(key)) as n from attempt').get()?.n;
		expect(Number(longest)).toBeLessThan(300);
	});
});
