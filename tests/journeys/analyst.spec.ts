import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DEMO } from './addresses';
import { correctedQuarter, largeQuarter, lateQuarter } from './messy-file';
import { expect, open, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'analyst', DEMO.address));

async function file(page: Page, files: ReturnType<typeof lateQuarter>): Promise<void> {
	await open(page, '/submissions');
	await page.getByRole('combobox', { name: 'Whose file is it?' }).selectOption('county-housing-authority');
	await page.locator('#files').setInputFiles(files);
	await page.getByRole('button', { name: 'Check the file' }).click();
	await expect(page).toHaveURL(/\/submissions\/[^/?]+/, { timeout: 60_000 });
}

async function latestState(page: Page): Promise<number> {
	const { states } = await (await page.request.get('/api/v1/states')).json();
	return Math.max(...states.map(({ state }: { state: number }) => state));
}

/** Pages keep the state before until the tables of the latest are protected; whoever reads after this sees the latest. */
async function overviewShows(page: Page, state: number): Promise<void> {
	await expect(async () => {
		await page.goto('/');
		await expect(page.getByText(`state ${state}`).first()).toBeVisible({ timeout: 100 });
	}).toPass({ timeout: 60_000 });
}

test('an analyst files a messy file, is told everything at once, publishes it, and takes it back', async ({
	page
}) => {
	await open(page, '/submissions');
	await page.getByRole('combobox', { name: 'Whose file is it?' }).selectOption('county-housing-authority');
	await page.locator('#files').setInputFiles(lateQuarter());
	const look = page.getByRole('region', { name: 'First lines of services 2015 Q3.csv' });
	await expect(look.getByRole('columnheader', { name: 'Participant id' })).toBeVisible();
	await expect(page.getByText('10 columns, separated by semicolons')).toBeVisible();

	await page.getByRole('button', { name: 'Check the file' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('County Housing Authority', {
		timeout: 60_000
	});
	await expect(page.getByRole('heading', { level: 1 })).toContainText('2015 Q3');
	await expect(page.getByText('houzing', { exact: true })).toBeVisible();
	await expect(page.getByText('sometime', { exact: true })).toBeVisible();
	await expect(page.getByText('Column “Service”')).toBeVisible();
	await expect(page.getByText('Column “Date”')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Lines left out on purpose' })).toBeVisible();

	await file(page, correctedQuarter());
	await expect(page.getByRole('heading', { level: 1 })).toContainText('2015 Q3');
	const changes = page.getByRole('region', { name: 'What publishing it would change' });
	await expect(changes.getByText(/^Against 2015 Q2/)).toBeVisible();
	await expect(changes.getByRole('row', { name: /^Participants/ })).toBeVisible();
	await page.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByText(/Published\. This is state \d+/)).toBeVisible({ timeout: 60_000 });
	await page.goto('/');
	const line = page.getByRole('row', { name: /County Housing Authority/ });
	await expect(line.getByRole('cell').last()).toHaveText('1');

	await file(page, correctedQuarter());
	await expect(page.getByText('These very bytes were received before')).toBeVisible();
	await page.getByText('Take it back', { exact: true }).click();
	await page.getByRole('checkbox', { name: 'Yes, take it back' }).check();
	await page.getByRole('button', { name: 'Withdraw' }).click();
	await expect(page.getByText('Withdrawn. The figures leave it out')).toBeVisible({ timeout: 60_000 });
	await page.goto('/');
	await expect(line.getByRole('cell').last()).toContainText('not filed');
});

test('a file that cannot be read is refused in a sentence and nothing is kept of it', async ({ page }) => {
	await open(page, '/submissions');
	await page.getByRole('combobox', { name: 'Whose file is it?' }).selectOption('navigators');
	const picture = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n', 'latin1');
	await page
		.getByLabel('Drop files here, or choose them')
		.setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: picture });
	await page.getByRole('button', { name: 'Check the file' }).click();
	await expect(page.getByText(/PDF/).last()).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText('not accepted').first()).toBeVisible();
});

test('a large file tells how far it is, and cancelling it leaves nothing', async ({ page }, info) => {
	const large = info.outputPath('large.csv');
	writeFileSync(large, largeQuarter(1_600_000));
	await open(page, '/submissions');
	await page.getByRole('combobox', { name: 'Whose file is it?' }).selectOption('navigators');
	await page.locator('#files').setInputFiles(large);
	await page.getByText('Say what it is about').click();
	await page.getByRole('textbox', { name: 'Quarter' }).fill('2013Q3');
	await page.getByRole('button', { name: 'Check the file' }).click();
	await expect(page).toHaveURL(/\/submissions\/loading\//, { timeout: 60_000 });
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(page.getByText('Nothing of these files was kept.')).toBeVisible({ timeout: 30_000 });
	await open(page, '/submissions');
	await expect(page.getByText('large.csv')).toHaveCount(0);
});

test('without a partner or a file the form says what is missing', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DEMO.address });
	await visitAs(context, 'analyst', DEMO.address);
	const page = await context.newPage();
	await page.goto('/submissions');
	await page
		.locator('form[enctype] [required]')
		.evaluateAll(() => undefined)
		.catch(() => undefined);
	const answer = await page.request.post('/submissions?/file', {
		multipart: { partner: '' },
		headers: { origin: DEMO.address, accept: 'text/html' }
	});
	expect(answer.status()).toBe(400);
	expect(await answer.text()).toContain('It is not said whose file it is.');
	await context.close();
});

test('the whole way works without scripts: file, read, publish, withdraw', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DEMO.address });
	await visitAs(context, 'analyst', DEMO.address);
	const page = await context.newPage();
	const sent = correctedQuarter();
	await page.goto('/submissions');
	await page.getByRole('combobox', { name: 'Whose file is it?' }).selectOption('county-housing-authority');
	await page
		.getByLabel('Drop files here, or choose them')
		.setInputFiles({ ...sent, buffer: Buffer.concat([sent.buffer, Buffer.from('\r\n')]) });
	await page.getByRole('button', { name: 'Check the file' }).click();
	await page.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByText(/Published\. This is state \d+/)).toBeVisible();
	await page.getByText('Take it back', { exact: true }).click();
	await page.getByRole('checkbox', { name: 'Yes, take it back' }).check();
	await page.getByRole('button', { name: 'Withdraw' }).click();
	await expect(page.getByText('Withdrawn. The figures leave it out')).toBeVisible();
	await overviewShows(page, await latestState(page));
	await context.close();
});
