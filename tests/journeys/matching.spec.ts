import { statSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DEMO } from './addresses';
import { grave, OF_COLOR, OF_SIZE } from './axe';
import { heldUp } from './held-up';
import { choose, chooseFiles, pick, press, tabTo } from './keyboard';
import { largeQuarter } from './messy-file';
import { ownHeaders } from './own-headers';
import { expect, open, overflow, test, visitAs } from './visit';

/** A recording would take a picture of the whole page at each step, and so hold up the page that is measured. */
test.use({ trace: 'off' });

test.beforeEach(({ context }) => visitAs(context, 'analyst', DEMO.address));

const firstLines = (page: Page, name: string) => page.getByRole('region', { name: `First lines of ${name}` });

/** Lets a file fall on the page, as the hand does. */
async function drop(page: Page, { name, buffer }: ReturnType<typeof ownHeaders>): Promise<void> {
	const dataTransfer = await page.evaluateHandle(
		([called, text]) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([text], called, { type: 'text/csv' }));
			return transfer;
		},
		[name, buffer.toString()] as const
	);
	const picker = page.getByRole('group', { name: 'Files' });
	await picker.dispatchEvent('dragover', { dataTransfer });
	await expect(page.getByText('Let go to add these files')).toBeVisible();
	await picker.dispatchEvent('drop', { dataTransfer });
}

/** Holds the page up, to see that the measure would notice. */
async function keepBusy(page: Page): Promise<void> {
	await page.evaluate(
		() =>
			new Promise<void>((done) =>
				setTimeout(() => {
					const end = performance.now() + 400;
					while (performance.now() < end);
					done();
				})
			)
	);
}

/** No piece of work may keep a page from answering for longer, in milliseconds. */
const LONGEST_WORK = 50;

async function file(page: Page, quarter: '2015 Q4' | '2016 Q1'): Promise<void> {
	await open(page, '/submissions');
	await choose(
		page,
		page.getByRole('combobox', { name: 'Whose file is it?' }),
		'Harbor County Human Services'
	);
	await chooseFiles(page, page.locator('#files'), ownHeaders(quarter));
	await expect(firstLines(page, `vouchers ${quarter}.csv`).getByText('Bus pass').first()).toBeVisible();
	await press(page, page.getByRole('button', { name: 'Check the file' }));
	await expect(page).toHaveURL(/\/submissions\/(?!loading)[^/?]+/, { timeout: 60_000 });
}

async function publish(page: Page): Promise<void> {
	await press(page, page.getByRole('button', { name: 'Publish' }));
	await expect(page.getByText(/Published\. This is state \d+/)).toBeVisible({ timeout: 60_000 });
}

async function withdraw(page: Page, path: string): Promise<void> {
	await open(page, path);
	await press(page, page.getByText('Take it back', { exact: true }));
	await press(page, page.getByRole('checkbox', { name: 'Yes, take it back' }), 'Space');
	await press(page, page.getByRole('button', { name: 'Withdraw' }));
	await expect(page.getByText('Withdrawn. The figures leave it out')).toBeVisible({ timeout: 60_000 });
}

/** By day and by night, in every window, on paper. */
async function readsWell(page: Page): Promise<void> {
	expect(await grave(page), 'light').toEqual([]);
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await grave(page, OF_COLOR), 'dark').toEqual([]);
	for (const width of [640, 390, 320]) {
		await page.setViewportSize({ width, height: 800 });
		expect(await overflow(page), `${width} px`).toBe(0);
	}
	expect(await grave(page, OF_SIZE), 'small').toEqual([]);
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.emulateMedia({ media: 'print', colorScheme: 'light' });
	await expect(page.getByRole('button').locator('visible=true')).toHaveCount(0);
	await expect(column(page, 'Client')).toBeVisible();
	await page.emulateMedia({ media: 'screen' });
}

const column = (page: Page, header: string) => page.getByRole('combobox', { name: `“${header}” is` });
const code = (page: Page, value: string) => page.getByRole('combobox', { name: `What “${value}” means` });

