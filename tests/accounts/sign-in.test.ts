import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	acceptLink,
	makeLink,
	readSession,
	setDisabled,
	signOut,
	type Accounts,
	type Member
} from '$lib/server/accounts';
import { beginAttempt, strangerKeys } from '$lib/server/accounts/sign-in/attempts';
import { anActiveMember, closeBooks, cookieOf, enter, openBook, PASSWORD, visitOf } from './a-book';

let accounts: Accounts;
let ann: Member;

beforeEach(async () => {
	accounts = await openBook();
	ann = await anActiveMember(accounts);
	await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
});
afterEach(() => {
	vi.useRealTimers();
	closeBooks();
});

const WRONG = { password: 'not the right words at all' };

/** Tries wrong passwords one after the other; says how often each refusal was given. */
async function tryWrong(times: number, from: Parameters<typeof enter>[1] = {}) {
	const told: Record<string, number> = {};
	for (let turn = 0; turn < times; turn += 1) {
		const refusal: unknown = await enter(accounts, { ...from, ...WRONG }).catch((error: unknown) => error);
		const code = refusal instanceof Error && 'code' in refusal ? String(refusal.code) : 'in';
		told[code] = (told[code] ?? 0) + 1;
	}
	return told;
}

describe('signing in', () => {
	it('says who somebody is, with their role and partners', async () => {
		expect(visitOf(accounts, await enter(accounts, { email: ' ANN@county.gov' }))?.actor).toEqual({
			who: 'ann@county.gov',
			role: 'analyst',
			partners: ['county']
		});
	});

	it('refuses in the same words an unknown account, a wrong password and a shut account', async () => {
		setDisabled(accounts, 'ann@county.gov', new Date());
		const told = await Promise.all(
			[{ email: 'nobody@x.gov' }, { email: 'boss@county.gov', ...WRONG }, {}].map((who) =>
				enter(accounts, who).catch((error: unknown) => String(error))
			)
		);
		expect(new Set(told).size).toBe(1);
		expect(told[0]).toContain('do not belong together');
	});

	it('makes a new session each time: one that was fixed before is worth nothing after', async () => {
		const fixed = cookieOf(await enter(accounts), 'session_token');
		const made = cookieOf(await enter(accounts), 'session_token');
		expect(made).not.toBe(fixed);
		const invented = `${fixed.split('.')[0]}x.${fixed.split('.')[1]}`;
		for (const cookie of [invented, 'attacker.token', '', `${fixed.split('.')[0]}.`])
			expect(readSession(accounts, cookie, new Date())).toBeNull();
	});

	it('binds its cookies to this very host on https, and keeps them from scripts and other sites', async () => {
		const secure = await openBook('https://braidwork.example');
		await anActiveMember(secure);
		const { cookies } = await enter(secure);
		expect(cookies.length).toBeGreaterThan(1);
		for (const { name, options } of cookies) {
			expect(name).toMatch(/^__Host-braidwork\./);
			expect(options).toMatchObject({ path: '/', httpOnly: true, secure: true, sameSite: 'lax' });
		}
		const plain = (await enter(accounts)).cookies;
		expect(plain.map(({ options }) => options.secure)).toEqual(plain.map(() => false));
	});
});

