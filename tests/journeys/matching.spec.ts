import type { Locator, Page } from '@playwright/test';
import { DEMO } from './addresses';
import { ownHeaders } from './own-headers';
import { expect, open, overflow, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'analyst', DEMO.address));

/** Goes on with the Tab key until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	await target.waitFor();
	const isThere = () => target.evaluate((element) => element === document.activeElement);
	for (let presses = 0; presses < 250; presses++) {
		if (await isThere()) return;
		await page.keyboard.press('Tab');
	}
	throw new Error('The keyboard does not reach it.');
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.press(key);
}

/** Chooses an option with the arrow keys. */
async function choose(page: Page, field: Locator, text: string): Promise<void> {
	await tabTo(page, field);
	const steps = await field.evaluate((element, start) => {
		const { options, selectedIndex } = element as HTMLSelectElement;
		return [...options].findIndex((option) => option.text.startsWith(start)) - selectedIndex;
	}, text);
	for (let step = 0; step < Math.abs(steps); step++)
		await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
	await expect(field.locator('option:checked')).toContainText(text);
}

/** Chooses one of several radio buttons: Tab reaches the group, the arrow keys the others. */
async function pick(page: Page, radio: Locator): Promise<void> {
	const name = await radio.getAttribute('name');
	await tabTo(page, page.locator(`input[name="${name}"]`).first());
	await page.keyboard.press('Space');
	while (!(await radio.isChecked())) await page.keyboard.press('ArrowDown');
}

async function file(page: Page, quarter: '2015 Q4' | '2016 Q1'): Promise<void> {
	await open(page, '/submissions');
	await choose(
		page,
		page.getByRole('combobox', { name: 'Whose file is it?' }),
		'Harbor County Human Services'
	);
	await page.locator('#files').setInputFiles(ownHeaders(quarter));
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

const column = (page: Page, header: string) => page.getByRole('combobox', { name: `“${header}” is` });
const code = (page: Page, value: string) => page.getByRole('combobox', { name: `What “${value}” means` });

test('a file of a partner’s own headers and codes is matched, mended and published by keyboard, and the next one is not asked about', async ({
	page
}) => {
	test.setTimeout(240_000);
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
		await expect(page.getByText('Nothing is missing')).toBeVisible();
		await expect(code(page, 'Bus pass')).toHaveValue('');
	});
	await test.step('the effect is shown before anything is applied', async () => {
		await press(page, page.getByRole('button', { name: 'See what it changes' }));
		await expect(page.getByRole('heading', { name: 'What it would change' })).toBeFocused();
		await expect(page.getByRole('row', { name: 'rows load 0 15' })).toBeVisible();
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