test('a file of a partner’s own headers and codes is matched, mended and published by keyboard, and the next one is not asked about', async ({
	page
}, info) => {
	test.setTimeout(300_000);
	await test.step('a file that is dropped is seen, and a look at 20 MB never holds the page up', async () => {
		await open(page, '/submissions');
		await drop(page, ownHeaders('2015 Q4'));
		await expect(firstLines(page, 'vouchers 2015 Q4.csv').getByText('Bus pass').first()).toBeVisible();
		const large = info.outputPath('large.csv');
		writeFileSync(large, largeQuarter(400_000));
		expect(statSync(large).size).toBeGreaterThan(20_000_000);
		const { clock, work } = await heldUp(page, async () => {
			await chooseFiles(page, page.locator('#files'), large);
			await expect(firstLines(page, 'large.csv').getByRole('cell', { name: 'L-0' })).toBeVisible();
		});
		info.annotations.push({ type: 'held up', description: `${work} ms of work, ${clock} ms by the clock` });
		expect(work).toBeLessThan(LONGEST_WORK);
		expect((await heldUp(page, () => keepBusy(page))).work).toBeGreaterThan(LONGEST_WORK);
	});
	await file(page, '2015 Q4');
	await test.step('what it is about is asked, then all columns on one screen', async () => {
		await pick(page, page.getByRole('radio', { name: 'Deliveries' }));
		await press(page, page.getByRole('button', { name: 'Answer and check again' }));
		await press(page, page.getByRole('link', { name: 'Match all columns on one screen' }));
		await expect(page.getByRole('heading', { level: 1, name: 'Match the columns' })).toBeVisible();
	});
	const match = page.url();
	await test.step('each column stands beside its values, the likely one chosen with its reason', async () => {
		await expect(column(page, 'Client')).toHaveValue('participant_id');
		await expect(column(page, 'Disposition')).toHaveValue('status');
		await expect(column(page, 'Disposition')).toHaveAccessibleDescription(/values are codes of Status/);
		await expect(column(page, 'Given on')).toHaveAccessibleDescription(/dates/);
		await expect(page.getByText('Bus pass').first()).toBeVisible();
	});
	await test.step('what is missing is always said, and each change is kept at once', async () => {
		await choose(page, column(page, 'Help given'), 'Leave this column out');
		await expect(page.getByText('One column is still missing: Service')).toBeVisible();
		await expect(page.getByText('Kept as a draft.')).toBeVisible();
		await page.reload();
		await expect(column(page, 'Help given')).toHaveValue('');
		await choose(page, column(page, 'Help given'), 'Service');
		await expect(page.getByText('still missing')).toBeHidden();
		await expect(code(page, 'Bus pass')).toHaveValue('');
		await expect(page.getByText('One code is not decided yet, and its rows are not accepted')).toBeVisible();
	});
	await test.step('the effect is shown before anything is applied', async () => {
		await press(page, page.getByRole('button', { name: 'See what it changes' }));
		await expect(page.getByRole('heading', { name: 'What it would change' })).toBeFocused();
		await expect(page.getByRole('row', { name: 'rows load 0 15' })).toBeVisible();
		await readsWell(page);
		await press(page, page.getByRole('button', { name: 'Check again' }));
		await expect(page.getByText('Checked again by what you chose.')).toBeVisible({ timeout: 60_000 });
		await expect(page.getByText('15 loaded')).toBeVisible();
	});
	await test.step('a rule mends a whole column', async () => {
		const group = page.getByRole('listitem').filter({ hasText: '"Bus pass" is not a value of Service' });
		await press(page, group.getByRole('link', { name: 'Fix it once for the whole column' }));
		await expect(page).toHaveURL(/#codes-service$/);
		await choose(page, code(page, 'Bus pass'), 'Transportation');
		await tabTo(page, page.getByRole('textbox', { name: 'Leave away before Participant id, in “Client”' }));
		await page.keyboard.type('CL/');
		await press(page, page.getByRole('button', { name: 'See what it changes' }));
		await expect(page.getByRole('row', { name: 'rows load 15 18' })).toBeVisible();
		await expect(page.getByRole('row', { name: '3 Bus pass not loaded transportation' })).toBeVisible();
		await expect(page.getByRole('row', { name: '2 CL/H-036670 CL/H-036670 H-036670' })).toBeVisible();
		await press(page, page.getByRole('button', { name: 'Check again' }));
		await expect(page.getByText('18 loaded')).toBeVisible({ timeout: 60_000 });
		await publish(page);
	});
	const first = new URL(page.url()).pathname;
	await test.step('the next quarter is not asked about', async () => {
		await file(page, '2016 Q1');
		await expect(page.getByText('18 loaded')).toBeVisible();
		await expect(page.getByText('only you can decide')).toHaveCount(0);
		await publish(page);
	});
	const second = new URL(page.url()).pathname;
	await test.step('what is remembered stands on the screen, and can be taken as a layout', async () => {
		await open(page, new URL(match).pathname);
		await expect(page.getByText('This file was published, so it stays as it is.')).toBeVisible();
		await expect(page.getByRole('row', { name: '“Bus pass” in Service Transportation' })).toBeVisible();
		const href = await page.getByRole('link', { name: 'As a layout (JSON)' }).getAttribute('href');
		const layout = await (await page.request.get(href ?? '')).json();
		expect(layout.datasets.deliveries.headers['Help given']).toBe('service');
		for (const width of [640, 390, 320]) {
			await page.setViewportSize({ width, height: 800 });
			expect(await overflow(page), `${width} px`).toBe(0);
		}
	});
	await withdraw(page, second);
	await withdraw(page, first);
});

test('columns and codes are matched without scripts, draft and effect included', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DEMO.address });
	await visitAs(context, 'analyst', DEMO.address);
	const page = await context.newPage();
	await page.goto('/submissions');
	await page.getByRole('combobox', { name: 'Whose file is it?' }).selectOption('county-housing-authority');
	await page.locator('#files').setInputFiles(ownHeaders('2015 Q4'));
	await page.getByRole('button', { name: 'Check the file' }).click();
	await page.getByRole('radio', { name: 'Deliveries' }).check();
	await page.getByRole('button', { name: 'Answer and check again' }).click();
	await page.getByRole('link', { name: 'Match all columns on one screen' }).click();
	await code(page, 'Bus pass').selectOption({ label: 'Transportation' });
	await page.getByRole('button', { name: 'Keep as a draft' }).click();
	await expect(page.getByText('Kept as a draft.').first()).toBeVisible();
	await expect(code(page, 'Bus pass')).toHaveValue('transportation');
	await page.getByRole('button', { name: 'See what it changes' }).click();
	await expect(page).toHaveURL(/#effect$/);
	await expect(page.getByRole('row', { name: 'rows load 0 18' })).toBeVisible();
	await column(page, 'Cost').selectOption({ label: 'Participant id (needed)' });
	await page.getByRole('button', { name: 'Check again' }).click();
	await expect(page.getByText('"Client" and "Cost" cannot both be Participant id.')).toBeVisible();
	await column(page, 'Cost').selectOption('amount_usd');
	await page.getByRole('button', { name: 'Check again' }).click();
	await expect(page.getByText('Checked again by what you chose.')).toBeVisible();
	await expect(page.getByText('18 loaded')).toBeVisible();
	await context.close();
});