describe('a hundred wrong passwords', () => {
	it('are mostly not even looked at, and hold up the right one from a strange browser too', async () => {
		const told = await tryWrong(100);
		expect(told).toEqual({ wrong_password: 5, wait: 95 });
		await expect(enter(accounts)).rejects.toMatchObject({ code: 'wait' });
	});

	it('sent at the same moment are counted one by one', async () => {
		const all = Array.from({ length: 40 }, () => enter(accounts, WRONG).catch((error: unknown) => error));
		const judged = (await Promise.all(all)).filter((error) => String(error).includes('do not belong'));
		expect(judged.length).toBeLessThanOrEqual(5);
	});

	it('hold up neither the owner in a browser that signed in before, nor anybody else', async () => {
		const device = cookieOf(await enter(accounts), 'device');
		await tryWrong(100, { address: '192.0.2.9' });
		expect(visitOf(accounts, await enter(accounts, { device }))?.account?.email).toBe('ann@county.gov');
		const boss = await enter(accounts, { email: 'boss@county.gov', address: '192.0.2.9' });
		expect(visitOf(accounts, boss)).not.toBeNull();
	});

	it('hold nobody up who comes by a one-time link', async () => {
		await tryWrong(100);
		const { token } = makeLink(accounts, { kind: 'reset', userId: ann.id, by: 'boss', now: new Date() });
		const fresh = 'lantern orchard sixteen velvet';
		await acceptLink(accounts, { token, name: '', email: '', password: fresh }, new Date());
		expect(visitOf(accounts, await enter(accounts, { password: fresh }))).not.toBeNull();
	});

	it('given with the cookie of somebody else’s browser count like a stranger’s', async () => {
		const device = cookieOf(await enter(accounts, { email: 'boss@county.gov' }), 'device');
		expect(await tryWrong(20, { device })).toEqual({ wrong_password: 5, wait: 15 });
	});

	it('spread over days close the account for strangers alone, until a link is used', async () => {
		const device = cookieOf(await enter(accounts), 'device');
		const keys = strangerKeys('ann@county.gov', '192.0.2.9');
		const start = Date.now();
		const waits = Array.from({ length: 130 }, (_, turn) =>
			beginAttempt(accounts, keys, new Date(start + turn * 20 * 60_000))
		);
		expect(waits.filter((wait) => wait === 0)).toHaveLength(100);
		expect(waits.at(-1)).toBe(Infinity);
		vi.useFakeTimers({ toFake: ['Date'], now: start + 9 * 24 * 60 * 60_000 });
		await expect(enter(accounts)).rejects.toThrow('another way');
		expect(visitOf(accounts, await enter(accounts, { device }))).not.toBeNull();
	});
});

describe('a session', () => {
	it('ends on the server when somebody signs out, wherever its cookie was copied to', async () => {
		const entry = await enter(accounts);
		const visit = visitOf(accounts, entry);
		if (!visit) throw new Error('nobody came in');
		expect(signOut(accounts, visit)).toMatchObject([{ name: 'braidwork.session_token', value: '' }]);
		expect(visitOf(accounts, entry)).toBeNull();
	});

	it('ends after half an hour without a request, and twelve hours after signing in', async () => {
		const start = Date.now();
		vi.useFakeTimers({ toFake: ['Date'], now: start });
		const entry = await enter(accounts);
		const at = (minutes: number) => {
			vi.setSystemTime(start + minutes * 60_000);
			return visitOf(accounts, entry) !== null;
		};
		expect([at(29), at(58)]).toEqual([true, true]);
		for (let minutes = 58; minutes < 720; minutes += 20)
			expect([minutes, at(minutes)]).toEqual([minutes, true]);
		expect(at(719)).toBe(true);
		expect(at(720)).toBe(false);
		const idle = await enter(accounts);
		vi.setSystemTime(Date.now() + 30 * 60_000);
		expect(visitOf(accounts, idle)).toBeNull();
	});

	it('tells until when it lasts, never beyond the twelve hours', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T08:00:00Z') });
		const entry = await enter(accounts);
		expect(visitOf(accounts, entry)?.session).toMatchObject({
			idleAt: '2026-03-01T08:30:00.000Z',
			endsAt: '2026-03-01T20:00:00.000Z'
		});
	});

	it('ends when the account is shut, and follows a changed role at once', async () => {
		const entry = await enter(accounts);
		accounts.db.prepare("update user set role = 'leader' where email = 'ann@county.gov'").run();
		expect(visitOf(accounts, entry)?.actor).toMatchObject({ role: 'leader', partners: [] });
		setDisabled(accounts, 'ann@county.gov', new Date());
		expect(visitOf(accounts, entry)).toBeNull();
	});

	it('is worth nothing under another home’s key', async () => {
		const entry = await enter(accounts);
		const stolen: Accounts = { ...accounts, key: 'z'.repeat(43) };
		expect(readSession(stolen, cookieOf(entry, 'session_token'), new Date())).toBeNull();
	});
});

it('keeps no password in the home', async () => {
	const stored = JSON.stringify(accounts.db.prepare('select * from account').all());
	expect(stored).not.toContain(PASSWORD);
});
