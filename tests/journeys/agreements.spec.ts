import { DEMO } from './addresses';
import { expect, open, test, visitAs } from './visit';

/** Another partner in each visit, and nothing that figures rest on: visits run side by side in one home. */
const PAGE = '/agreements/city-housing-authority';

test('an administrator writes an agreement down, is told what is wrong, and finds every version', async ({
	context,
	page
}) => {
	await visitAs(context, 'administrator', DEMO.address);
	await open(page, '/');
	await page.getByRole('link', { name: 'Agreements' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sharing agreements');
	await page.getByRole('link', { name: 'City Housing Authority' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('City Housing Authority');
	await expect(page.getByText('No agreement written down')).toBeVisible();

	await page.getByLabel('Purpose').fill('To plan housing beside training.');
	await page.getByLabel('Smallest count shown').fill('9');
	await page.getByRole('button', { name: 'Save the agreement' }).click();
	await expect(page.getByRole('alert')).toContainText('a whole number from 11 to 1000');
	await expect(page.getByLabel('Purpose')).toHaveValue('To plan housing beside training.');

	await page.getByLabel('Smallest count shown').fill('11');
	await page.getByLabel('First day').fill('2013-01-01');
	await page.getByText('Columns of Participants that are left out').click();
	await page.getByLabel('Social security number').check();
	await page.getByRole('button', { name: 'Save the agreement' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect(page.getByText('In force, without an end')).toBeVisible();

	await page.getByLabel('Document 1: Title').fill('Memorandum');
	await page.getByRole('button', { name: 'Save the agreement' }).click();
	await expect(page.getByText('Documents: none → Memorandum')).toBeVisible();
	await expect(page.getByText('First version')).toBeVisible();
	await page.getByRole('link', { name: 'All agreements' }).click();
	await expect(page.getByText('To plan housing beside training.')).toBeVisible();
	await expect(page.getByText('1 column left out')).toBeVisible();

	await page.setViewportSize({ width: 390, height: 800 });
	const list = page.getByRole('region', { name: 'Sharing agreements by partner' });
	const hidden = await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
	expect(hidden).toBe(0);
	await expect(list.getByText('Partner', { exact: true })).not.toBeInViewport();
});

test('without scripts an agreement is written and what is past its time is looked through', async ({
	browser
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DEMO.address });
	await visitAs(context, 'administrator', DEMO.address);
	const page = await context.newPage();
	await page.goto('/agreements/county-housing-authority');
	await page.getByLabel('Months that rows are kept').fill('24');
	await page.getByRole('button', { name: 'Save the agreement' }).click();
	await expect(page.getByRole('alert')).toContainText('Identifiers are kept at most as long as rows.');
	await expect(page.getByLabel('Months that rows are kept')).toHaveValue('24');
	await page.getByLabel('Months that identifiers').fill('12');
	await page.getByRole('button', { name: 'Save the agreement' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await page.goto('/agreements');
	const due = page.getByRole('region', { name: 'What would be removed, by partner and quarter' });
	await expect(due.getByRole('rowheader').first()).toHaveText('County Housing Authority');
	await page.getByLabel('Remove all of it for good').evaluate((box) => box.removeAttribute('required'));
	await page.getByRole('button', { name: 'Remove what is past its time' }).click();
	await expect(page.getByRole('alert')).toContainText('Nothing was removed');
	await context.close();
});

test('nobody but an administrator is shown agreements', async ({ context, page, quiet }) => {
	await visitAs(context, 'analyst', DEMO.address);
	await open(page, '/');
	await expect(page.getByRole('link', { name: 'Agreements' })).toHaveCount(0);
	for (const path of ['/agreements', PAGE]) expect((await page.goto(path))?.status()).toBe(403);
	quiet.splice(0);
});
