import { expect, type FileChooser, type Locator, type Page } from '@playwright/test';

/** Goes on with the Tab key until this has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	await target.waitFor();
	const isThere = () => target.evaluate((element) => element === document.activeElement);
	for (let presses = 0; presses < 250; presses++) {
		if (await isThere()) return;
		await page.keyboard.press('Tab');
	}
	throw new Error('The keyboard does not reach it.');
}

/** Reaches a control with the Tab key and presses a key on it. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.press(key);
}

/** Chooses an option with the arrow keys. */
export async function choose(page: Page, field: Locator, text: string): Promise<void> {
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
export async function pick(page: Page, radio: Locator): Promise<void> {
	const name = await radio.getAttribute('name');
	await tabTo(page, page.locator(`input[name="${name}"]`).first());
	await page.keyboard.press('Space');
	while (!(await radio.isChecked())) await page.keyboard.press('ArrowDown');
}

/** Chooses files as the keyboard does: the space bar on the field opens the system's own window. */
export async function chooseFiles(page: Page, field: Locator, files: Parameters<FileChooser['setFiles']>[0]) {
	const window = page.waitForEvent('filechooser');
	await press(page, field, 'Space');
	await (await window).setFiles(files);
}
