import { DEMO } from './addresses';
import { expect, open, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'leader', DEMO.address));

test('a leader reads the three largest gaps and their reasons, and follows one to where it comes from', async ({
	page
}) => {
	await open(page, '/');
	await expect(page.getByText('Data through')).toBeVisible();
	const gaps = page.getByRole('list', { name: 'Gaps, the widest first' }).first().getByRole('listitem');
	const sizes = (await gaps.allTextContents())
		.slice(0, 3)
		.map((text) => Number(/([\d,]+)\s+people without it/.exec(text)?.[1]?.replace(',', '')));
	expect(sizes).toHaveLength(3);
	expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
	for (const place of [0, 1, 2])
		await expect(gaps.nth(place)).toContainText(/Mostly (rule|capacity|delivery) gap|Mostly unknown/);

	const first = gaps.first().getByRole('link');
	const service = (await first.textContent())?.trim() ?? '';
	await first.click();
	await expect(page).toHaveURL(/\/coverage\?service=/);
	await expect(page.getByRole('combobox', { name: 'Service' }).locator('option:checked')).toHaveText(service);
	await expect(page.locator('#reasons figure .drawn-wide svg').first()).toBeVisible();
});

test('five numbers stand on the overview, each with its change, and goals beside them', async ({ page }) => {
	await open(page, '/');
	const numbers = page.getByRole('region', { name: 'Five numbers' }).getByRole('listitem');
	await expect(numbers).toHaveCount(5);
	await expect(numbers.nth(1)).toContainText('95% interval');
	await expect(numbers.nth(1)).toContainText(/Goal 80%/);
	await expect(
		page.getByText(/Health Profession Opportunity Grant ends Sep 29, 2015/).first()
	).toBeAttached();
});

test('at least eight of ten numbers on the overview are shown, not withheld', async ({ page, request }) => {
	await open(page, '/');
	const quarter = /Where we stand in (\d{4}) (Q\d)/.exec(await page.locator('h1').innerText());
	const at = `where=quarter:${quarter?.[1]}${quarter?.[2]}`;
	const asked = [
		`people_served?${at}`,
		`need_coverage?${at}`,
		'completion_rate?by=start_quarter',
		`employed_at_exit?${at}`,
		`award_balance?by=quarter,award&${at}`,
		`need_coverage?by=service&${at}`,
		`gap_reason?by=service&${at}`,
		'spend?by=quarter,award'
	];
	const cells = { all: 0, withheld: 0 };
	for (const question of asked) {
		const answer = await request.get(`${DEMO.address}/api/v1/measures/${question}`);
		expect([question, answer.status()]).toEqual([question, 200]);
		const { rows } = (await answer.json()) as { rows: { status: string }[] };
		cells.all += rows.length;
		cells.withheld += rows.filter(({ status }) => status === 'withheld').length;
	}
	expect(cells.all).toBeGreaterThan(150);
	expect(1 - cells.withheld / cells.all).toBeGreaterThan(0.8);
});

test('the funding page says first when nobody pays, what most is missing for, and where a dollar helps most', async ({
	page,
	request
}) => {
	await open(page, '/funding');
	const first = page.getByRole('list', { name: 'In short' }).getByRole('listitem');
	await expect(first).toHaveCount(3);
	await expect(first.nth(0)).toContainText(
		/^From 2015 Q4 nobody pays for tuition for TANF recipients: about \d\d/
	);
	const answer = await request.get('/api/v1/measures/unfunded?by=service');
	const { rows } = (await answer.json()) as { rows: { service: string; value: number }[] };
	const [most] = rows.sort((a, b) => b.value - a.value);
	const dollars = Math.round(most?.value ?? 0).toLocaleString('en-US');
	expect(most?.service).toBe('tuition');
	await expect(first.nth(1)).toContainText(`Most is missing for tuition: $${dollars} of the $`);
	await expect(first.nth(2)).toContainText(/one more dollar would help most/i);
	await first.nth(2).getByRole('link').click();
	await expect(page).toHaveURL(/\/plans$/);
});

test('who has filed is seen at a glance, and who has not', async ({ page }) => {
	await open(page, '/');
	const table = page.getByRole('table').filter({ hasText: 'County Housing Authority' });
	const quarters = await table.getByRole('columnheader').allTextContents();
	const place = quarters.findIndex((text) => text.includes('2015 Q3')) - 1;
	const filed = (partner: RegExp) => table.getByRole('row', { name: partner }).getByRole('cell').nth(place);
	expect(place).toBeGreaterThan(0);
	await expect(filed(/County Housing Authority/)).toContainText('not filed');
	await expect(filed(/City Housing Authority/)).toHaveText(/\d/);
});

