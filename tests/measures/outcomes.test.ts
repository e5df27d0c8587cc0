import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '$lib/server/warehouse';
import {
	ask,
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
	return each(who, 'enrollment_id', { program: 'nursing_assistant', ...columns });
}

function enrollments(...rows: Record<string, unknown>[][]): File {
	return { ...college, dataset: 'enrollments', rows: rows.flat() };
}

const roster: File = {
	...college,
	dataset: 'participants',
	rows: people('s', 40, { birth_date: '1990-01-10' })
};

describe('training completed', () => {
	let w: Warehouse;

	/* Twelve of twenty complete, five withdraw, one transfers, two go on. s-1 stays a second time; s-21 is not in health. */
	beforeAll(async () => {
		const start_date = '2015-01-12';
		w = await partnership([
			roster,
			enrollments(
				stays(range('s', 1, 12), { start_date, status: 'completed', end_date: '2015-03-31' }),
				stays(range('s', 13, 17), { start_date, status: 'withdrew', end_date: '2015-02-01' }),
				stays(['s-18'], { start_date, status: 'transferred', end_date: '2015-02-01' }),
				stays(['s-19', 's-20'], { start_date, status: 'active' }),
				stays(['s-1'], { start_date: '2015-05-01', status: 'withdrew', end_date: '2015-06-01' }),
				stays(['s-21'], { start_date, status: 'completed', end_date: '2015-02-01', is_health: false })
			)
		]);
	});

	test('counts the first stay of each person in the health field', async () => {
		const [row] = await rowsOf(w, 'completion_rate');
		expect(row).toMatchObject({
			numerator: 12,
			denominator: 20,
			value: 0.6,
			active: 2,
			withdrew: 5,
			transferred: 1
		});
		const cohorts = await rowsOf(w, 'completion_rate', { by: ['start_quarter', 'age_band'] });
		expect(cohorts).toMatchObject([{ start_quarter: '2015Q1', age_band: '25_34', denominator: 20 }]);
	});

	test('eight people not completed are too few: the rate is withheld, not zero', async () => {
		const [row] = await rowsOf(w, 'completion_rate', { context: DOOR });
		expect(row).toMatchObject({
			status: 'withheld',
			numerator: null,
			denominator: null,
			value: null,
			lower: null
		});
		expect(row).toMatchObject({ active: null, withdrew: null, transferred: null });
	});

	test('a completion after data end is a stay that still goes on', async () => {
		const later = await partnership([
			roster,
			enrollments(stays(['s-1'], { start_date: '2015-07-01', status: 'completed', end_date: '2015-10-02' }))
		]);
		expect(await rowsOf(later, 'completion_rate')).toMatchObject([
			{ numerator: 0, denominator: 1, active: 1 }
		]);
	});
});

