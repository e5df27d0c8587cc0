import { describe, expect, it } from 'vitest';
import { figureOf } from '$lib/server/figures';
import * as tables from '../charts/sample-tables';
import { row, share, tableOf } from '../charts/sample-tables';

const HPOG = { award: 'HPOG', label: 'HPOG', end_date: '2015-09-29' };

function title(...given: Parameters<typeof figureOf>): string {
	return figureOf(...given).title;
}

describe('a title states the finding', () => {
	it('of coverage: where the fewest of those in need were reached', () => {
		expect(title(tables.coverage())).toBe('Least covered: Child care for Refugees, 0% of 41 in need');
		expect(title(tables.coverageByService())).toBe('Least covered: Housing, 11% of 252 in need');
	});

	it('of gaps: the largest with its reason', () => {
		expect(title(tables.gaps())).toBe('Largest gap: Child care, 178 people without it (rule gap)');
	});

	it('of a cohort: where its members are in the last month that is shown', () => {
		expect(title(tables.cohort())).toBe(
			'Of 100 who began, by month 18: 68 had completed, 24 had withdrawn, 3 had transferred and 5 were still in training'
		);
	});

	it('of a cohort whose transfers are not told apart, in whole numbers that need not add up to 100', () => {
		const shares = { completed: 0.436, withdrew: 0.236, active: 0.328 };
		const rows = Object.entries(shares).map(([state_name, value]) =>
			row({ time: 6, state_name, value, at_risk: 529, events: 20 })
		);
		const head = { measure: 'training_pathway', title: 'Pathway', unit: 'probability' as const };
		expect(title(tableOf(head, rows))).toBe(
			'Of 100 who began, by month 6: 44 had completed, 24 had withdrawn and the others were still in training or had transferred'
		);
	});

	it('of retention: who would not have withdrawn, which is not who had not: finishing ends the risk; groups at the last month that all of them show', () => {
		expect(title(tables.retention())).toBe(
			'58% would not have withdrawn 18 months after their start, had nobody finished first'
		);
		expect(title(tables.retentionByProgram())).toBe(
			'After 6 months, from 69% (Medical assistant) to 84% (Pharmacy technician) would not have withdrawn, had nobody finished first'
		);
	});

	it('of when people withdraw, and of how many months they stay, by group', () => {
		const left = (sex: string, [first, second]: [number, number], all: number) =>
			Object.entries({ '0-14': first, '15-30': second, '31-60': all - first - second }).map(([days, value]) =>
				row({ days_after_start: days, sex, value, numerator: value, withdrawn_share: value / all })
			);
		const labels = { sex: { female: 'Female', male: 'Male' } };
		const days = {
			measure: 'withdrawal_timing',
			unit: 'people' as const,
			by: ['days_after_start', 'sex'],
			labels
		};
		const rows = [...left('female', [63, 108], 371), ...left('male', [16, 25], 86)];
		expect(title(tableOf(days, rows))).toBe(
			'Of those who withdrew, from 46% (Female) to 48% (Male) left within 30 days of their start'
		);
		const stayed = [8.9, 9.4].map((value, at) => row({ sex: at ? 'male' : 'female', value, horizon: 12 }));
		const time = { measure: 'retention_time', unit: 'months' as const, by: ['sex'], labels };
		expect(title(tableOf(time, stayed))).toBe(
			'Had nobody finished first: of the first 12 months, from 8.9 months (Female) to 9.4 months (Male) on average without withdrawing'
		);
		expect(title(tableOf(time, stayed.slice(0, 1)))).toBe(
			'Female: had nobody finished first, on average 8.9 months of the first 12 without withdrawing'
		);
	});

	it('of groups: those that differ most, with and without a service too', () => {
		expect(title(tables.retentionBySupport())).toBe(
			'After 12 months, from 61% (Did not receive it) to 72% (Received it) would not have withdrawn, had nobody finished first'
		);
		/* One p of two is 0.04 by itself: of so many tests one would be by chance alone. */
		expect(title(tables.completionBySupport())).toBe(
			'No difference in finishing or withdrawing with and without a support is beyond chance (lowest p\u00a0=\u00a00.080, adjusted for 4 tests)'
		);
		expect(title(tables.cohortByProgram())).toBe(
			'After 6 months, from 30% (Medical assistant) to 60% (Nursing assistant) had completed'
		);
	});

	it('of money: what the focus award pays, what falls away with it, what nobody pays', () => {
		expect(title(tables.spending(), { focus: HPOG })).toBe('HPOG paid 58% of the $5,095,537 spent');
		expect(title(tables.balances(), { focus: HPOG })).toBe(
			'When HPOG ends on Sep 29, 2015, what is left of all awards falls from $1,966,000 to $1,094,000'
		);
		expect(title(tables.unfunded())).toBe('Tuition: $402,000 of $410,000 needed has no payer');
	});

	it('of the same cliff in a calendar that begins its year in October', () => {
		const federal = tables.inFederalYears(tables.balances());
		expect(title(federal, { focus: HPOG })).toBe(title(tables.balances(), { focus: HPOG }));
	});

	it('of a series: from the first to the last quarter that is shown', () => {
		expect(title(tables.served())).toBe('People served rose from 402 in 2013 Q4 to 688 in 2015 Q3');
	});

	it('of shares: neither rising nor falling where chance may have moved them, and of settled quarters where two are', () => {
		expect(title(tables.completion())).toBe('Completion rate was 54% in 2013 Q4 and 68% in 2015 Q1');
		const share = (quarter: string, value: number, beside = {}) =>
			row({ quarter, value, lower: value - 0.02, upper: value + 0.02, ...beside });
		const rows = [
			share('2015Q1', 0.5),
			share('2015Q2', 0.7),
			share('2015Q3', 0.1, { provisional: 'provisional' })
		];
		const head = {
			measure: 'completion_rate',
			title: 'Completion rate',
			unit: 'percent' as const,
			by: ['quarter']
		};
		expect(title(tableOf(head, rows))).toBe('Completion rate rose from 50% in 2015 Q1 to 70% in 2015 Q2');
	});

	it('of one number: the number and what it is a share of', () => {
		expect(title(tables.single())).toBe('Need coverage: 61% (1,188 of 1,950)');
	});
});

