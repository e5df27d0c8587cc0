import type { Page } from '@playwright/test';
import { DEMO } from './addresses';
import { grave, OF_COLOR, OF_SIZE } from './axe';
import { expect, FIGURE_PAGES, open, overflow, PAGES, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'administrator', DEMO.address));

for (const path of PAGES) {
	test(`${path} is read well by everyone, fits every window and prints`, async ({ page }) => {
		await open(page, path);
		await test.step('has a title, one first heading, and landmarks', async () => {
			await expect(page).toHaveTitle(/\S+ - Braidwork$/);
			await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
			await expect(page.getByRole('main')).toHaveCount(1);
			const pages = page.getByRole('navigation', { name: 'Pages', exact: true });
			await expect(pages).toHaveCount(1);
			await expect(pages.locator('[aria-current=page]')).toHaveCount(1);
		});
		await test.step('meets the rules of WCAG by day and by night', async () => {
			expect(await grave(page), 'light').toEqual([]);
			await page.emulateMedia({ colorScheme: 'dark' });
			expect(await grave(page, OF_COLOR), 'dark').toEqual([]);
		});
		await test.step('fits a phone, a small phone and a window at 200 %', async () => {
			for (const width of [640, 390, 320]) {
				await page.setViewportSize({ width, height: 800 });
				expect(await overflow(page), `${width} px`).toBe(0);
			}
			expect(await grave(page, OF_SIZE)).toEqual([]);
		});
		await test.step('prints on letter and on A4 without its controls', async () => {
			await page.setViewportSize({ width: 1280, height: 900 });
			await page.emulateMedia({ media: 'print' });
			await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
			await expect(page.getByRole('button').locator('visible=true')).toHaveCount(0);
			for (const format of FIGURE_PAGES.includes(path) ? ['Letter', 'A4'] : ['Letter']) {
				const pdf = await page.pdf({ format, preferCSSPageSize: false });
				expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
				expect(pdf.length).toBeGreaterThan(10_000);
			}
		});
	});
}

for (const path of FIGURE_PAGES) {
	test(`${path} is whole before its scripts, and its charts stay legible`, async ({ page }) => {
		await test.step('holds its charts in the page itself, and no drawing twice', async () => {
			const html = await (await page.request.get(path)).text();
			const drawings = html.split('<div class="drawings').length - 1;
			expect(drawings).toBeGreaterThan(0);
			expect(html).not.toContain('<!--figure:');
			expect(html.split('<div class="drawn drawn-wide"').length - 1).toBe(drawings);
			expect(html.slice(html.lastIndexOf('<script'))).not.toContain('<svg');
		});
		await test.step('keeps every drawing when scripts take over', async () => {
			await open(page, path);
			await expect(page.locator('figure .drawn-wide svg').first()).toBeVisible();
			expect(await page.locator('figure .drawings').count()).toBe(await page.locator('figure').count());
		});
		await test.step('shows no text under 12 pixels', async () => {
			for (const width of [1280, 1000, 390]) {
				await page.setViewportSize({ width, height: 900 });
				expect(await smallTexts(page), `${width} px`).toEqual([]);
			}
		});
	});
}

/** Texts that are shown smaller than 12 px, drawings measured as they are scaled. */
function smallTexts(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const small: string[] = [];
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const holder = node.parentElement;
			if (!holder || !node.textContent?.trim() || holder.getClientRects().length === 0) continue;
			if (holder.closest('script, style, title, desc, .unseen')) continue;
			const svg = holder.closest('svg');
			const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
			const size = Number.parseFloat(getComputedStyle(holder).fontSize) * scale;
			if (size < 11.95) small.push(`${size.toFixed(2)} px: ${node.textContent.trim().slice(0, 40)}`);
		}
		return small;
	});
}

test('the first Tab reaches a link past the navigation', async ({ page }) => {
	await open(page, '/');
	await page.keyboard.press('Tab');
	const skip = page.getByRole('link', { name: 'Skip to the content' });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('main')).toBeFocused();
});

