import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isSaid, removeSmallFiles, understand, write, type Understood, type Writing } from './small-files';

afterAll(removeSmallFiles);

const RUNS = Number(process.env.INTAKE_RUNS ?? 120);

const LATIN = 'abc XYZ 019 .-/,;|\t"\'#%&éñüßçÀÉ€’“”–…';
const WIDE = LATIN + '漢字שלוםا😀\u200f=+@<>{}';

function cells(alphabet: string) {
	const letter = fc.constantFrom(...alphabet);
	const word = fc.array(letter, { maxLength: 12 }).map((letters) => letters.join(''));
	const lines = fc.tuple(word, fc.constantFrom('\n', '\r\n'), word).map((parts) => parts.join(''));
	return fc.oneof(
		{ weight: 8, arbitrary: word },
		{ weight: 1, arbitrary: lines },
		{ weight: 1, arbitrary: fc.constant('') }
	);
}

const writings: fc.Arbitrary<Writing> = fc.record({
	delimiter: fc.constantFrom(',', ';', '\t', '|'),
	quote: fc.constantFrom('needed' as const, 'always' as const),
	lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
	encoding: fc.constantFrom(
		'utf-8' as const,
		'utf-8-bom' as const,
		'utf-16le' as const,
		'utf-16be' as const,
		'windows-1252' as const
	),
	finalLineEnd: fc.boolean()
});

const HEADERS = ['Case ID', 'Name', 'Service', 'Date', 'Amount', 'Note'];

const tables = writings.chain((writing) => {
	const alphabet = writing.encoding === 'windows-1252' ? LATIN : WIDE;
	const width = fc.integer({ min: 2, max: HEADERS.length });
	return width.chain((count) => {
		const row = fc.tuple(
			fc.integer({ min: 1, max: 99999 }).map((id) => `K${id}`),
			fc.array(cells(alphabet), { minLength: count - 1, maxLength: count - 1 })
		);
		const rows = fc.array(
			row.map(([id, rest]) => [id, ...rest]),
			{ minLength: 1, maxLength: 30 }
		);
		return rows.map((body) => ({ writing, header: HEADERS.slice(0, count), body }));
	});
});

/** A few letters may be UTF-8 or Windows-1252; intake then says which it took them for. */
function mayBeEither({ report }: Understood, { encoding }: Writing): boolean {
	if (!encoding.startsWith('utf-8')) return false;
	return report.findings.some(({ rule }) => rule === 'windows_1252' || rule === 'two_encodings');
}

describe('a table written in any dialect', () => {
	it('is read back exactly, whatever separates, quotes, ends and encodes it', async () => {
		await fc.assert(
			fc.asyncProperty(tables, async ({ writing, header, body }) => {
				const seen = await understand(write([header, ...body], writing));
				expect(seen.report.columns).toEqual(header);
				const ignored = seen.report.rows_ignored.reduce((sum, { count = 1 }) => sum + count, 0);
				expect(seen.report.rows + seen.report.rows_rejected + ignored).toBe(seen.report.rows_in_file);
				const isExact = JSON.stringify(seen.rows) === JSON.stringify(body);
				if (seen.report.rows === body.length && !mayBeEither(seen, writing)) expect(seen.rows).toEqual(body);
				expect(isExact || isSaid(seen)).toBe(true);
			}),
			{ numRuns: RUNS }
		);
	});

	it('is read exactly when every cell is filled and has no quote or line end inside', async () => {
		const plain = fc
			.array(fc.constantFrom(...'abcXYZ019 éñ-'), { minLength: 1, maxLength: 9 })
			.map((letters) => letters.join('') + 'x');
		const rows = fc.array(fc.tuple(plain, plain, plain), { minLength: 1, maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(rows, writings, async (body, writing) => {
				const seen = await understand(write([HEADERS.slice(0, 3), ...body], writing));
				expect(seen.rows).toEqual(body);
				expect(seen.report.rows_rejected).toBe(0);
			}),
			{ numRuns: RUNS }
		);
	});
});
