import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal, permalinkOf, questionFrom, questionOf, questionText } from '$lib/domain';
import { figureOf } from '$lib/server/figures';
import { EXAMPLES } from '../charts/examples';
import * as tables from '../charts/sample-tables';

function refusal(query: string): Refusal {
	try {
		questionFrom(new URLSearchParams(query));
	} catch (error) {
		if (error instanceof Refusal) return error;
	}
	throw new Error(`"${query}" was not refused`);
}

describe('a permalink', () => {
	it('names measure, breakdowns, filters, quarters, calendar and state', () => {
		expect(permalinkOf(tables.coverage())).toBe(
			'/figures?measure=need_coverage&by=service,population&where=quarter:2015Q3&calendar=calendar&state=8'
		);
		expect(permalinkOf(tables.spending())).toBe(
			'/figures?measure=spend&by=quarter,award&from=2013Q4&to=2015Q3&calendar=calendar&state=8'
		);
	});

	it('leaves the quarters out where people who never started have a row', () => {
		expect(permalinkOf(tables.completion())).toContain('from=2013Q4&to=2015Q3');
		expect(permalinkOf(tables.withNeverStarted())).not.toContain('from=');
	});

	it('asks the same question again, for every figure of the gallery', () => {
		for (const { table } of EXAMPLES) {
			const safe = table();
			const query = new URLSearchParams(figureOf(safe).id);
			expect(questionFrom(query)).toEqual({ from: undefined, to: undefined, ...questionOf(safe) });
		}
	});

	it('keeps whatever a filter holds', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (value) => {
				const text = questionText({ measure: 'spend', where: { partner: value } });
				expect(questionFrom(new URLSearchParams(text)).where).toEqual({ partner: value });
			})
		);
	});

	it('keeps line ends in a filter, those of Unicode too', () => {
		for (const value of ['a\nb', '\u2028', '\u2029'])
			expect(
				questionFrom(new URLSearchParams({ measure: 'spend', where: `partner:${value}` })).where
			).toEqual({
				partner: value
			});
	});

	it('also reads filters as the command line writes them', () => {
		expect(questionFrom(new URLSearchParams('measure=spend&where=award=HPOG')).where).toEqual({
			award: 'HPOG'
		});
	});

	it('with a filter in other words, or with two values of one, is refused rather than answered otherwise', () => {
		expect(refusal('measure=spend&quarter=2015Q3').message).toBe('"quarter" is no part of a question.');
		expect(refusal('measure=spend&where=award:A&where=award:B').message).toBe(
			'"award" is filtered by two values.'
		);
		expect(questionFrom(new URLSearchParams('measure=spend&by=quarter&by=award')).by).toEqual([
			'quarter',
			'award'
		]);
	});

	it('that cannot be read is refused with a sentence', () => {
		expect(refusal('').message).toBe('The address names no measure.');
		expect(refusal('measure=spend&where=award').hint).toContain('where=column:value');
		expect(refusal('measure=spend&from=2015').message).toBe('"2015" is not a quarter.');
		expect(refusal('measure=spend&calendar=lunar').hint).toContain('federal');
		expect(refusal('measure=spend&state=-1').message).toBe('"-1" is not a state.');
	});
});
