import { DEMO } from './addresses';
import { expect, open, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'administrator', DEMO.address));

test('an administrator finds who exported what, and takes the entries along, which is an entry too', async ({
	page
}) => {
	await page.request.get('/api/v1/figures/people_served.csv?by=quarter');
	await open(page, '/audit');
	await expect(page.getByText('The chain holds')).toBeVisible();
	await page.getByRole('combobox', { name: 'What was done' }).selectOption('exported a figure');
	await expect(page).toHaveURL(/did=exported\+a\+figure/);
	const rows = page.getByRole('region', { name: 'Entries' }).locator('tbody tr');
	await expect(rows.first()).toContainText('demo administrator');
	await expect(rows.first()).toContainText('measure people_served, format csv');
	const deeds = (await rows.locator('th').allTextContents()).map((text) => text.trim());
	expect(new Set(deeds)).toEqual(new Set(['exported a figure']));

	const taking = page.waitForEvent('download');
	await page.getByRole('link', { name: 'These entries as CSV' }).click();
	expect((await taking).suggestedFilename()).toBe('audit-log.csv');
	expect((await page.request.get('/audit?from=2015-02-31')).status()).toBe(400);
	await open(page, '/audit?did=exported+the+audit+log');
	await expect(rows.first()).toContainText(/entries \d+/);
	await page.getByLabel('Search in the entries').fill('no such thing');
	await page.keyboard.press('Enter');
	await expect(page.getByText('No entry fits these choices.')).toBeVisible();
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('the log is filtered and paged by its form and links', async ({ page }) => {
		for (let at = 0; at < 60; at++) await page.request.get('/api/v1/figures/people_served.csv?by=quarter');
		await page.goto('/audit');
		await page.getByRole('combobox', { name: 'What was done' }).selectOption('exported a figure');
		await page.getByRole('button', { name: 'Show' }).click();
		await expect(page).toHaveURL(/did=exported\+a\+figure/);
		await page.getByRole('link', { name: 'Older' }).click();
		await expect(page.getByText(/^Page 2 of/)).toBeVisible();
		await expect(page.getByRole('region', { name: 'Entries' })).toContainText('exported a figure');
	});
});

test('nobody but an administrator reads it', async ({ page, context, quiet }) => {
	await visitAs(context, 'analyst', DEMO.address);
	const answer = await page.goto('/audit');
	expect(answer?.status()).toBe(403);
	await expect(page.getByText('This is for the administrator')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
	quiet.length = 0;
});
