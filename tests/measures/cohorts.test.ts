import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '$lib/server/warehouse';
import {
	clearPartnerships,
	DOOR,
	each,
	partnership,
	people,
	range,
	rowsOf,
	valuesBy,
	type File
} from './small-partnership';

afterAll(clearPartnerships);

const college = { partner: 'college', period: '2015Q3' };

function stays(who: string[], columns: Record<string, unknown>): Record<string, unknown>[] {
	return each(who, 'enrollment_id', { program: 'nursing_assistant', start_date: '2015-01-31', ...columns });
}

function files(count: number, ...rows: Record<string, unknown>[][]): File[] {
	return [
		{ ...college, dataset: 'participants', rows: people('s', count) },
		{ ...college, dataset: 'enrollments', rows: rows.flat() }
	];
}

const GRID = ['start_quarter', 'quarters_since_start'];

describe('a cohort, before the door', () => {
	let w: Warehouse;

	/*
	 * Twelve begin in the first quarter of 2015. On its last day one withdraws, on the first day of the next one another;
	 * in June one transfers and in July two complete. Data end on September 30. s-1 comes back in the summer.
	 */
	beforeAll(async () => {
		w = await partnership(
			files(
				14,
				stays(['s-1'], { status: 'withdrew', end_date: '2015-03-31' }),
				stays(['s-2'], { status: 'withdrew', end_date: '2015-04-01' }),
				stays(['s-3'], { status: 'transferred', end_date: '2015-06-30' }),
				stays(['s-4', 's-5'], { status: 'completed', end_date: '2015-07-10' }),
				stays(range('s', 6, 12), { status: 'active' }),
				stays(['s-1'], { start_date: '2015-07-01', status: 'withdrew', end_date: '2015-07-05' }),
				stays(['s-13', 's-14'], { start_date: '2015-08-01', status: 'active' })
			)
		);
	});

	test('is active or has completed, quarter by quarter; transfers are neither, and later quarters are empty with their day', async () => {
		const rows = await rowsOf(w, 'cohort_grid', { by: GRID, where: { start_quarter: '2015Q1' } });
		expect(rows.map((row) => [row.numerator, row.denominator, row.status, row.known_on])).toEqual([
			[11, 12, 'shown', null],
			[9, 12, 'shown', null],
			[9, 12, 'shown', null],
			...['2015-12-31', '2016-03-31', '2016-06-30', '2016-09-30', '2016-12-31', '2017-03-31'].map((day) => [
				null,
				null,
				'not_yet_observable',
				day
			])
		]);
		expect(rows[0]).toMatchObject({ quarters_since_start: 0, transferred: 1, provisional: null });
		expect(rows[2]).toMatchObject({ quarters_since_start: 2, provisional: 'provisional' });
	});

	test('counts a person who comes back once, with the first stay', async () => {
		const rows = await rowsOf(w, 'cohort_grid', { where: { quarters_since_start: '0' } });
		expect(valuesBy(rows, GRID, 'denominator')).toEqual({ '2015Q1/0': 12, '2015Q3/0': 2 });
	});

	test('bears the quarters of the calendar that is asked for, and the same numbers', async () => {
		const plain = await rowsOf(w, 'cohort_grid');
		const federal = await rowsOf(w, 'cohort_grid', {
			calendar: 'federal',
			where: { start_quarter: '2015Q2' }
		});
		expect(federal.map(({ start_quarter: _, ...row }) => row)).toEqual(
			plain.filter((row) => row.start_quarter === '2015Q1').map(({ start_quarter: _, ...row }) => row)
		);
	});
});

describe('when people withdraw', () => {
	/* On the 14th, 15th, 30th, 31st, 60th, 61st, 90th and 91st day after January 1. */
	test('the day of leaving decides, both ends of each step included', async () => {
		const ends = ['01-15', '01-16', '01-31', '02-01', '03-02', '03-03', '04-01', '04-02'];
		const rows = ends.map((day, at) =>
			stays([`s-${at + 1}`], { start_date: '2015-01-01', status: 'withdrew', end_date: `2015-${day}` })
		);
		const w = await partnership(
			files(10, ...rows, stays(['s-9', 's-10'], { status: 'completed', end_date: '2015-02-02' }))
		);
		const timing = await rowsOf(w, 'withdrawal_timing', { by: ['days_after_start'] });
		expect(valuesBy(timing, ['days_after_start'])).toEqual({
			'0-14': 1,
			'15-30': 2,
			'31-60': 2,
			'61-90': 2,
			'91+': 1
		});
		expect(timing[1]?.withdrawn_share).toBe(0.25);
		const program = await rowsOf(w, 'withdrawal_timing', { by: ['days_after_start', 'program'] });
		expect(valuesBy(program, ['days_after_start'])).toEqual(valuesBy(timing, ['days_after_start']));
		expect(await rowsOf(w, 'withdrawal_timing')).toMatchObject([{ value: 8 }]);
	});

	/*
	 * Everybody begins on March 31. Twenty withdraw in April, twenty in May, three on June 29 and twenty in July. Day 90 is
	 * June 29 and month 3 ends a day later: fine; but day 60 is May 30, so May 31 would stand alone if somebody left on it.
	 */
	test('days are withheld where a month of the curve would give a few people back', async () => {
		const leave = (from: number, to: number, day: string) =>
			stays(range('s', from, to), { start_date: '2015-03-31', status: 'withdrew', end_date: `2015-${day}` });
		const others = stays(range('s', 64, 110), { start_date: '2015-03-31', status: 'active' });
		const tell = async (late: string) => {
			const w = await partnership(
				files(
					110,
					leave(1, 20, '04-20'),
					leave(21, 40, '05-20'),
					leave(41, 43, late),
					leave(44, 63, '07-10'),
					others
				)
			);
			const curve = await rowsOf(w, 'training_retention', { context: DOOR });
			const timing = await rowsOf(w, 'withdrawal_timing', { by: ['days_after_start'], context: DOOR });
			return {
				months: curve.filter(({ status }) => status === 'shown').map((row) => [row.time, row.events]),
				days: valuesBy(timing, ['days_after_start'])
			};
		};
		// Month 2 ends on May 31. With the three on May 30 (day 60) it holds 23 like days 31-60: both are told.
		expect((await tell('05-30')).days).toMatchObject({ '15-30': 20, '31-60': 23 });
		// With the three on May 31 the curve tells 23 up to month 2, so days 31-60, which would tell 20, are withheld.
		const apart = await tell('05-31');
		expect(apart.months.slice(0, 2)).toEqual([
			[1, 20],
			[2, 23]
		]);
		expect(apart.days).toMatchObject({ '15-30': 20, '31-60': null, '61-90': null });
	});
});
