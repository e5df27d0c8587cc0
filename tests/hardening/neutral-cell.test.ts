import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralCell } from '$lib/domain';

describe('a cell of a file that we write', () => {
	it('never begins as a formula does, also behind white space and in full width', () => {
		const signs = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠');
		const white = fc.constantFrom('', ' ', '\u00a0', '\t ', '\ufeff', '\n');
		fc.assert(
			fc.property(white, signs, fc.string({ unit: 'binary' }), (before, sign, rest) => {
				const text = `${before}${sign}${rest}`;
				const written = neutralCell(text);
				const isNumber = /^-?[\d.,]+$/.test(text);
				expect(written).toBe(isNumber ? text : `'${text}`);
			}),
			{ numRuns: 2000 }
		);
	});

	it('stays as it is when it is a word or a number', () => {
		for (const text of ['', 'child care', '1,234.50', '-99', '2015-01-05', 'a=b', "'=x"])
			expect(neutralCell(text)).toBe(text);
	});
});
