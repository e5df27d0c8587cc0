import { DEMO } from './addresses';
import { expect, open, test, visitAs } from './visit';

test.beforeEach(({ context }) => visitAs(context, 'writer', DEMO.address));

test('the plan follows a slider, its link gives the same answer to whoever opens it', async ({ page }) => {
	await open(page, '/plans');
	const plan = page.getByRole('region', { name: 'The plan', exact: true });
	await test.step('names the most valuable next dollar, and proves that no plan does better', async () => {
		await expect(plan.getByRole('heading', { name: 'The most valuable next dollar' })).toBeVisible();
		await expect(plan.getByText(/^\$1,000 helps [\d.]+ people for a quarter/)).toBeVisible();
		await expect(plan.getByText('No plan under these rules can do better.')).toBeVisible();
	});
	const share = plan.locator('.big');
	const before = await share.innerText();
	await test.step('answers while the end of the grant is moved', async () => {
		const end = page.getByRole('slider', { name: /Grant pays until/ });
		await end.focus();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		await expect(end).toHaveAttribute('aria-valuetext', 'the end of 2016 Q1');
		await expect(share).not.toHaveText(before);
		await expect(page).toHaveURL(/last\.HPOG-2010=2016Q1/);
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
});
