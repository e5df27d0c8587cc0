import { describe, expect, it } from 'vitest';
import { measures } from '$lib/server/measures';
import { BREAKDOWN_WORDS } from '../../src/lib/ui/words/figures';
import { breakdownChoices } from '../../src/lib/ui/breakdowns';

describe('the tables a figure may be asked as', () => {
	it('are each declared table and its margins, once, the simplest first', () => {
		const [first] = measures().filter(({ id }) => id === 'need_coverage');
		const choices = breakdownChoices({
			...first!,
			tables: [
				['quarter', 'service'],
				['quarter', 'zip']
			]
		});
		expect(choices.map(({ value }) => value)).toEqual([
			'quarter',
			'service',
			'zip',
			'quarter,service',
			'quarter,zip'
		]);
		expect(choices.at(-1)?.label).toBe('Quarter × ZIP code');
	});

	it('have a plain word for every breakdown of every measure', () => {
		const used = new Set(measures().flatMap(({ tables }) => tables.flat()));
		expect([...used].filter((name) => !(name in BREAKDOWN_WORDS))).toEqual([]);
	});
});
