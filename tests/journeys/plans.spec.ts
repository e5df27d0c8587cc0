import type { PlanResult } from '../../src/lib/domain';
import { readWord } from '../figures/read-word';
import { DEMO } from './addresses';
import { grave } from './axe';
import { heldUp } from './held-up';
import { expect, open, overflow, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'writer', DEMO.address));

/** No piece of work may keep a page from answering for longer, in milliseconds. */
const LONGEST_WORK = 50;

test('the plan follows a slider, its link gives the same answer to whoever opens it', async ({
	page
}, info) => {
	await open(page, '/plans');
	const plan = page.getByRole('region', { name: 'The plan', exact: true });
	await test.step('names the most valuable next dollar, and proves that no plan does better', async () => {
		await expect(plan.getByRole('heading', { name: 'The most valuable next dollar' })).toBeVisible();
		await expect(plan.getByText(/^\$1,000 helps [\d.]+ people for a quarter/)).toBeVisible();
		await expect(plan.getByText('No plan under these rules can do better.')).toBeVisible();
	});
	const share = plan.locator('.big');
	const before = await share.innerText();
	await test.step('answers while the end of the grant is moved, and never keeps the page from answering', async () => {
		const end = page.getByRole('slider', { name: /Grant pays until/ });
		await end.focus();
		const { work, clock } = await heldUp(page, async () => {
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('ArrowRight');
			await expect(end).toHaveAttribute('aria-valuetext', 'the end of 2016 Q1');
			await expect(share).not.toHaveText(before);
			await expect(page).toHaveURL(/last\.HPOG-2010=2016Q1/);
			await expect(plan).toHaveAttribute('aria-busy', 'false');
		});
		info.annotations.push({ type: 'held up', description: `${work} ms of work, ${clock} ms by the clock` });
		expect(work).toBeLessThan(LONGEST_WORK);
	});
	await test.step('keeps its answer in the link, for whoever opens it', async () => {
		await expect(plan).toHaveAttribute('aria-busy', 'false');
		const [number, words] = [await share.innerText(), await plan.innerText()];
		const href = await page.getByRole('link', { name: 'Link to this plan' }).getAttribute('href');
		expect(href).toMatch(/^\/plans\?state=\d+&last\.HPOG-2010=2016Q1$/);
		const other = await page.context().newPage();
		await open(other, href ?? '');
		await expect(other.getByRole('region', { name: 'The plan', exact: true }).locator('.big')).toHaveText(
			number
		);
		expect((await other.getByRole('region', { name: 'The plan', exact: true }).innerText()).trim()).toBe(
			words.trim()
		);
		await other.close();
	});
	await test.step('is the same plan as a document that the API solves', async () => {
		const address = '/plans/plan.json?last.HPOG-2010=2016Q1';
		const document: unknown = await (await page.request.get(address)).json();
		const reply = await page.request.post('/api/v1/plans/solve?explain=false', { data: document });
		const told = await share.innerText();
		const result = (await reply.json()) as PlanResult;
		const [need, met] = result.coverage.reduce(([n, m], row) => [n + row.need, m + row.met], [0, 0]);
		expect(`${Math.round((met / need) * 100)}%`).toBe(told);
		expect(result.certificate?.holds).toBe(true);
	});
	await test.step('is a table for a memorandum: on paper, in Word, as CSV', async () => {
		await page.getByRole('link', { name: 'As a table for a memorandum' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'Who will pay what for whom, and from when'
		);
		const rows = await page.getByRole('table').getByRole('row').count();
		const files = ['As a Word document', 'As CSV'].map(async (name) => {
			const href = (await page.getByRole('link', { name }).getAttribute('href')) ?? '';
			return (await page.request.get(href)).body();
		});
		const [word, csv] = await Promise.all(files);
		const lines = String(csv).trim().split('\r\n');
		expect(lines[0]).toBe('Service,For whom,Paid by,Paid to,From,Until,People a quarter,Dollars in all');
		expect(lines).toHaveLength(rows);
		expect(readWord(word!).tables[0]).toHaveLength(rows);
	});
});

test('a plan is kept, compared with today and another, and asked without scripts', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DEMO.address });
	await visitAs(context, 'writer', DEMO.address);
	const page = await context.newPage();
	await page.goto('/plans');
	await test.step('is solved by a button', async () => {
		await page.getByRole('slider', { name: 'People in need' }).fill('20');
		await page.getByRole('button', { name: 'Solve' }).click();
		await expect(page).toHaveURL(/\/plans\?growth=20$/);
		await expect(page.getByRole('slider', { name: 'People in need' })).toHaveValue('20');
	});
	await test.step('is kept under a name, which is taken then', async () => {
		await page.getByLabel('Keep this plan as').fill('A fifth more people');
		await page.getByRole('button', { name: 'Keep' }).click();
		await expect(page.getByRole('link', { name: 'A fifth more people' })).toBeVisible();
		await page.goto('/plans');
		await page.getByLabel('Keep this plan as').fill('A fifth more people');
		await page.getByRole('button', { name: 'Keep' }).click();
		await expect(page.getByRole('alert')).toContainText('There is a scenario “A fifth more people” already');
		await expect(page.getByLabel('Keep this plan as')).toHaveValue('A fifth more people');
	});
	await test.step('stands beside today and this plan', async () => {
		await page.getByRole('checkbox', { name: 'Compare with A fifth more people' }).check();
		await page.getByRole('button', { name: 'Compare side by side' }).click();
		await expect(page.getByRole('columnheader').first()).toHaveText('What');
		expect(await page.getByRole('table').first().getByRole('columnheader').allInnerTexts()).toEqual([
			'What',
			'The last four quarters',
			'Nothing changed',
			'A fifth more people'
		]);
		const row = page
			.getByRole('table')
			.first()
			.getByRole('row', { name: /^Needs each quarter/ });
		const [, filed, more] = (await row.getByRole('cell').allInnerTexts()).map((text) =>
			Number(text.replace(',', ''))
		);
		expect((more ?? 0) / (filed ?? 1)).toBeCloseTo(1.2, 2);
	});
	await context.close();
});

test('an analyst asks what if, and is offered nothing to keep', async ({ page, context, quiet }) => {
	await visitAs(context, 'analyst', DEMO.address);
	await open(page, '/plans?growth=5');
	await expect(page.getByRole('region', { name: 'The plan', exact: true })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Keep' })).toHaveCount(0);
	const answer = await page.request.post('/plans?/keep', {
		form: { name: 'x', text: '', state: '1' },
		headers: { origin: DEMO.address }
	});
	expect(answer.status()).toBe(403);
	for (const path of ['/plans/ranges?growth=5', '/plans/compare?growth=5', '/plans/memorandum?growth=5']) {
		await open(page, path);
		expect(await grave(page), path).toEqual([]);
		await page.setViewportSize({ width: 320, height: 800 });
		expect(await overflow(page), path).toBe(0);
		await page.setViewportSize({ width: 1280, height: 900 });
	}
	await open(page, '/plans/ranges?growth=5');
	await expect(page.getByText(/^It hangs most on this: \S+/)).toBeVisible();
	await expect(page.getByText(/^On average \d+% of needs would be met: \d+% at worst/)).toBeVisible();
	const refused = await page.goto('/plans?growth=much');
	expect(refused?.status()).toBe(400);
	await expect(page.getByText('"much" for growth is not a number from -90 to 300.')).toBeVisible();
	quiet.length = 0;
});
