import type { Page } from '@playwright/test';
import { serveHostileHome, type HostileHome } from './hostile-home';
import { PAYLOADS } from './script-payloads';
import { expect, FIGURE_PAGES, open, PAGES, test, visitAs } from './visit';

/* The policy of the pages would stop a script that got into one; here only the pages themselves may stop it. */
test.use({ bypassCSP: true });
test.describe.configure({ mode: 'serial', timeout: 10 * 60_000 });

let hostile: HostileHome;
let ran: string[];

test.beforeAll(async () => {
	test.setTimeout(10 * 60_000);
	hostile = await serveHostileHome();
});
test.afterAll(async () => hostile?.stop());

test.beforeEach(async ({ context, page }) => {
	ran = [];
	await visitAs(context, 'administrator', hostile.address);
	await context.exposeFunction('ran', (which: number) => ran.push(`payload ${which}: ${PAYLOADS[which]}`));
	page.on('dialog', (dialog) => {
		ran.push(`dialog ${dialog.message()}`);
		void dialog.dismiss();
	});
});
test.afterEach(({ quiet }) => {
	expect(ran).toEqual([]);
	/* Large pages take longer than a font is waited for, and for a drawing the browser seeks an icon of the site. */
	const others = quiet.filter((heard) => !/was preloaded using link preload|status of 404/.test(heard));
	quiet.length = 0;
	expect(others).toEqual([]);
});

/** Elements that only a payload could have made: what we write has no handlers in its markup. */
function strange(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const found = document.querySelectorAll('*');
		const leads = /^(href|xlink:href|src|srcdoc|action|formaction|data|background|style)$/i;
		const isHandler = ({ name, value }: Attr) =>
			/^on/i.test(name) || (leads.test(name) && /javascript:|data:text\/(html|javascript)/i.test(value));
		const isStrange = (element: Element) =>
			[...element.attributes].some(isHandler) ||
			['IFRAME', 'OBJECT', 'EMBED', 'MARQUEE', 'BASE', 'X'].includes(element.tagName);
		return [...found].filter(isStrange).map((element) => element.outerHTML.slice(0, 200));
	});
}

async function look(page: Page, path: string): Promise<void> {
	await open(page, hostile.address + path);
	expect(await strange(page), path).toEqual([]);
}

/** Points at each mark of all charts; what each says, and what the tip then shows. */
function pointAtAll(page: Page): Promise<{ words: string; tip: string }[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('.drawings [data-tip]')].map((mark) => {
			const at = { bubbles: true, clientX: 200, clientY: 200 };
			mark.dispatchEvent(new PointerEvent('pointermove', at));
			const tip = document.querySelector('.tip')?.textContent ?? '';
			return { words: mark.getAttribute('data-tip') ?? '', tip };
		})
	);
}

/** Payloads whose very text a page shows. */
function shown(page: Page): Promise<number> {
	return page.evaluate((payloads) => {
		const controls = [...document.querySelectorAll('input')].map(({ value }) => value);
		const text = [document.body.textContent, ...controls].join(' ').replace(/\s+/g, ' ');
		return payloads.filter((payload) => text.includes(payload.replace(/\s+/g, ' ').trim())).length;
	}, PAYLOADS);
}

test('there are more than a hundred payloads, each another one, and one that runs is noticed', async ({
	page,
	quiet
}) => {
	expect(new Set(PAYLOADS).size).toBeGreaterThan(100);
	await page.goto(`${hostile.address}/glossary`);
	await page.evaluate((markup) => {
		document.body.insertAdjacentHTML('beforeend', markup);
	}, '<img src=/brand/none.svg onerror=ran(19)>');
	await expect.poll(() => ran.length).toBe(1);
	expect(await strange(page)).toHaveLength(1);
	ran = [];
	quiet.length = 0;
});

test('no name of a partner, an award or a provider runs on any page', async ({ page }) => {
	for (const path of PAGES) await look(page, path);
	await look(page, '/settings');
	expect(await shown(page)).toBeGreaterThan(100);
	await look(page, '/submissions?all=1');
	expect(await shown(page)).toBeGreaterThan(100);
});

test('no tip of a chart runs, by mouse or by keyboard, and it says the very text', async ({ page }) => {
	let tips = 0;
	for (const path of [...FIGURE_PAGES, '/figures?measure=spend&by=quarter,award']) {
		await look(page, path);
		const seen = await pointAtAll(page);
		expect(seen.filter(({ words, tip }) => tip !== words)).toEqual([]);
		tips += seen.filter(({ tip }) => PAYLOADS.some((payload) => tip.includes(payload))).length;
		for (const chart of await page.locator('.drawings[tabindex]').all()) {
			await chart.focus();
			await page.keyboard.press('ArrowRight');
		}
		expect(await strange(page), path).toEqual([]);
	}
	expect(tips).toBeGreaterThan(0);
});

test('no header, cell or name of a file runs on the pages of its submission', async ({ page }) => {
	for (const id of hostile.submissions.slice(0, 8)) {
		await look(page, `/submissions/${id}`);
		expect(await shown(page), id).toBeGreaterThan(0);
		for (const more of await page.locator('summary').all()) await more.click();
		const match = await page.goto(`${hostile.address}/submissions/${id}/match`);
		if (match?.status() === 200) expect(await strange(page)).toEqual([]);
	}
	for (const id of hostile.submissions.slice(8, 24)) await look(page, `/submissions/${id}`);
	await look(page, '/audit');
});

test('no file that is chosen runs while its first lines are shown', async ({ page }) => {
	await look(page, '/submissions');
	const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
	const lines = [PAYLOADS, PAYLOADS, [...PAYLOADS].reverse()].map((row) => row.map(cell).join(','));
	const buffer = Buffer.from(`${lines.join('\n')}\n`);
	await page.locator('#files').setInputFiles([{ name: `${PAYLOADS[19]}.csv`, mimeType: 'text/csv', buffer }]);
	await expect(page.getByRole('region', { name: /First lines/ })).toBeVisible();
	expect(await shown(page)).toBeGreaterThan(30);
	expect(await strange(page)).toEqual([]);
});

test('no export runs: not a drawing that is opened as a page, and nothing a spreadsheet would take for a formula', async ({
	page
}) => {
	for (const question of ['spend.svg?by=quarter,award', 'award_balance.svg?by=quarter,award']) {
		const answer = await page.goto(`${hostile.address}/api/v1/figures/${question}`);
		expect(answer?.status(), question).toBe(200);
		expect(await strange(page)).toEqual([]);
	}
	const texts = ['/api/v1/figures/spend.csv?by=quarter,award', '/audit/log.csv'];
	texts.push(...hostile.submissions.slice(0, 4).map((id) => `/api/v1/submissions/${id}/findings.csv`));
	for (const path of texts) {
		const answer = await page.request.get(hostile.address + path);
		expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
		expect(formulas(await answer.text()), path).toEqual([]);
	}
	for (const id of hostile.submissions.slice(0, 4)) {
		const book = await page.request.get(`${hostile.address}/api/v1/submissions/${id}/findings.xlsx`);
		expect(book.headers()['content-disposition']).toMatch(/^attachment/);
	}
});

/** Cells that a spreadsheet would take for the beginning of a formula. */
function formulas(csv: string): string[] {
	const cells = [...csv.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)];
	const texts = cells.map((match) => (match[1] ?? match[2] ?? '').replaceAll('""', '"'));
	return texts.filter((text) => /^\s*[=+\-@]/.test(text) && !/^-?[\d.,]+$/.test(text));
}
