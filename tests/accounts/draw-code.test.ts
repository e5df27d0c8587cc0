import * as fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawCode } from '../../src/lib/server/accounts/sign-in/draw-code';

/** The fields that a path paints: pieces of one row, `M x y h length`. */
function painted(path: string): Set<string> {
	const fields = new Set<string>();
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
		for (let at = 0; at < Number(length); at++) fields.add(`${Number(x) + at} ${y}`);
	return fields;
}

describe('the square code of a second factor', () => {
	it('paints every dark field and no other, with a quiet edge of four fields', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 150 }), (text) => {
				const { size, path } = drawCode(text);
				const fields = painted(path);
				const { data } = encode(text, { ecc: 'M', border: 4 });
				for (const [y, row] of data.entries())
					for (const [x, isDark] of row.entries()) expect(fields.has(`${x} ${y}`)).toBe(isDark);
				const far = [...fields].flatMap((field) => field.split(' ').map(Number));
				expect(Math.min(...far)).toBe(4);
				expect(Math.max(...far)).toBe(size - 5);
			}),
			{ numRuns: 20 }
		);
	});

	it('has the three corners by which a camera finds it', () => {
		const { size, path } = drawCode('otpauth://totp/Braidwork:ann@county.gov?secret=ABC&issuer=Braidwork');
		for (const corner of ['M4 4h7', `M${size - 11} 4h7`, `M4 ${size - 11}h7`]) expect(path).toContain(corner);
	});
});
