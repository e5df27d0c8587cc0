import { DEMO } from './addresses';
import { expect, open, test, visitAs } from './visit';

test.describe('a leader', () => {
	test.beforeEach(({ context }) => visitAs(context, 'leader', DEMO.address));

	test('reads off who pays for what, with TANF and without', async ({ page }) => {
		await open(page, '/matrix?population=tanf');
		const grid = page.getByRole('region', { name: /Services by partners/ });
		for (const [service, says] of [
			['Child care', 'Pays'],
			['Books and supplies', 'Pays'],
			['Tuition', 'Cannot pay'],
			['Housing', 'Cannot pay']
		] as const) {
			const row = grid.getByRole('row', { name: new RegExp(`^${service} `) });
			await expect(row.getByRole('cell').nth(4)).toContainText(says);
		}
		await open(page, '/matrix');
		const tuition = grid.getByRole('row', { name: /^Tuition / });
		await expect(tuition.getByRole('cell').nth(4)).toContainText('Pays');
		await expect(tuition.getByRole('cell').first()).toHaveText(/1 partner pays/);
	});

	test('sees what is not paid any more the day after the grant ends, by one button', async ({ page }) => {
		await open(page, '/matrix');
		await page.getByRole('link', { name: /The day after Health Profession Opportunity Grant ends/ }).click();
		await expect(page).toHaveURL(/on=2015-09-30/);
		await expect(page.getByText(/the day after Health Profession Opportunity Grant ends\.$/)).toBeVisible();
		await expect(
			page.getByText('13 supports that partners paid on Sep 29, 2015 are not paid by them any more.')
		).toBeVisible();
		await expect(page.getByText('For 4, nobody is left who pays:')).toBeVisible();
		await expect(
			page.getByText(/^Tuition for Low-income adults by .*: pays → pays with conditions$/)
		).toBeVisible();
		await expect(page.locator('.sign.dark')).toHaveCount(13 + 1);
		await expect(page.locator('td .lost')).toHaveCount(4);
		await open(page, '/matrix?on=2015-09-30&partner=navigators');
		await expect(page.getByText('For one support, nobody is left who pays:')).toBeVisible();
		await expect(page.locator('td .lost')).toHaveCount(0);
	});

	test('moves the day with the keyboard, the grid follows, and the address keeps it', async ({ page }) => {
		await open(page, '/matrix?on=2015-09-28');
		const slider = page.getByRole('slider');
		await slider.focus();
		await page.keyboard.press('ArrowRight');
		await expect(page).toHaveURL(/on=2015-09-29/);
		const before = await page.locator('td .sign.dark').count();
		await page.keyboard.press('ArrowRight');
		await expect(page.locator('td .sign.dark')).not.toHaveCount(before);
		await expect(page).toHaveURL(/on=2015-09-30/);
		await expect(page.getByText('As it stands on Sep 30, 2015')).toBeVisible();
		await page.reload();
		await expect(page.locator('td .sign.dark')).toHaveCount(13);
	});

	test('opens a cell, its line and its history, and is offered no change', async ({ page }) => {
		await open(page, '/matrix');
		const tuition = page.getByRole('row', { name: /^Tuition / });
		await tuition.getByRole('link').first().click();
		const panel = page.locator('#cell');
		await expect(panel).toContainText('Health Profession Opportunity Grant, ends Sep 29, 2015');
		await expect(panel).toContainText('42 USC 1397g(a)');
		await expect(panel.getByRole('link', { name: 'Add an offering here' })).toHaveCount(0);
		await panel.getByRole('link', { name: /Open in full/ }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tuition for TANF recipients');
		await expect(page.getByText('With the file offerings.csv').first()).toBeVisible();
		await expect(page.getByRole('button', { name: 'File this change' })).toHaveCount(0);
	});

	test('sorts and narrows the list, and an address that is nonsense is said to be so', async ({
		page,
		quiet
	}) => {
		await open(page, '/matrix?view=list&award=HPOG-2010&sort=status');
		const says = await page.locator('tbody tr td:nth-child(4)').allTextContents();
		expect(says.length).toBeGreaterThan(10);
		expect(says.findIndex((one) => one.includes('Cannot'))).toBeGreaterThan(
			says.findLastIndex((one) => one.includes('Pays'))
		);
		expect((await page.goto('/matrix?on=2015-02-30'))?.status()).toBe(400);
		expect((await page.goto('/matrix?state=9999'))?.status()).toBe(404);
		quiet.length = 0;
	});

	test('takes the lines along as files', async ({ request, page }) => {
		await open(page, '/matrix');
		const csv = await page.request.get('/matrix/offerings.csv');
		expect((await csv.text()).split('\r\n').length).toBeGreaterThanOrEqual(1 + 89 + 1);
		const zip = await page.request.get('/matrix/hsds.zip?on=2015-06-30');
		expect([zip.status(), (await zip.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
		expect((await request.get(`${DEMO.address}/matrix/offerings.csv?partner=nobody`)).status()).toBe(404);
	});
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });
	test.beforeEach(({ context }) => visitAs(context, 'analyst', DEMO.address));

	test('another day is shown by the slider’s own button and by the plain field', async ({ page }) => {
		await page.goto('/matrix?population=tanf');
		await page.locator('.slide button').click();
		await expect(page).toHaveURL(/population=tanf.*on=2015-06-30/);
		await page.getByLabel('Or write the day').fill('2015-09-30');
		await page.locator('.date button').click();
		await expect(page).toHaveURL(/population=tanf.*on=2015-09-30|on=2015-09-30.*population=tanf/);
		await expect(page.locator('td .sign.dark').first()).toBeVisible();
		await page
			.locator('td a', { has: page.locator('.dark') })
			.first()
			.click();
		await expect(page.locator('#cell')).toContainText('Nobody has said anything of this');
	});
});