test('a chart is read with the arrow keys', async ({ page }) => {
	await open(page, '/coverage');
	const chart = page.locator('#coverage .drawings');
	await chart.focus();
	await page.keyboard.press('ArrowRight');
	await expect(page.locator('.tip')).toBeVisible();
	await expect(page.locator('.tip')).not.toBeEmpty();
	await page.keyboard.press('Escape');
	await expect(page.locator('.tip')).toBeHidden();
});

test('a curve and its table tell the same to who hears the page', async ({ page }) => {
	await open(page, '/retention');
	for (const id of ['curve', 'pathway']) {
		const figure = page.locator(`#${id}`);
		const title = (await figure.getByRole('heading').first().innerText()).trim();
		await expect(figure.locator('.drawn-wide svg').first()).toHaveAttribute('aria-label', title);
		await figure.getByText('Numbers as a table').click();
		const cells = await figure
			.getByRole('row')
			.evaluateAll((rows) =>
				rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()))
			);
		const [heads = [], ...lines] = cells;
		const at = (name: string) => heads.indexOf(name);
		const inTable = lines
			.filter((line) => /%$/.test(line[at('Share')] ?? ''))
			.map((line) => [line[at('Month')], line[at('State')], line[at('Share')]].filter(Boolean).join(' '));
		const tips = await figure
			.locator('.drawn-wide [data-tip]')
			.evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-tip') ?? ''));
		const inPicture = tips.flatMap((tip) => {
			const [month = '', ...told] = tip.split('\n');
			const words = told.filter((line) => /^(\D+ )?[<>]?\d+%$/.test(line));
			return words.map((line) => `${month.replace('Month ', '')} ${line}`);
		});
		expect(inTable.length, id).toBeGreaterThan(2);
		expect(inPicture.sort()).toEqual(inTable.sort());
		const silent = lines.filter((line) => line.includes('withheld to protect privacy'));
		expect(silent.length + inTable.length, id).toBe(lines.length);
	}
});

test('pages keep still for those who asked for less motion, and stay legible in forced colours', async ({
	page
}) => {
	await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
	await open(page, '/coverage');
	await page.getByRole('link', { name: 'Funding', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Funding');
	expect(await grave(page)).toEqual([]);
});

test('an address that leads nowhere says so and leads home', async ({ page, quiet }) => {
	const answer = await page.goto('/nowhere');
	expect(answer?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
	await page.getByRole('link', { name: 'To the overview' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Where we stand');
	quiet.length = 0;
});

/** What nobody knows must never be answered as something else, or as nothing found. */
const NOBODY_KNOWS = [
	'/coverage?quarter=2030Q1',
	'/coverage/moves?quarter=soon',
	'/coverage/child_care/tanf?compare=soon',
	'/retention?by=shoe_size',
	'/retention/support?adjust=shoe_size',
	'/retention/support?service=shoes',
	'/retention/outcomes?outcome=wealth',
	'/matrix?view=cloud',
	'/matrix?partner=nobody',
	'/matrix?days=many',
	'/matrix?against=2015-02-30',
	'/plans?end=99'
];

test('a question that cannot be asked is refused in a sentence, not with a fault', async ({ page }) => {
	await open(page, '/figures?measure=need_coverage&by=zip,partner');
	await expect(page.getByText('This figure cannot be shown.')).toBeVisible();
	await expect(page.getByText('is not published by')).toBeVisible();
	for (const address of NOBODY_KNOWS) {
		const answer = await page.request.get(address);
		expect([address, answer.status()]).toEqual([address, 400]);
		expect(await answer.text()).toContain(`The address says ${address.split(/[?&]/).at(-1)}, which`);
	}
	const stranger = await page.request.get('/retention/timing?by=sex&group=nursing_assistant');
	expect(await stranger.text()).toContain('“nursing_assistant” is none of these groups');
});
