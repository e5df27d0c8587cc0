import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	addMember,
	beginProviderSignIn,
	finishProviderSignIn,
	memberOf,
	members,
	saveProvider,
	setDisabled,
	shownProvider,
	type Accounts
} from '$lib/server/accounts';
import { anActiveMember, closeBooks, openBook, visitOf } from './a-book';
import { CLIENT, startProvider, type TestProvider, type Vouching } from './a-provider';

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
	await saveProvider(accounts, settings());
});
afterEach(closeBooks);

function settings(isTrusted = false, factorClaim = '') {
	return { name: 'County login', issuer: provider.issuer, ...CLIENT, isTrusted, factorClaim };
}

/** Goes to the provider and comes back as a browser does; `change` meddles with the way back. */
async function comeBy(
	person: Vouching,
	change: (back: URL, cookies: string) => [URL, string] = (...same) => same
) {
	await provider.vouchFor(person);
	const { url, cookies } = await beginProviderSignIn(accounts, '/coverage');
	const sent = await fetch(url, { redirect: 'manual' });
	const jar = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
	const [back, cookie] = change(new URL(sent.headers.get('location') ?? ''), jar);
	const knock = { address: '192.0.2.1', browser: 'Firefox/140', device: undefined, now: new Date() };
	return finishProviderSignIn(accounts, new Request(back, { headers: { cookie } }), knock);
}

describe('signing in by the county’s own provider', () => {
	it('lets in who was invited, with the role of their account, and leads back', async () => {
		const entry = await comeBy({ email: 'ann@county.gov' });
		expect(entry).toMatchObject({ outcome: 'in', email: 'ann@county.gov', back: '/coverage' });
		expect(visitOf(accounts, entry)?.actor).toEqual({
			who: 'ann@county.gov',
			role: 'analyst',
			partners: ['county']
		});
		expect(memberOf(accounts, 'ann@county.gov').status).toBe('active');
	});

	it('makes no account for whoever the provider knows', async () => {
		await expect(comeBy({ email: 'stranger@county.gov' })).rejects.toMatchObject({
			code: 'provider_refused'
		});
		expect(members(accounts).map(({ email }) => email)).toEqual(['ann@county.gov', 'boss@county.gov']);
	});

	it('knows somebody again by the provider’s own id, also under a new address', async () => {
		await comeBy({ email: 'ann@county.gov', sub: 'number-7' });
		expect((await comeBy({ email: 'ann.new@county.gov', sub: 'number-7' })).email).toBe('ann@county.gov');
	});

	it.each(['signature', 'unsigned', 'left out', 'nonce', 'audience', 'issuer', 'late', 'denied'] as const)(
		'refuses what comes back with a wrong one: %s',
		async (mistake) => {
			const coming = comeBy({ email: 'ann@county.gov', mistake });
			await expect(coming).rejects.toMatchObject({ code: 'provider_refused' });
			expect(accounts.db.prepare('select count(*) as n from session').get()?.n).toBe(0);
		}
	);

	it('refuses an address that the provider did not check, unless it is trusted to', async () => {
		const unchecked = { email: 'ann@county.gov', verified: false };
		await expect(comeBy(unchecked)).rejects.toMatchObject({ code: 'provider_refused' });
		await saveProvider(accounts, settings(true));
		expect((await comeBy(unchecked)).outcome).toBe('in');
	});

	it('refuses a way back that began in another browser, or with another state', async () => {
		const elsewhere = comeBy({ email: 'ann@county.gov' }, (back) => [back, '']);
		await expect(elsewhere).rejects.toMatchObject({ code: 'provider_refused' });
		const forged = comeBy({ email: 'ann@county.gov' }, (back, cookies) => {
			back.searchParams.set('state', 'x'.repeat(32));
			return [back, cookies];
		});
		await expect(forged).rejects.toMatchObject({ code: 'provider_refused' });
	});

	it('does not open an account that is shut', async () => {
		await comeBy({ email: 'ann@county.gov' });
		setDisabled(accounts, 'ann@county.gov', new Date());
		await expect(comeBy({ email: 'ann@county.gov' })).rejects.toMatchObject({ code: 'provider_refused' });
	});

	it('keeps neither the provider’s tokens nor its secret readable', async () => {
		await comeBy({ email: 'ann@county.gov' });
		const kept = accounts.db.prepare('select accessToken, refreshToken, idToken from account').all();
		expect(kept.flatMap((row) => Object.values(row)).filter(Boolean)).toEqual([]);
		const rules = JSON.stringify(accounts.db.prepare('select * from rule').all());
		expect(rules).not.toContain(CLIENT.clientSecret);
		expect(shownProvider(accounts)).toEqual({
			name: 'County login',
			issuer: provider.issuer,
			clientId: CLIENT.clientId,
			isTrusted: false,
			factorClaim: ''
		});
	});
});

describe('setting the provider up', () => {
	it('asks it who it is, and refuses a wrong or an unencrypted address', async () => {
		const wrong = (issuer: string) => saveProvider(accounts, { ...settings(), issuer });
		await expect(wrong(`${provider.issuer}/elsewhere`)).rejects.toThrow('describes itself');
		await expect(wrong('http://login.county.gov')).rejects.toThrow('https');
		await expect(wrong('nonsense')).rejects.toThrow('https');
	});

	it('keeps the secret when it is left empty, and takes everything away', async () => {
		await saveProvider(accounts, { ...settings(), clientSecret: '', name: 'Renamed' });
		expect((await comeBy({ email: 'ann@county.gov' })).outcome).toBe('in');
		await saveProvider(accounts, null);
		expect(shownProvider(accounts)).toBeNull();
		await expect(beginProviderSignIn(accounts, '/')).rejects.toBeInstanceOf(Error);
	});
});
