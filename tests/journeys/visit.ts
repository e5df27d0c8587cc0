import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import type { Role } from '../../src/lib/domain';

/** Every page that a visitor can reach by an address of its own. */
export const PAGES = [
	'/',
	'/coverage',
	'/coverage/child_care/tanf',
	'/coverage/moves',
	'/retention',
	'/retention/cohorts?by=start_quarter&group=2014Q1',
	'/retention/timing?by=program',
	'/retention/compare?by=population',
	'/retention/outcomes?by=program&group=nursing_assistant',
	'/retention/support?service=transportation',
	'/funding',
	'/plans',
	'/funding/spent',
	'/matrix',
	'/matrix?on=2015-09-30&cell=tuition.tanf.tanf-contractor-north',
	'/matrix?view=list',
	'/matrix/workforce-partnership/OF-003',
	'/matrix/new',
	'/brief',
	'/submissions',
	'/submissions/formats',
	'/figures',
	'/figures?measure=need_coverage&by=quarter',
	'/glossary',
	'/agreements',
	'/agreements/navigators',
	'/settings',
	'/settings/levels',
	'/audit'
];

/** Pages that show figures. */
export const FIGURE_PAGES = [
	'/',
	'/coverage',
	'/coverage/child_care/tanf',
	'/retention',
	'/retention/cohorts?by=start_quarter&group=2014Q1',
	'/retention/outcomes?by=program&group=nursing_assistant',
	'/funding',
	'/funding/spent',
	'/figures?measure=need_coverage&by=quarter'
];

/** What Chromium says of a page that a busy machine drew late; nothing of it is wrong. */
function isHint(text: string): boolean {
	return text.includes('was preloaded using link preload but not used within a few seconds');
}

/** A visit during which nothing may go wrong behind the reader's back. */
export const test = base.extend<{ quiet: string[] }>({
	quiet: [
		async ({ page }, use) => {
			const heard: string[] = [];
			page.on('console', (message) => {
				if (['error', 'warning'].includes(message.type()) && !isHint(message.text()))
					heard.push(message.text());
			});
			page.on('pageerror', (fault) => heard.push(fault.message));
			await use(heard);
			expect(heard).toEqual([]);
		},
		{ auto: true }
	]
});

export { expect };

/** Visits as somebody with this role. */
export async function visitAs(context: BrowserContext, role: Role, address: string): Promise<void> {
	await context.addCookies([{ name: 'braidwork_role', value: role, url: address, sameSite: 'Strict' }]);
}

/** Opens a page and waits until its scripts are at work. */
export async function open(page: Page, path: string): Promise<void> {
	const answer = await page.goto(path);
	expect(answer?.status()).toBe(200);
	await page.waitForLoadState('networkidle');
}

/** How far the page is wider than its window, in pixels. */
export function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
