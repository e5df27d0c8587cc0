import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	addMember,
	beginFactor,
	beginProviderSignIn,
	confirmFactor,
	enterCode,
	finishProviderSignIn,
	hasPassword,
	meetsFactorRule,
	memberOf,
	proveOwner,
	readSession,
	requireSecondFactor,
	saveProvider,
	type Accounts,
	type CookieToSet,
	type Entry,
	type Visit
} from '$lib/server/accounts';
import { anActiveMember, closeBooks, openBook } from './a-book';
import { CLIENT, startProvider, type TestProvider, type Vouching } from './a-provider';
import { codeOf } from './an-authenticator';

let provider: TestProvider;
let accounts: Accounts;

beforeAll(async () => {
	provider = await startProvider();
});
afterAll(() => provider.stop());

beforeEach(async () => {
	accounts = await openBook();
	await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
	addMember(accounts, { email: 'ann@county.gov', role: 'analyst', partners: ['county'] }, new Date());
	await setUp('');
});
afterEach(() => {
	vi.useRealTimers();
	closeBooks();
});

function setUp(factorClaim: string): Promise<void> {
	const { issuer } = provider;
	return saveProvider(accounts, { name: 'County login', issuer, ...CLIENT, isTrusted: false, factorClaim });
}

function knock() {
	return { address: '192.0.2.1', browser: 'Firefox/140', device: undefined, now: new Date() };
}

function jar(cookies: CookieToSet[]) {
	return (name: string) => cookies.find((cookie) => cookie.name === name && cookie.value !== '')?.value;
}

async function comeBy(person: Partial<Vouching> = {}): Promise<Entry> {
	await provider.vouchFor({ email: 'ann@county.gov', ...person });
	const { url, cookies } = await beginProviderSignIn(accounts, '/coverage');
	const sent = await fetch(url, { redirect: 'manual' });
	const cookie = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
	const back = new Request(sent.headers.get('location') ?? '', { headers: { cookie } });
	return finishProviderSignIn(accounts, back, knock());
}

function visitBy({ cookies }: { cookies: CookieToSet[] }): Visit {
	const visit = readSession(accounts, jar(cookies)('braidwork.session_token'), new Date());
	if (!visit) throw new Error('nobody came in');
	return visit;
}

/** Sets the second factor up as somebody who has no password; returns its key. */
async function turnOn(): Promise<string> {
	const entry = await comeBy();
	const [cookie, now] = [jar(entry.cookies), new Date()];
	const { key } = await beginFactor(accounts, visitBy(entry), { password: '', cookie, now });
	await confirmFactor(accounts, visitBy(entry), { code: codeOf(key), cookie, now });
	return key;
}

describe('somebody who comes by the provider and has no password', () => {
	it('sets a second factor up from a fresh session, where everybody needs one', async () => {
		requireSecondFactor(accounts, true);
		expect(meetsFactorRule(accounts, visitBy(await comeBy()))).toBe(false);
		await turnOn();
		const { id, hasSecondFactor } = memberOf(accounts, 'ann@county.gov');
		expect([hasPassword(accounts, id), hasSecondFactor]).toEqual([false, true]);
	});

	it('has to come anew after ten minutes, before anything grave is done in the open session', async () => {
		const entry = await comeBy();
		const late = new Date(Date.now() + 11 * 60_000);
		await expect(proveOwner(accounts, visitBy(entry), '', late)).rejects.toMatchObject({
			code: 'come_again'
		});
		await expect(proveOwner(accounts, visitBy(entry), '', new Date())).resolves.toBeUndefined();
	});

	it('is asked for the code once there is a second factor, and is not in before', async () => {
		const key = await turnOn();
		const entry = await comeBy();
		expect([entry.outcome, jar(entry.cookies)('braidwork.session_token')]).toEqual(['code', undefined]);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
		const cookie = jar(entry.cookies);
		const wrong = enterCode(accounts, { code: '000000', cookie }, knock());
		await expect(wrong).rejects.toMatchObject({ code: 'wrong_code' });
		const inside = await enterCode(accounts, { code: codeOf(key), cookie }, knock());
		expect(visitBy(inside).actor.who).toBe('ann@county.gov');
	});
});

describe('a provider that asks for several factors itself', () => {
	it('is believed where that was agreed: our code is not asked for, and the rule is met', async () => {
		await turnOn();
		await setUp('mfa');
		requireSecondFactor(accounts, true);
		expect((await comeBy({ methods: ['pwd'] })).outcome).toBe('code');
		const entry = await comeBy({ methods: ['pwd', 'mfa'] });
		expect(entry.outcome).toBe('in');
		expect(visitBy(entry).session?.provider).toEqual({ hasFactor: true });
	});

	it('lets in whoever has no second factor here, also where everybody needs one', async () => {
		await setUp('mfa');
		requireSecondFactor(accounts, true);
		expect(meetsFactorRule(accounts, visitBy(await comeBy({ methods: ['mfa'] })))).toBe(true);
		expect(meetsFactorRule(accounts, visitBy(await comeBy({ methods: ['pwd'] })))).toBe(false);
	});

	it('is not believed where nothing was agreed', async () => {
		await turnOn();
		expect((await comeBy({ methods: ['mfa'] })).outcome).toBe('code');
	});
});

describe('an address that stands beside the signature', () => {
	it('counts when it is said of the person who was signed for', async () => {
		expect((await comeBy({ sub: 'number-7', aside: 'number-7' })).email).toBe('ann@county.gov');
	});

	it('is refused when it is said of somebody else', async () => {
		const other = comeBy({ sub: 'number-7', aside: 'number-8' });
		await expect(other).rejects.toMatchObject({ code: 'provider_refused' });
	});
});
