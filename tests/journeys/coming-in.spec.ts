import { createHmac } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { startProvider, CLIENT } from '../accounts/a-provider';
import { grave, OF_COLOR } from './axe';
import { serveOwnHome, type OwnServer } from './own-server';
import { expect, open, overflow, test } from './visit';

const PASSWORD = 'umbrella granite tuesday kettle';

let server: OwnServer;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	server = await serveOwnHome();
});
test.afterAll(() => server.stop());

/** A page of a browser that was never here. */
async function fresh(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.address });
	return context.newPage();
}

async function choosePassword(page: Page, password = PASSWORD): Promise<void> {
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.getByLabel('The password once more').fill(password);
	await page.getByRole('button', { name: 'Set the password' }).click();
}

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in on the way to a page, and waits until it is there. */
async function come(page: Page, path: string, email: string): Promise<void> {
	await page.goto(`/sign-in?back=${path}`);
	await signIn(page, email);
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Sign in');
}

/** What an authenticator shows (RFC 6238). */
function codeOf(key: string): string {
	const signs = [...key.replace(/\s/g, '')];
	const bits = signs.map((sign) =>
		'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')
	);
	const bytes = (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const mac = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
	return String((mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('the first administrator comes in by the link that init printed, once', async ({ browser }) => {
	const page = await fresh(browser);
	await open(page, server.invitation);
	await page.getByLabel('Email').fill('ada@county.gov');
	await page.getByLabel('Name').fill('Ada Boss');
	await choosePassword(page, 'short');
	await expect(page.getByText('it needs 15 or more')).toBeVisible();
	await choosePassword(page);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Welcome');
	await page.goto(server.invitation);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('does not work any more');
});

test('a visitor is led to sign in and back to where they were going, and out again', async ({ browser }) => {
	const page = await fresh(browser);
	await page.goto('/users');
	await expect(page).toHaveURL(/\/sign-in\?back=/);
	await signIn(page, 'ada@county.gov', 'not the right words at all');
	await expect(page.getByText('do not belong together')).toBeVisible();
	await signIn(page, 'ada@county.gov');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('who may come in');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByText('You are signed out.')).toBeVisible();
	await page.goto('/users');
	await expect(page).toHaveURL(/\/sign-in/);
});

test('an analyst is invited by link, and sees what an analyst may', async ({ browser }) => {
	const page = await fresh(browser);
	await come(page, '/users', 'ada@county.gov');
	await page.getByLabel('Email').fill('ann@city.gov');
	await page.getByRole('button', { name: 'Invite' }).click();
	const link = await page.locator('code').filter({ hasText: '/invitation/' }).innerText();
	const other = await fresh(browser);
	await other.goto(link);
	await expect(other.getByText('ann@city.gov')).toBeVisible();
	await other.getByLabel('Name').fill('Ann');
	await choosePassword(other);
	await expect(other.getByRole('link', { name: 'Submissions', exact: true })).toBeVisible();
	await expect(other.getByRole('link', { name: 'Users' })).toHaveCount(0);
	const refused = await other.goto('/users');
	expect(refused?.status()).toBe(403);
});

test('works without scripts', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: server.address, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/account');
	await signIn(page, 'ada@county.gov');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');
	await page.getByLabel('What will use it').fill('nightly upload');
	await page.getByLabel('Your password').last().fill(PASSWORD);
	await page.getByRole('button', { name: 'Make a token' }).click();
	await expect(page.getByText('It is shown this once')).toBeVisible();
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(page.getByText('You are signed out.')).toBeVisible();
});

test('a second factor is set up, and asked for', async ({ browser }) => {
	const page = await fresh(browser);
	await come(page, '/account', 'ann@city.gov');
	await page.getByLabel('Your password').first().fill(PASSWORD);
	await page.getByRole('button', { name: 'Set it up' }).click();
	await expect(page.getByRole('button', { name: 'Set it up' })).toHaveCount(0);
	const key = await page
		.getByRole('listitem')
		.filter({ hasText: 'or type this key' })
		.locator('code')
		.innerText();
	await expect(page.getByRole('img', { name: 'QR code of the key' })).toBeVisible();
	const backup = await page.locator('.codes code').first().innerText();
	await page.getByLabel('Code of six digits').fill(codeOf(key));
	await page.getByRole('button', { name: 'Turn it on' }).click();
	await expect(page.getByText('The second factor is on.')).toBeVisible();
	const other = await fresh(browser);
	await other.goto('/sign-in?back=/coverage');
	await signIn(other, 'ann@city.gov');
	await expect(other.getByRole('heading', { level: 1 })).toHaveText('The second factor');
	await other.getByLabel(/Code of six digits/).fill(backup);
	await other.getByRole('button', { name: 'Go on' }).click();
	await expect(other).toHaveURL(/\/coverage$/);
});

test('people sign in by their county’s own provider', async ({ browser }) => {
	const provider = await startProvider();
	const page = await fresh(browser);
	await come(page, '/users/rules', 'ada@county.gov');
	await page.getByLabel(/What the button says/).fill('County login');
	await page.getByLabel('Issuer').fill(provider.issuer);
	await page.getByLabel('Client id').fill(CLIENT.clientId);
	await page.getByLabel('Client secret').fill(CLIENT.clientSecret);
	await page.getByRole('button', { name: 'Save the provider' }).click();
	await expect(page.getByText('Done.')).toBeVisible();
	server.operator('user', 'add', 'leo@county.gov', '--role', 'leader');
	await provider.vouchFor({ email: 'leo@county.gov' });
	const other = await fresh(browser);
	await other.goto('/sign-in?back=/glossary');
	await other.getByRole('link', { name: 'Sign in by County login' }).click();
	await expect(other).toHaveURL(/\/glossary$/);
	await expect(other.getByRole('link', { name: 'Your account' })).toBeVisible();
	await provider.vouchFor({ email: 'stranger@county.gov' });
	const stranger = await fresh(browser);
	await stranger.goto('/sign-in');
	await stranger.getByRole('link', { name: 'Sign in by County login' }).click();
	await expect(stranger.getByText('nobody here has an account')).toBeVisible();
	provider.stop();
});

test('nobody is shut by one press, and the page says who was', async ({ browser }) => {
	server.operator('user', 'add', 'gone@county.gov', '--role', 'leader');
	const page = await fresh(browser);
	await come(page, '/users', 'ada@county.gov');
	await page.getByRole('link', { name: 'Change gone@county.gov' }).click();
	await page.getByText('Shut this account').click();
	await expect(page.getByText('gone@county.gov is signed out at once')).toBeVisible();
	await page.getByRole('button', { name: 'Yes, shut it' }).click();
	await expect(page.getByText('The account of gone@county.gov is shut')).toBeVisible();
});

test('the way back after signing out shows nothing of what was seen', async ({ browser }) => {
	const page = await fresh(browser);
	await come(page, '/users', 'ada@county.gov');
	await expect(page.getByText('gone@county.gov').first()).toBeVisible();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByText('You are signed out.')).toBeVisible();
	await page.goBack();
	await expect(page).toHaveURL(/\/sign-in/);
	await expect(page.getByText('gone@county.gov')).toHaveCount(0);
});