describe('a title where there is little to say', () => {
	const quarterly = {
		measure: 'people_served',
		title: 'People served',
		unit: 'people' as const,
		by: ['quarter']
	};
	const count = (quarter: string, value: number) => row({ quarter, value, numerator: value });

	it('says that all is withheld, without a number', () => {
		expect(title(tables.allWithheld())).toBe('Need coverage: withheld to protect privacy');
	});

	it('says that there is no data, or nothing to observe yet', () => {
		expect(title(tables.emptyTable())).toBe('Need coverage: no data');
		const notYet = tableOf({ by: [] }, [row({ status: 'not_yet_observable' })]);
		expect(title(notYet)).toBe('Need coverage: not yet observable');
	});

	it('says of one quarter what it was', () => {
		expect(title(tableOf(quarterly, [count('2015Q3', 688)]))).toBe('People served was 688 in 2015 Q3');
	});

	it('says that nothing changed where both ends round to the same', () => {
		const flat = tableOf(quarterly, [count('2015Q2', 500), count('2015Q3', 500)]);
		expect(title(flat)).toBe('People served stayed at 500 from 2015 Q2 to 2015 Q3');
	});

	it('counts from the quarters that are shown when the last is withheld', () => {
		const held = row({ quarter: '2015Q3', value: 4, numerator: 4, status: 'withheld' });
		const table = tableOf(quarterly, [count('2015Q1', 40), count('2015Q2', 30), held]);
		expect(title(table)).toBe('People served fell from 40 in 2015 Q1 to 30 in 2015 Q2');
	});

	it('says that nobody is without help when every gap is zero', () => {
		const none = tableOf(
			{ measure: 'gap_reason', title: 'Reasons for gaps', unit: 'people', by: ['service'] },
			['rule', 'delivery'].map((reason) => row({ service: 'food', reason, value: 0, numerator: 0 }))
		);
		expect(title(none)).toBe('No unmet need among the numbers shown');
	});

	it('does not call a quarter without gaps whose gap is withheld, and tells of the last that is told', () => {
		const gap = (quarter: string, reason: string, value: number, status: 'shown' | 'withheld' = 'shown') =>
			row({ quarter, reason, value: status === 'shown' ? value : null, status });
		const head = {
			measure: 'gap_reason',
			title: 'Why needs are not covered',
			unit: 'people',
			by: ['quarter']
		} as const;
		const now = [gap('2015Q3', 'rule', 0), gap('2015Q3', 'delivery', 7, 'withheld')];
		const then = [gap('2014Q4', 'rule', 0), gap('2014Q4', 'capacity', 61)];
		expect(title(tableOf({ ...head, by: ['quarter'] }, now))).toBe(
			'Why needs are not covered: withheld to protect privacy'
		);
		expect(title(tableOf({ ...head, by: ['quarter'] }, [...then, ...now]))).toBe(
			'Last told of: 2014 Q4, 61 people without it (capacity gap)'
		);
	});

	it('says that all is funded when nothing is left open', () => {
		const paid = tableOf({ measure: 'unfunded', title: 'Unfunded', unit: 'dollars', by: ['service'] }, [
			row({ service: 'food', value: 0, numerator: 0, denominator: 900 })
		]);
		expect(title(paid)).toBe('All of the need is funded');
	});
});

