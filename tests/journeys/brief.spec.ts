import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readWord } from '../figures/read-word';
import { DEMO } from './addresses';
import { grave, OF_COLOR, OF_SIZE } from './axe';
import { serveOwnHome } from './own-server';
import { expect, open, overflow, test, visitAs } from './visit';

/** Makes the brief of a day from the list of briefs. */
async function make(page: Page, day: string): Promise<void> {
	await open(page, '/brief');
	await page.getByLabel('Day of the meeting').fill(day);
	await page.getByRole('button', { name: 'Make the brief' }).click();
	await expect(page).toHaveURL(new RegExp(`/brief/${day}$`));
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Brief for the meeting of');
}

async function decide(page: Page, place: number, text: string): Promise<void> {
	await page.getByLabel(`Decision ${place}: What was decided`).fill(text);
	await page.getByRole('button', { name: 'Save' }).click();
}

/** How many pages a PDF has. */
function pagesOf(pdf: Buffer): number {
	return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** What the sheet says, apart from its links and marks. */
async function saidOn(page: Page): Promise<string[]> {
	const lines = await page.locator('article :is(h1, li, p)').allInnerTexts();
	return lines.map((line) => line.replace(/\s+/g, ' ').trim());
}

test.describe('the brief of the invented partnership', () => {
	test.beforeEach(({ context }) => visitAs(context, 'leader', DEMO.address));

	test('is made by a leader, holds what was decided, fits one letter page, and is the same in Word', async ({
		page
	}) => {
		await make(page, '2015-11-04');
		for (const part of ['What changed', 'The three largest gaps', 'Who has filed', 'Decisions', 'Notes'])
			await expect(page.getByRole('article').getByRole('heading', { name: part })).toHaveCount(1);
		const gaps = page.getByRole('article').getByText(/^\S.*: \d+ people .*went without\. Mostly/);
		await expect(gaps).toHaveCount(3);

		await page.getByLabel('Decision 1: Who does it').fill('Dana Ortiz');
		await page.getByLabel('Decision 1: By when').fill('2015-12-02');
		await page
			.getByLabel('Decision 2: What was decided')
			.fill('Navigators refer everybody with an open transportation need this month.');
		await page
			.getByRole('textbox', { name: 'Notes' })
			.fill('The grant has ended.\nTwo courses start in January.');
		await decide(page, 1, 'Find two sources of housing money.');
		await expect(page.getByText('Saved.')).toBeVisible();
		const article = page.getByRole('article');
		await expect(article).toContainText('Find two sources of housing money. (Dana Ortiz, by Dec 2, 2015)');
		await page.reload();
		await expect(article.getByText('Two courses start in January.')).toBeVisible();
		await expect(page.getByLabel('Decision 4: What was decided')).toHaveValue('');

		await test.step('prints on one page of letter, and longer notes flow onto a second', async () => {
			await page.emulateMedia({ media: 'print' });
			await expect(page.getByRole('button').locator('visible=true')).toHaveCount(0);
			expect(pagesOf(await page.pdf({ format: 'Letter' }))).toBe(1);
			await page.emulateMedia({ media: null });
			const long = Array.from({ length: 45 }, (_, at) => `Line ${at + 1} of the minutes.`).join('\n');
			await page.getByRole('textbox', { name: 'Notes' }).fill(long);
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(article.getByText('Line 45 of the minutes.')).toBeVisible();
			expect(pagesOf(await page.pdf({ format: 'Letter' }))).toBe(2);
		});
		await test.step('says the same in Word', async () => {
			const answer = await page.request.get('/brief/2015-11-04/brief.docx');
			expect([answer.status(), answer.headers()['content-disposition']]).toEqual([
				200,
				'attachment; filename="brief-2015-11-04.docx"'
			]);
			const word = readWord(await answer.body());
			const written = [...word.paragraphs, ...word.tables.flat(2)].map((text) =>
				text.replace(/\s+/g, ' ').trim()
			);
			const numbers = page.getByRole('list', { name: 'Five numbers' });
			const told = (await saidOn(page)).filter((line) => line !== '');
			const cells = (await numbers.locator('li').allInnerTexts()).map((text) =>
				text.replace(/\s+/g, ' ').trim()
			);
			const missing = told.filter(
				(line) =>
					!cells.includes(line) && !written.includes(line) && !written.includes(line.replace(/^[▲▼=] /, ''))
			);
			expect(told.length).toBeGreaterThan(80);
			expect(missing).toEqual([]);
		});
		await test.step('is read well by everyone and fits every window', async () => {
			expect(await grave(page), 'light').toEqual([]);
			await page.emulateMedia({ colorScheme: 'dark' });
			expect(await grave(page, OF_COLOR), 'dark').toEqual([]);
			for (const width of [640, 390, 320]) {
				await page.setViewportSize({ width, height: 800 });
				expect(await overflow(page), `${width} px`).toBe(0);
			}
			expect(await grave(page, OF_SIZE)).toEqual([]);
		});
	});

	test('two who write at once: the second is told, and loses nothing', async ({ page, context }) => {
		await make(page, '2015-10-07');
		const other = await context.newPage();
		await open(other, '/brief/2015-10-07');
		await decide(page, 1, 'What the first wrote.');
		await expect(page.getByText('Saved.')).toBeVisible();
		await decide(other, 1, 'What the second wrote.');
		await expect(other.getByRole('alert')).toContainText('This brief was changed by');
		await expect(other.getByRole('article')).toContainText('What the first wrote.');
		await expect(other.getByLabel('Decision 1: What was decided')).toHaveValue('What the second wrote.');
		await decide(other, 2, 'What the first wrote.');
		await expect(other.getByText('Saved.')).toBeVisible();
		await expect(other.getByRole('article').locator('ol > li')).toHaveText([
			'What the second wrote.',
			'What the first wrote.'
		]);
		await expect(other.getByText('decisions: 1 → 2')).toBeVisible();
	});

	test('is made and written without scripts, and what cannot be kept stays in the form', async ({
		browser
	}) => {
		const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DEMO.address });
		await visitAs(context, 'writer', DEMO.address);
		const page = await context.newPage();
		await make(page, '2015-09-02');
		await decide(page, 1, 'Call the customer 078-05-1120.');
		await expect(page.getByRole('alert')).toContainText('looks like a Social Security number');
		await expect(page.getByLabel('Decision 1: What was decided')).toHaveValue(
			'Call the customer 078-05-1120.'
		);
		await decide(page, 1, 'Call the partner.');
		await expect(page.getByRole('article')).toContainText('Call the partner.');
		await page.goto('/brief');
		await page.getByLabel('Day of the meeting').fill('2015-09-02');
		await page.getByRole('button', { name: 'Make the brief' }).click();
		await expect(page.getByRole('alert')).toContainText('The meeting of Sep 2, 2015 has its brief already.');
		await context.close();
	});

	test('shows scripts and markup in notes as they were typed', async ({ page }) => {
		const typed =
			'<img src=x onerror="document.title=\'ran\'"><script>document.title="ran"</script> {{7*7}} **b**';
		await make(page, '2015-07-01');
		await page.getByRole('textbox', { name: 'Notes' }).fill(typed);
		await decide(page, 1, typed);
		await expect(page.getByText('Saved.')).toBeVisible();
		await page.reload();
		await expect(page.getByRole('article').getByText(typed)).toHaveCount(2);
		await expect(page.locator('article img, article script')).toHaveCount(0);
		await expect(page).toHaveTitle(/^Brief for the meeting of Jul 1, 2015/);
		const word = readWord(await (await page.request.get('/brief/2015-07-01/brief.docx')).body());
		expect(word.paragraphs.filter((text) => text === typed)).toHaveLength(2);
	});

	test('is read by an analyst, who is offered nothing to write', async ({ page, context }) => {
		await make(page, '2015-06-03');
		await visitAs(context, 'analyst', DEMO.address);
		await open(page, '/brief/2015-06-03');
		await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
		const answer = await page.request.post('/brief/2015-06-03', {
			form: { seen: '1', notes: 'x' },
			headers: { origin: DEMO.address }
		});
		expect(answer.status()).toBe(403);
		await open(page, '/brief');
		await expect(page.getByRole('button', { name: 'Make the brief' })).toHaveCount(0);
	});
});

