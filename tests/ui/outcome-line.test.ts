import { describe, expect, test } from 'vitest';
import { benchmarks } from '$lib/catalog';
import { measures } from '$lib/server/measures';
import { outcomeLine } from '$lib/ui/outcome-line';
import { row, tableOf } from '../charts/sample-tables';
import { readLevels, writtenLevel } from '../../src/routes/settings/levels/read-levels';

const head = { measure: 'employed_6m', title: 'Employed six months after exit', by: [] };

function lineOf(cells: Parameters<typeof row>[0]) {
	return outcomeLine(tableOf(head, [row({ known_on: '2016-03-31', ...cells })]));
}

describe('a number of people who left, in words', () => {
	test('says of how many, how many, between what, and how many were answered', () => {
		const counted = { numerator: 243, denominator: 385, value: 243 / 385, lower: 0.582, upper: 0.678 };
		expect(lineOf({ ...counted, answered: 349, follow_up_share: 349 / 385 })).toMatchObject({
			numerator: '243',
			denominator: '385',
			value: '63%',
			followUp: '91%',
			knownOn: 'Mar 31, 2016',
			sentence:
				'Of 385 people who left at least six months ago, trained or not, 243 had a job six months later: 63%. Chance alone would move it between 58% and 68%. An answer was filed for 91% of them. The others count as without a job, so this is the least it can be; had all of them a job, it would be 72%.'
		});
	});

	test('says that the share answered is withheld where the rate beside it is not', () => {
		const counted = { numerator: 52, denominator: 71, value: 52 / 71, lower: 0.62, upper: 0.82 };
		const line = lineOf({ ...counted, answered: null, follow_up_share: null });
		expect(line.followUp).toBe('withheld to protect privacy');
		expect(line.sentence).not.toContain('An answer');
	});

	test('says why there is no number, and no number then', () => {
		const words = (['withheld', 'not_yet_observable', 'no_data'] as const).map((status) =>
			lineOf({ status })
		);
		expect(words.map(({ drawn }) => drawn)).toEqual([null, null, null]);
		expect(words.map(({ sentence }) => sentence.split(':')[0])).toEqual([
			'Withheld to protect privacy',
			'Not yet observable',
			'No data'
		]);
		expect(words[1]?.sentence).toContain('Mar 31, 2016');
		expect(words[0]?.sentence).not.toMatch(/\d/);
	});
});

describe('what others reached', () => {
	test('is a figure of a measure that exists, with what it counts and where it stands', () => {
		const known = measures().map(({ id }) => id);
		expect(benchmarks().map(({ measure }) => measure)).toContain('completion_rate');
		for (const { measure, value, differs, address } of benchmarks()) {
			expect(known).toContain(measure);
			expect(value).toBeLessThanOrEqual(1);
			expect(differs).toMatch(/^Theirs .* ours /);
			expect(address).toMatch(/^https:/);
		}
	});

	const fields = [
		{ measure: 'employed_q2', title: 'Employed', unit: 'percent' as const },
		{ measure: 'median_earnings_q2', title: 'Earnings', unit: 'dollars' as const }
	];

	function sent(entries: Record<string, string>): FormData {
		const form = new FormData();
		for (const [name, value] of Object.entries(entries)) form.set(name, value);
		return form;
	}

	test('is written as percent or dollars, and kept in the unit of the measure', () => {
		const source = { period: 'program year 2014', source: 'State annual report, page 3' };
		const form = sent({
			level_employed_q2: '71.5%',
			period_employed_q2: source.period,
			source_employed_q2: source.source,
			level_median_earnings_q2: '$4,980',
			period_median_earnings_q2: source.period,
			source_median_earnings_q2: source.source
		});
		const levels = readLevels(form, fields);
		expect(levels).toEqual([
			{ measure: 'employed_q2', level: 0.715, ...source },
			{ measure: 'median_earnings_q2', level: 4980, ...source }
		]);
		expect(levels.map((level, place) => writtenLevel(level, fields[place]!))).toEqual(['71.5', '4980']);
	});

	test('is refused without a source, and left out where it is empty', () => {
		expect(() => readLevels(sent({ level_employed_q2: '71' }), fields)).toThrow('no period or no source');
		expect(() => readLevels(sent({ level_employed_q2: 'most' }), fields)).toThrow('not a number');
		expect(readLevels(sent({ source_employed_q2: 'x' }), fields)).toEqual([]);
	});
});
