import { DEMO } from './addresses';
import { grave } from './axe';
import { expect, open, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'navigator', DEMO.address));

test('a navigator finds who waits for a service, and who may provide it under which condition', async ({
	page
}) => {
	await open(page, '/work-list/navigators');
	await page.getByRole('navigation', { name: 'Services' }).getByRole('link', { name: 'Child care' }).click();
	await expect(page).toHaveURL(/service=child_care/);
	const may = page.getByRole('table').first();
	await expect(may).toContainText('Northern TANF Employment Services');
	const waiting = page.getByRole('table').nth(1).getByRole('row');
	expect(await waiting.count()).toBeGreaterThan(10);
	await expect(waiting.nth(1)).toContainText(/V-\d+/);
	const urgencies = await page.getByRole('table').nth(1).locator('td:nth-child(5)').allTextContents();
	const rank = (word: string) => ['High', 'Medium', 'Low'].indexOf(word);
	expect(urgencies.map(rank)).toEqual(urgencies.map(rank).sort((a, b) => a - b));
	await may.getByRole('link').first().click();
	await expect(page).toHaveURL(/\/matrix\//);
});

test('the work list is for navigators, and names nobody', async ({ page, context, quiet }) => {
	await open(page, '/work-list/navigators');
	expect(await grave(page)).toEqual([]);
	expect(await page.locator('main').textContent()).not.toMatch(/\d{3}-\d{2}-\d{4}/);
	expect((await page.request.get('/work-list/navigators?service=shoes')).status()).toBe(400);
	await visitAs(context, 'leader', DEMO.address);
	const answer = await page.goto('/work-list/navigators');
	expect(answer?.status()).toBe(403);
	quiet.length = 0;
});

test('what can be done about the gaps is one link from them, each move with who may make it', async ({
	page,
	context
}) => {
	await visitAs(context, 'leader', DEMO.address);
	await open(page, '/coverage');
	await page.getByRole('link', { name: 'What can be done about the gaps' }).click();
	const moves = page.locator('#moves ol > li');
	await expect(moves.first()).toBeVisible();
	const people = (await moves.allTextContents()).map((text) =>
		Number(/([\d,]+) people/.exec(text)?.[1]?.replace(',', ''))
	);
	expect(people.length).toBeGreaterThan(5);
	await expect(moves.first()).toContainText('Refer to');
	await expect(page.locator('#single')).toContainText('Sep 29, 2015');
	expect(await grave(page)).toEqual([]);
});
