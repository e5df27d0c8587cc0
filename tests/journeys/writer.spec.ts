import { DEMO } from './addresses';
import { expect, open, test, visitAs } from './visit';

test.beforeEach(async ({ context }) => {
	await visitAs(context, 'writer', DEMO.address);
	await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: DEMO.address });
});

test('a grant writer copies a cited figure, and its address leads to the same number', async ({ page }) => {
	await open(page, '/coverage');
	const figure = page.locator('#time');
	await figure.getByRole('button', { name: 'Copy sentence' }).click();
	await expect(figure.getByText('Copied')).toBeVisible();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(copied).toMatch(/n = [\d,]+/);
	expect(copied).toMatch(/\d+%/);
	expect(copied).toContain('Definition: ');
	expect(copied).toMatch(/state \d+/i);

	const address = /http:\/\/\S+\/figures\?\S+/.exec(copied)?.[0] ?? '';
	const title = await page.locator('#time-title').textContent();
	await open(page, address);
	await expect(page.locator('#figure-title')).toHaveText(title ?? '');
	await expect(page.getByRole('region', { name: /^Table: / })).toBeVisible();
});

test('the same figure comes as CSV, SVG and PNG', async ({ page }) => {
	await open(page, '/figures?measure=need_coverage&by=quarter');
	for (const [kind, begin] of [
		['CSV', /quarter/i],
		['SVG', /^<svg/],
		['PNG', /PNG/]
	] as const) {
		const href = await page.locator('#figure').getByRole('link', { name: kind }).getAttribute('href');
		const answer = await page.request.get(href ?? '');
		expect(answer.status(), kind).toBe(200);
		expect((await answer.body()).subarray(0, 400).toString('latin1'), kind).toMatch(begin);
	}
});

test('what the chart withholds, its table and its CSV withhold', async ({ page }) => {
	await open(page, '/coverage');
	const figure = page.locator('#coverage');
	await figure.getByText('Numbers as a table').click();
	const silent = await figure.getByRole('cell', { name: 'withheld to protect privacy' }).count();
	expect(silent).toBeGreaterThan(0);
	const href = await figure.getByRole('link', { name: 'CSV' }).getAttribute('href');
	const csv = await (await page.request.get(href ?? '')).text();
	const withheld = csv.split('\n').filter((line) => /(^|,)withheld(,|\r?$)/.test(line));
	expect(withheld).toHaveLength(silent);
	for (const line of withheld) expect(line).toMatch(/,,,/);
});

test('every measure leads to its definition, and every figure says what it means', async ({ page }) => {
	await open(page, '/figures');
	const links = await page
		.locator('main li a')
		.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
	expect(links.length).toBeGreaterThanOrEqual(15);
	const glossary = await (await page.request.get('/glossary')).text();
	for (const link of links) expect(glossary).toContain(`id="${link.split('=')[1]}"`);
});