test('the next brief says what changed since, and the old one keeps its numbers', async ({
	page,
	context
}) => {
	test.setTimeout(6 * 60_000);
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-quarters-'));
	const samples = 'data/samples';
	const home = await serveOwnHome('--demo', '--settings', join(samples, 'partnership.json'));
	/** Files the quarter of every partner as the next state. */
	const file = (quarter: string) => {
		for (const partner of readdirSync(samples).filter((name) => !/\.|formats/.test(name))) {
			const from = join(samples, partner, quarter);
			cpSync(from, join(folder, quarter, partner, quarter), { recursive: true });
		}
		home.operator('load', join(folder, quarter), '--publish');
	};
	const ready = async (state: number) => {
		await expect(async () => {
			const answer = await page.request.get(`${home.address}/brief`);
			expect(await answer.text()).toContain(`It tells of state ${state},`);
		}).toPass({ timeout: 150_000 });
		await open(page, `${home.address}/brief`);
	};
	try {
		await visitAs(context, 'leader', home.address);
		file('2013Q4');
		await ready(1);
		await page.getByLabel('Day of the meeting').fill('2014-02-05');
		await page.getByRole('button', { name: 'Make the brief' }).click();
		await expect(page.getByText('This is the first brief')).toBeVisible();
		await page.waitForLoadState('networkidle');
		await decide(page, 1, 'Meet again in May.');
		await expect(page.getByText('Saved.')).toBeVisible();
		const first = await saidOn(page);
		const ahead = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
		await open(page, `${home.address}/brief`);
		await page.getByLabel('Day of the meeting').fill(ahead);
		await page.getByRole('button', { name: 'Make the brief' }).click();
		await expect(page).toHaveURL(new RegExp(ahead));

		file('2014Q1');
		await ready(2);
		await open(page, `${home.address}/brief/${ahead}`);
		await page.getByRole('button', { name: 'Make it tell of state 2' }).click();
		await expect(page.getByText('this brief tells of state 1')).toHaveCount(0);
		await page.getByText('Versions of decisions and notes').click();
		await expect(page.getByText('It was made to tell of state 2 instead of 1.')).toBeVisible();
		await open(page, `${home.address}/brief`);
		await page.getByLabel('Day of the meeting').fill('2014-05-07');
		await page.getByRole('button', { name: 'Make the brief' }).click();
		await expect(
			page.getByText('Changes are since the brief of Feb 5, 2014, which told of state 1.')
		).toBeVisible();
		const article = page.getByRole('article');
		await expect(article).toContainText(/(up|down) \d+ from the last brief \(2013 Q4\)/);
		await expect(article).toContainText(/For 2014 Q1 .*Health Career Navigators.*needs/);
		await expect(
			article.getByRole('list').filter({ hasText: /New terms|Added|Changed|Ended|No offering/ })
		).toHaveCount(1);

		await open(page, `${home.address}/brief/2014-02-05`);
		await expect(page.getByText('this brief tells of state 1, and the latest is state 2')).toBeVisible();
		const today = /^today: /;
		expect(
			(await saidOn(page)).map((line) => line.replace(/ today: .*$/, '')).filter((line) => !today.test(line))
		).toEqual(first);
		await page.goto(`${home.address}/brief`);
		await expect(page.getByRole('table').getByRole('row')).toHaveCount(4);
		const listed = home.operator<{ briefs: { date: string; state: number; decisions: number }[] }>('brief');
		expect(listed.briefs).toMatchObject([
			{ date: ahead, state: 2, previous: '2014-02-05' },
			{ date: '2014-05-07', state: 2, previous: '2014-02-05' },
			{ date: '2014-02-05', state: 1, decisions: 1 }
		]);
		const checked = home.operator<{ ok: boolean; problems: string[] }>('check');
		expect(checked).toMatchObject({ ok: true, problems: [] });
	} finally {
		await home.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});
