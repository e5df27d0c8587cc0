import { parseHTML } from 'linkedom';
import { describe, expect, it, vi } from 'vitest';
import { draw } from '$lib/charts';
import { EXAMPLES } from './examples';

describe.each(EXAMPLES)('$name', (example) => {
	it.each([344, 560, 760])('draws at %i pixels without a warning', (width) => {
		const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
		const { document } = parseHTML('<!doctype html><html><body></body></html>');
		const svg = draw(example.form, example.table(), {
			document: document as unknown as Document,
			width,
			id: 'x',
			label: example.name,
			description: 'x',
			focus: example.focus,
			goal: example.goal
		});
		expect(warn).not.toHaveBeenCalled();
		expect(svg.outerHTML).not.toContain('⚠');
		expect(svg.outerHTML).not.toMatch(/NaN|undefined/);
		warn.mockRestore();
	});
});
