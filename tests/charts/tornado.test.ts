import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { drawTornado } from '$lib/server/figures';

const bars = [
	{ name: 'Renewed', low: 0.2, high: 0.3, lowWords: '20.0%', highWords: '30.0%' },
	{ name: 'Prices <b>', low: 0.18, high: 0.21, lowWords: '18.0%', highWords: '21.0%' }
];

describe('the chart of what an answer hangs on', () => {
	const html = drawTornado(bars, { at: 0.2, words: '20.0% now' }, { title: 'Most on renewal', alt: 'Bars' });
	const { document } = parseHTML(`<html><body>${html}</body></html>`);

	it('draws each assumption for a phone and a page, named, with both of its ends in words', () => {
		const drawings = [...document.querySelectorAll('svg[role=img]')];
		expect(drawings.map((svg) => svg.getAttribute('aria-label'))).toEqual([
			'Most on renewal',
			'Most on renewal'
		]);
		for (const svg of drawings) {
			const texts = [...svg.querySelectorAll('text')].map((text) => text.textContent);
			expect(texts).toEqual(
				expect.arrayContaining(['Renewed', '20.0%', '30.0%', '18.0%', '21.0%', '20.0% now'])
			);
			expect(texts.filter((text) => text === '0' || text === 'key')).toEqual([]);
			expect(svg.querySelectorAll('[data-tip]').length).toBeGreaterThan(0);
		}
		expect(html).not.toContain('<b>');
	});
});
