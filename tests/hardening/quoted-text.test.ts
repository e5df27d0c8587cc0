import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryAnswers } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { quoteText } from '../../src/lib/server/intake/check/sql-text';
import { closeHomes, openHome, options, send } from '../intake/a-home';

let w: Warehouse;
beforeAll(async () => {
	w = await openHome();
});
afterAll(closeHomes);

async function backFrom(text: string): Promise<string | undefined> {
	const [row] = await w.read<{ it: string }>(`SELECT ${quoteText(text)} AS it`);
	return row?.it;
}

describe('a text that is written into a question', () => {
	it.each([
		"'",
		"''",
		"\\'",
		'a\0',
		'\0',
		"\0'; DROP TABLE x; --",
		"'||(SELECT 1)||'",
		'$$',
		'--',
		'/*',
		'\u2019',
		'😀'
	])('comes back as it was: %j', async (text) => {
		expect(await backFrom(text)).toBe(text);
	});

	it('comes back as it was, whatever it is', async () => {
		const marks = fc.constantFrom("'", '"', '\\', '\0', ';', '-', '\n', '$', '{', '%');
		const text = fc.array(fc.oneof(marks, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(text, async (parts) => {
				const whole = parts.join('').toWellFormed();
				expect(await backFrom(whole)).toBe(whole);
			}),
			{ numRuns: 300 }
		);
	});

	it('is no fault of a matching either, in any answer that somebody may write', async () => {
		const lines = ['delivery_id,participant_id,service,status,date', 'D-1,N-1,food,delivered,2015-01-10'];
		const { submission_id } = await send(w, lines);
		for (const text of ['/etc/passwd\0', "'\0'", '\0']) {
			const answers = { 'strip_prefix.participant_id': text, [`code.service.${text}x`]: 'food' };
			const effect = await tryAnswers(w, submission_id ?? '', { answers, options: options() });
			expect(effect.then).toMatchObject({ loaded: 1, errors: 0 });
		}
	});
});