describe('a subtitle', () => {
	it('gives period, n, filters, state and date', () => {
		expect(figureOf(tables.single()).subtitle).toBe('2015 Q3 · n = 1,950 · State 8, as of Sep 30, 2015');
		expect(figureOf(tables.coverage()).subtitle).toContain('each n = 24 to 371');
		const filtered = tableOf({ by: [], where: { quarter: '2015Q3', population: 'tanf' } }, [
			share({}, 30, 60)
		]);
		expect(figureOf(filtered).subtitle).toContain('only TANF recipients');
	});

	it('speaks of the calendar that was asked for', () => {
		const federal = figureOf(tables.inFederalYears(tables.spending()));
		expect(federal.subtitle).toMatch(/^FY2014 Q1 to FY2015 Q4 · /);
	});

	it('gives no n for dollars', () => {
		expect(figureOf(tables.spending()).subtitle).not.toContain('n =');
	});
});

describe('a sentence for an application', () => {
	it('stands by itself: number, n, interval, period, definition, source, threshold', () => {
		expect(figureOf(tables.single()).sentence).toBe(
			'Need coverage: 61% (1,188 of 1,950, 95% interval 59% to 63%). Period: 2015 Q3; n = 1,950. ' +
				'Definition: Persons with a delivered service between the date of the need and the end of the quarter, ' +
				'of all with the need open in the quarter. Source: 2 files of the partners, state 8 as of Sep 30, 2015; ' +
				'counts of 1 to 10 are withheld to protect privacy.'
		);
	});

	it('is cited with who, what, when, state, threshold and the address that keeps it', () => {
		const { citation } = figureOf(tables.single(), {
			partnership: 'Regional Health Careers',
			address: 'https://example.org'
		});
		expect(citation).toBe(
			'Regional Health Careers, “Need coverage,” 2015 Q3; state 8, as of Sep 30, 2015; counts of 1 to 10 are ' +
				'withheld to protect privacy. https://example.org/figures?measure=need_coverage&where=quarter:2015Q3&calendar=calendar&state=8'
		);
	});

	it('names the threshold of the partnership where it is higher', () => {
		expect(figureOf(tableOf({ by: [], threshold: 16 }, [share({}, 30, 60)])).sentence).toContain(
			'counts of 1 to 15 are withheld'
		);
	});

	it('says in the notes how many rows are withheld', () => {
		expect(figureOf(tables.gaps()).notes.at(-1)).toBe('1 of 32 rows are withheld to protect privacy.');
		expect(figureOf(tables.single()).notes).toEqual([]);
	});
});
