import { EMPTY } from './addresses';
import { expect, open, test, visitAs } from './visit';

test.use({ baseURL: EMPTY.address });
test.beforeEach(({ context }) => visitAs(context, 'administrator', EMPTY.address));

const PARTICIPANTS = [
	'participant_id,first_name,last_name,birth_date,zip,sex,is_tanf,is_low_income,intake_date',
	...Array.from({ length: 14 }, (_, place) => {
		const number = String(place + 1).padStart(3, '0');
		return `P-${number},Ana${'abcdefghijklmn'[place]},Lopez,1990-02-${String(place + 1).padStart(2, '0')},92105,female,true,true,2015-01-05`;
	})
].join('\n');

const NEEDS = [
	'need_id,participant_id,service,identified_date,status',
	...Array.from({ length: 14 }, (_, place) => {
		const number = String(place + 1).padStart(3, '0');
		return `N-${number},P-${number},child_care,2015-01-20,open`;
	})
].join('\n');

test('an empty home explains its first three steps, and they lead to the first numbers', async ({ page }) => {
	await open(page, '/');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Braidwork');
	await expect(page.locator('main li')).toHaveCount(3);
	for (const path of ['/coverage', '/retention', '/funding']) {
		await open(page, path);
		await expect(page.getByText('Nothing is published yet')).toBeVisible();
	}
	await page.getByRole('link', { name: 'The first three steps' }).click();

	await page.getByRole('link', { name: 'To the settings' }).click();
	await page.getByLabel('Name', { exact: true }).first().fill('Invented County Health Careers');
	await page.getByRole('combobox', { name: 'Calendar' }).selectOption('federal');
	await page.locator('input[name=partner_name]').first().fill('Second Navigators');
	await page.locator('input[name=partner_role]').first().fill('Navigators');
	await page.getByLabel('Needs covered').fill('80');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect(page.getByText('Invented County Health Careers').first()).toBeVisible();
	await expect(page.locator('input[name=partner]').first()).toHaveValue('second-navigators');

	await page.getByRole('link', { name: 'Next: file a quarter' }).click();
	await page.getByRole('combobox', { name: 'Whose file is it?' }).selectOption('second-navigators');
	await page.getByText('Say what it is about').click();
	await page.getByLabel('Quarter', { exact: true }).first().fill('2015Q2');
	await page.getByRole('combobox', { name: 'The quarter is of the' }).selectOption('federal');
	await page.locator('#files').setInputFiles([
		{ name: 'participants.csv', mimeType: 'text/csv', buffer: Buffer.from(PARTICIPANTS) },
		{ name: 'needs.csv', mimeType: 'text/csv', buffer: Buffer.from(NEEDS) }
	]);
	await page.getByRole('button', { name: 'Check the file' }).click();
	const results = page.getByRole('region', { name: 'What came of it' });
	await expect(results.getByRole('link')).toHaveCount(2, { timeout: 60_000 });
	for (const dataset of ['Participants', 'Needs']) {
		await open(page, '/submissions');
		await page
			.getByRole('region', { name: 'What has been filed' })
			.getByRole('link', { name: dataset })
			.click();
		await page.getByRole('button', { name: 'Publish' }).click();
		await expect(page.getByText(/Published\. This is state \d+/)).toBeVisible({ timeout: 60_000 });
	}

	// Pages keep the state before, dated, until the new one is counted and protected.
	await expect(async () => {
		await open(page, '/');
		await expect(page.getByText('14', { exact: true }).first()).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 45_000 });
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where we stand in FY2015 Q2');
	await expect(page.getByRole('link', { name: 'Child care' })).toBeVisible();
});

test('a wrong setting is refused with a sentence and nothing changes', async ({ page }) => {
	await open(page, '/settings');
	const threshold = page.getByLabel('Smallest count of people that is shown');
	await threshold.fill('5');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('alert')).toContainText('must be 11 or more');
	await page.reload();
	await expect(threshold).toHaveValue('11');
});

test('a logo is kept and stands on every page', async ({ page }) => {
	const dot =
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
	await open(page, '/settings');
	await page
		.getByLabel('Logo')
		.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') });
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await open(page, '/glossary');
	await expect(page.locator('header img')).toHaveAttribute('src', '/logo');
	expect((await page.request.get('/logo')).headers()['content-type']).toBe('image/png');
});

test('outlines of ZIP codes are taken in, or refused with a sentence, and can be taken out again', async ({
	page
}) => {
	const ring = [
		[-117, 33],
		[-116.9, 33],
		[-116.9, 33.1],
		[-117, 33]
	];
	const outlines = (properties: object) =>
		JSON.stringify({
			type: 'FeatureCollection',
			features: [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }]
		});
	const send = async (content: string) => {
		await open(page, '/settings');
		const file = { name: 'zips.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(content) };
		await page.getByLabel('Outlines of ZIP codes').setInputFiles(file);
		await page.getByRole('button', { name: 'Save' }).click();
	};
	await send(outlines({ name: 'North' }));
	await expect(page.getByRole('alert')).toContainText('No property holds a five-digit ZIP code');
	await send(outlines({ ZCTA5CE20: '92105' }));
	await expect(page.getByText('Saved.')).toBeVisible();
	await open(page, '/settings');
	await expect(page.getByText('1 ZIP code has an outline.')).toBeVisible();
	await page.getByLabel('Take the outlines out').check();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await open(page, '/settings');
	await expect(page.getByText('places are shown as a list alone')).toBeVisible();
});
