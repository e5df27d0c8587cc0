import { DEMO } from './addresses';
import { grave } from './axe';
import { expect, open, overflow, test, visitAs } from './visit';

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });
	test.beforeEach(({ context }) => visitAs(context, 'analyst', DEMO.address));

	test('a line is changed with a reason, and a mistake is said at its field', async ({ page, quiet }) => {
		await page.goto('/matrix/workforce-partnership/OF-087');
		await page.getByLabel('To', { exact: true }).fill('2001-01-01');
		await page.getByLabel('Why', { exact: true }).fill('The college told us so.');
		await page.getByRole('button', { name: 'File this change' }).click();
		const to = page.getByLabel('To', { exact: true });
		await expect(to).toHaveValue('2001-01-01');
		await expect(to).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByText('The line ends before it begins.').first()).toBeVisible();
		await to.fill('2016-11-30');
		await page.getByRole('button', { name: 'File this change' }).click();
		await expect(page.getByText('The change is filed and published.')).toBeVisible();
		const newest = page.locator('#history ol > li').first();
		await expect(newest).toContainText('Changed on screen: The college told us so.');
		await expect(newest).toContainText('Nov 30, 2016');
		expect(quiet).toEqual([expect.stringContaining('400')]);
		quiet.length = 0;
	});
});

test.describe('an analyst', () => {
	test.beforeEach(({ context }) => visitAs(context, 'analyst', DEMO.address));

	test('confirms a line by one press, and adds one from an empty cell', async ({ page }) => {
		await open(page, '/matrix/workforce-partnership/OF-088');
		await page.getByRole('button', { name: /^Confirmed today/ }).click();
		await expect(page.getByText('The change is filed and published.')).toBeVisible();
		await expect(page.locator('#history ol > li').first()).toContainText('Confirmed; nothing else changed.');

		await open(page, '/matrix');
		const row = page.getByRole('row', { name: /^Housing / });
		await row.locator('td:nth-of-type(4) a').click();
		await page.getByRole('link', { name: 'Add an offering here' }).click();
		await expect(page).toHaveURL(/\/matrix\/new\?/);
		await expect(page.getByLabel('Service', { exact: true })).toHaveValue('housing');
		await expect(page.getByLabel('Offering id', { exact: true })).toHaveValue(/^OF-\d{3}$/);
		await page.getByLabel('Status', { exact: true }).selectOption('unknown');
		await page.getByRole('button', { name: 'File this offering' }).click();
		await expect(page.getByText('Say in a sentence why').first()).toBeVisible();
		await expect(page.getByLabel('Status', { exact: true })).toHaveValue('unknown');
		await page.getByLabel('Why', { exact: true }).fill('Asked at the November meeting.');
		await page.getByRole('button', { name: 'File this offering' }).click();
		await expect(page.getByText('The change is filed and published.')).toBeVisible();
		expect(await grave(page)).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await overflow(page)).toBe(0);
	});

	test('who was overtaken is told by whom and keeps what they wrote', async ({ page, context }) => {
		await open(page, '/matrix/workforce-partnership/OF-086');
		await page.getByLabel('Wait', { exact: true }).fill('21');
		await page.getByLabel('Why', { exact: true }).fill('They are slower now.');
		const other = await context.newPage();
		await open(other, '/matrix/workforce-partnership/OF-086');
		await other.getByLabel('Wait', { exact: true }).fill('9');
		await other.getByLabel('Why', { exact: true }).fill('They are faster now.');
		await other.getByRole('button', { name: 'File this change' }).click();
		await expect(other.getByText('The change is filed and published.')).toBeVisible();
		await page.getByRole('button', { name: 'File this change' }).click();
		await expect(page.getByText('This offering was changed while you had it open.')).toBeVisible();
		await expect(
			page
				.getByText('Wait: 14 → 9')
				.or(page.getByText(/Wait: .* → 9/))
				.first()
		).toBeVisible();
		await expect(page.getByLabel('Wait', { exact: true })).toHaveValue('21');
		await page.getByRole('button', { name: 'File this change' }).click();
		await expect(page.getByText('The change is filed and published.')).toBeVisible();
	});
});