test('on a phone every user’s state and the way to change it stand in the window', async ({ browser }) => {
	const page = await fresh(browser);
	await page.setViewportSize({ width: 390, height: 844 });
	await come(page, '/users', 'ada@county.gov');
	for (const name of ['State', 'Last seen']) {
		const cell = await page.locator(`td[data-head="${name}"]`).first().boundingBox();
		expect((cell?.x ?? 999) + (cell?.width ?? 999)).toBeLessThanOrEqual(390);
	}
	const change = await page
		.getByRole('link', { name: /^Change / })
		.first()
		.boundingBox();
	expect((change?.x ?? 999) + (change?.width ?? 999)).toBeLessThanOrEqual(390);
});

test('somebody who comes by the provider alone sets the second factor up where everybody needs one', async ({
	browser
}) => {
	const provider = await startProvider();
	const admin = await fresh(browser);
	await come(admin, '/users/rules', 'ada@county.gov');
	await admin.getByLabel('Issuer').fill(provider.issuer);
	await admin.getByRole('button', { name: 'Save the provider' }).click();
	await expect(admin.getByText('Done.')).toBeVisible();
	await admin.getByLabel('Everybody needs a second factor').check();
	await admin.getByRole('button', { name: 'Save the rules' }).click();
	server.operator('user', 'add', 'pro@county.gov', '--role', 'leader');
	await provider.vouchFor({ email: 'pro@county.gov' });
	const page = await fresh(browser);
	await page.goto('/sign-in');
	await page.getByRole('link', { name: /^Sign in by/ }).click();
	await expect(page).toHaveURL(/\/account/);
	await page.getByRole('button', { name: 'Set it up' }).click();
	const key = page.getByRole('listitem').filter({ hasText: 'or type this key' }).locator('code');
	await page.getByLabel('Code of six digits').fill(codeOf(await key.innerText()));
	await page.getByRole('button', { name: 'Turn it on' }).click();
	await expect(page.getByText('The second factor is on.')).toBeVisible();
	await page.goto('/coverage');
	await expect(page).toHaveURL(/\/coverage$/);
	const again = await fresh(browser);
	await again.goto('/sign-in');
	await again.getByRole('link', { name: /^Sign in by/ }).click();
	await expect(again.getByRole('heading', { level: 1 })).toHaveText('The second factor');
	await page.goto('/account');
	server.operator('user', 'role', 'pro@county.gov', 'administrator');
	await page.goto('/users/rules');
	await page.getByLabel('Everybody needs a second factor').uncheck();
	await page.getByRole('button', { name: 'Save the rules' }).click();
	await expect(page.getByText('Done.')).toBeVisible();
	provider.stop();
});

test('a page warns before its session ends, and goes when it has ended', async ({ browser }) => {
	const page = await fresh(browser);
	await page.clock.install();
	await come(page, '/glossary', 'ada@county.gov');
	await page.clock.fastForward('27:30');
	const warning = page.getByRole('dialog', { name: 'You will be signed out' });
	await expect(warning).toBeVisible();
	await page.getByRole('button', { name: 'Stay signed in' }).click();
	await expect(warning).toBeHidden();
	await page.clock.fastForward('27:30');
	await expect(warning).toBeVisible();
	const left = page.waitForRequest(/\/sign-in\?ended&back=%2Fglossary/);
	await page.clock.fastForward('03:00');
	await left;
});

for (const path of ['/sign-in', '/account', '/users', '/users/rules'])
	test(`${path} is read well by everyone and fits every window`, async ({ browser }) => {
		const page = await fresh(browser);
		if (path !== '/sign-in') {
			await come(page, path, 'ada@county.gov');
		}
		await page.goto(path);
		await expect(page).toHaveTitle(/\S+ - Braidwork$/);
		await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
		expect(await grave(page), 'light').toEqual([]);
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await grave(page, OF_COLOR), 'dark').toEqual([]);
		for (const width of [640, 390, 320]) {
			await page.setViewportSize({ width, height: 800 });
			expect(await overflow(page), `${width} px`).toBe(0);
		}
	});