describe('employed at exit', () => {
	let w: Warehouse;

	/*
	 * Data end 2015-09-30. s-1..s-4 left on 2015-03-31 by the roster: two employed (one in health), one not, one without
	 * any outcome. s-5 last served 2015-07-02: 90 days ago, left. s-6 last served 2015-07-03: 89 days ago, not left.
	 * s-7 left 2015-09-01 and is not yet observable. s-8 goes on with training. s-1 was helped again after 123 days, which
	 * is coming back. s-9 and s-10 went on within 90 days of the exit that was filed and so had not left: s-9 left when last
	 * served, on 2015-03-20, and s-10, in training from the 90th day on, has not yet.
	 */
	beforeAll(async () => {
		const given = { service: 'food', status: 'delivered' };
		const exit = { point: 'exit', observed_date: '2015-04-15' };
		w = await partnership([
			{ ...college, period: '2015Q1', dataset: 'participants', rows: people('s', 4) },
			{
				...college,
				dataset: 'participants',
				rows: [
					...people('s', 4, { exit_date: '2015-03-31' }),
					...range('s', 5, 6).map((participant_id) => ({ participant_id, intake_date: '2015-01-05' })),
					{ participant_id: 's-7', intake_date: '2015-01-05', exit_date: '2015-09-01' },
					{ participant_id: 's-8', intake_date: '2015-01-05' },
					...range('s', 9, 10).map((participant_id) => ({
						participant_id,
						intake_date: '2015-01-05',
						exit_date: participant_id === 's-9' ? '2015-01-10' : '2015-03-31'
					}))
				]
			},
			{
				...college,
				dataset: 'deliveries',
				rows: [
					...each(['s-5'], 'delivery_id', { ...given, date: '2015-07-02' }),
					...each(['s-6'], 'delivery_id', { ...given, date: '2015-07-03' }),
					...each(['s-1'], 'delivery_id', { ...given, date: '2015-08-01' }),
					...each(['s-9'], 'delivery_id', { ...given, date: '2015-03-20' })
				]
			},
			enrollments(
				stays(['s-1'], { start_date: '2015-01-12', status: 'completed', end_date: '2015-03-31' }),
				stays(['s-8'], { start_date: '2015-01-12', status: 'active' }),
				stays(['s-10'], { start_date: '2015-06-29', status: 'active' })
			),
			{
				...college,
				dataset: 'outcomes',
				rows: [
					...each(['s-1'], 'outcome_id', { ...exit, is_employed: true, is_health_job: true }),
					...each(['s-2'], 'outcome_id', { ...exit, is_employed: true, is_health_job: false }),
					...each(['s-3'], 'outcome_id', { ...exit, is_employed: false }),
					...each(['s-5'], 'outcome_id', { ...exit, is_employed: true }),
					...each(['s-7'], 'outcome_id', { ...exit, is_employed: null })
				]
			}
		]);
	});

	test('the exit date filed counts unless service went on within ninety days, else ninety days without any, dated back to the last', async () => {
		const rows = await rowsOf(w, 'employed_at_exit', { by: ['quarter'] });
		expect(rows).toMatchObject([
			{ quarter: '2015Q1', numerator: 2, denominator: 5, provisional: null },
			{ quarter: '2015Q3', numerator: 1, denominator: 1, provisional: 'provisional', known_on: '2015-12-29' }
		]);
		const [all] = await rowsOf(w, 'employed_at_exit');
		expect(all).toMatchObject({ numerator: 3, denominator: 6, value: 0.5 });
	});

	test('no outcome filed counts as not known to be employed, and the page says so', async () => {
		const table = await ask(w, 'employed_at_exit');
		expect(table.notes.join(' ')).toContain('no partner filed one');
		expect(table.notes.join(' ')).toContain('Exits after Jul 2, 2015');
	});

	test('a health job is one that a partner called so', async () => {
		const [all] = await rowsOf(w, 'employed_at_exit_health');
		expect(all).toMatchObject({ numerator: 1, denominator: 6 });
	});

	test('how many were answered is told of coarse tables, and no column of fine ones', async () => {
		const [all] = await rowsOf(w, 'employed_at_exit');
		expect(all).toMatchObject({ answered: 4, follow_up_share: 4 / 6 });
		const [bySex] = await rowsOf(w, 'employed_at_exit', { by: ['sex'] });
		expect(bySex).not.toHaveProperty('answered');
	});

	test('people who never began training stand under none', async () => {
		const rows = await rowsOf(w, 'employed_at_exit', { by: ['program'] });
		expect(valuesBy(rows, ['program'], 'denominator')).toEqual({ nursing_assistant: 1, none: 5 });
	});

	test('whoever left and is not yet observable is no zero', async () => {
		const only = await partnership([
			{
				...college,
				dataset: 'participants',
				rows: [{ participant_id: 's-7', intake_date: '2015-01-05', exit_date: '2015-09-01' }]
			},
			{
				...college,
				dataset: 'outcomes',
				rows: each(['s-7'], 'outcome_id', { point: 'exit', observed_date: '2015-09-01' })
			}
		]);
		expect(await rowsOf(only, 'employed_at_exit', { by: ['quarter'] })).toMatchObject([
			{ status: 'not_yet_observable', value: null }
		]);
	});
});