test('a filter changes the address, the numbers and the charts, and the way back works', async ({ page }) => {
	await open(page, '/coverage');
	const title = page.locator('#coverage-title');
	const before = await title.textContent();
	await page.getByRole('combobox', { name: 'Population' }).selectOption('tanf');
	await expect(page).toHaveURL(/population=tanf/);
	await expect(title).not.toHaveText(before ?? '');
	await expect(page.locator('#coverage .drawn-wide svg').first()).toBeVisible();
	await page.getByRole('combobox', { name: 'Compare with' }).selectOption('2014Q3');
	await expect(page.locator('#coverage-compared .drawn-wide svg').first()).toBeVisible();
	await page.goBack();
	await page.goBack();
	await expect(title).toHaveText(before ?? '');
});

test('the settings are for administrators, and a leader is told so', async ({ page, quiet }) => {
	await open(page, '/');
	await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
	const answer = await page.goto('/settings');
	expect(answer?.status()).toBe(403);
	await expect(page.getByText('This is for the administrator')).toBeVisible();
	quiet.length = 0;
});

test('the role switcher of the invented data changes what may be seen', async ({ page }) => {
	await open(page, '/');
	await expect(page.getByText('Invented data.')).toBeVisible();
	await page.getByRole('combobox', { name: 'You are here as' }).selectOption('administrator');
	await page.getByRole('button', { name: 'Switch' }).click();
	await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
});

test('how far people come is the same on the page, in the answer and in its file, for everybody and for a group', async ({
	page,
	request
}) => {
	await open(page, '/retention/outcomes');
	await expect(page.getByRole('link', { name: 'After they leave' })).toHaveAttribute('aria-current', 'page');
	const groups = [
		{ address: '/retention/outcomes', asked: '' },
		{
			address: '/retention/outcomes?by=program&group=nursing_assistant',
			asked: 'by=program&where=program:nursing_assistant'
		}
	];
	for (const { address, asked } of groups) {
		await open(page, address);
		const line = page.getByRole('row', { name: /Had a job six months later/ });
		const answer = await request.get(`${DEMO.address}/api/v1/measures/employed_6m?${asked}`);
		const { rows } = (await answer.json()) as { rows: { numerator: number; denominator: number }[] };
		const { numerator = 0, denominator = 0 } = rows[0] ?? {};
		expect(numerator).toBeGreaterThan(100);
		await expect(line).toContainText(`${numerator} of ${denominator.toLocaleString('en-US')}`);
		const file = await request.get(`${DEMO.address}/api/v1/figures/employed_6m.csv?${asked}`);
		expect(await file.text()).toContain(`,${numerator},${denominator},`);
	}
	await expect(
		page.getByRole('heading', { name: 'From enrollment to a job: Nursing assistant' })
	).toBeVisible();
	const indicators = page.getByRole('region', { name: 'The eight HPOG indicators', exact: true }).first();
	for (const number of [1, 2, 3, 4, 5, 6, 7, 8])
		await expect(
			indicators.getByRole('rowheader', { name: new RegExp(`^${number}\\.`) }).first()
		).toBeVisible();
	await expect(indicators).toContainText('HPOG grantees, after five years');
	await page.getByRole('combobox', { name: 'Outcome' }).selectOption('credential_rate');
	await expect(page).toHaveURL(/by=program.*group=nursing_assistant.*outcome=credential_rate/);
	await expect(page.locator('#by-program-title')).toContainText('Credential within a year of exit');
});

test('what the state reached is entered with its source, and stands beside the own number', async ({
	page,
	context
}) => {
	await visitAs(context, 'administrator', DEMO.address);
	await open(page, '/settings/levels');
	const part = page.getByRole('group', { name: 'Employed in the second quarter after exit' });
	await part.getByLabel('Level, percent').fill('71.5');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('has no period or no source')).toBeVisible();
	await expect(part.getByLabel('Level, percent')).toHaveValue('71.5');
	await part.getByLabel('Period').fill('Program year 2014');
	await part.getByLabel('Source').fill('State annual report, page 3');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('main').getByRole('link', { name: 'Outcomes' }).click();
	await expect(page.getByRole('row', { name: /Employed in the second quarter/ })).toContainText(
		/71\.5%.*State annual report, page 3/
	);
	await open(page, '/settings/levels');
	await part.getByLabel('Level, percent').fill('');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
});
