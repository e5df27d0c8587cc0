import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What another colour scheme can change, and what another width can; the rest of a page stays the same. */
export const OF_COLOR = ['color-contrast', 'link-in-text-block'];
export const OF_SIZE = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'aria-hidden-focus'];

/** What breaks the rules of WCAG gravely on a page; what passes is not wanted, and handing it over takes longer than finding it. */
export async function grave(page: Page, rules?: string[]): Promise<string[]> {
	const runOnly = rules ? { type: 'rule' as const, values: rules } : { type: 'tag' as const, values: RULES };
	const axe = new AxeBuilder({ page }).options({ runOnly, resultTypes: ['violations'] });
	const { violations } = await axe.setLegacyMode(true).analyze();
	const counted = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	return counted.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
