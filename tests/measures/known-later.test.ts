import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SafeRow } from '$lib/domain';
import { auditKept, prepare } from '$lib/server/measures';
import type { Warehouse } from '$lib/server/warehouse';
import { spreadColumns } from '../../src/lib/server/measures/families';
import { countAgain, LATER, someLeavers } from './leavers';
import { ask, clearPartnerships, DOOR, partnership, rowsOf, valuesBy, type File } from './small-partnership';

afterAll(clearPartnerships);

/*
 * Data end 2015-09-30. Everybody but s-6 left in September 2014. s-1 has a job throughout and is in two populations. s-2
 * has none. Of s-3 nobody filed anything. s-4 died. s-5 never trained; the file has no answer at six months, and one of
 * the second quarter that is dated after data end. s-6 left in May 2015 and was asked too soon. s-7 left in March 2014
 * already, came back, and left again.
 */
const LEFT = '2014-09-15';

const roster: File[] = [
	{
		partner: 'lead',
		period: '2014Q3',
		dataset: 'participants',
		rows: [
			left('s-1', { exit_date: null, is_tanf: true, is_refugee: true }),
			left('s-7', { exit_date: '2014-03-31' })
		]
	},
	{
		partner: 'lead',
		period: '2015Q2',
		dataset: 'participants',
		rows: [{ participant_id: 's-6', intake_date: '2014-01-05', exit_date: '2015-05-01' }]
	},
	{
		partner: 'lead',
		period: '2015Q3',
		dataset: 'participants',
		rows: [
			left('s-1'),
			...['s-2', 's-3', 's-5'].map((who) => left(who)),
			left('s-4', { exit_reason: 'deceased' }),
			left('s-7', { exit_date: '2014-09-30' })
		]
	}
];

function left(participant_id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
	return { participant_id, intake_date: '2014-01-05', exit_date: LEFT, ...more };
}

const stays: File = {
	partner: 'lead',
	period: '2015Q3',
	dataset: 'enrollments',
	rows: [
		stay('s-1', { status: 'completed', credential: 'Aide', credential_date: '2014-10-01' }),
		stay('s-2', { status: 'withdrew' }),
		stay('s-3', { status: 'completed', credential: 'Aide', credential_date: '2015-09-20' }),
		stay('s-4', { status: 'completed', credential: 'Aide', credential_date: '2014-09-10' }),
		stay('s-6', { status: 'completed', end_date: '2015-05-01' }),
		stay('s-7', { status: 'withdrew', start_date: '2014-01-05', end_date: '2014-03-31' }),
		{ ...stay('s-7', { status: 'completed', program: 'phlebotomy' }), enrollment_id: 'again' }
	]
};

function stay(participant_id: string, more: Record<string, unknown>): Record<string, unknown> {
	const columns = { program: 'nursing_assistant', start_date: '2014-06-02', end_date: LEFT };
	return { enrollment_id: participant_id, participant_id, ...columns, ...more };
}

const outcomes: File = {
	partner: 'lead',
	period: '2015Q3',
	dataset: 'outcomes',
	rows: [
		seen('s-1', 'entry', '2014-06-02', { is_employed: true, hourly_wage_usd: 10 }),
		seen('s-1', 'exit', LEFT, { is_employed: true, is_health_job: true, hourly_wage_usd: 12 }),
		seen('s-1', 'month_6', '2015-03-16', { is_employed: true, is_health_job: true, hourly_wage_usd: 12 }),
		seen('s-1', 'q2', '2015-03-31', { is_employed: true, quarter_earnings_usd: 5000 }),
		seen('s-1', 'q4', '2015-09-30', { is_employed: true }),
		seen('s-2', 'entry', '2014-06-02', { is_employed: true, hourly_wage_usd: 10 }),
		seen('s-2', 'exit', LEFT, { is_employed: true, is_health_job: false, hourly_wage_usd: 9 }),
		...['month_6', 'q2', 'q4'].map((point) => seen('s-2', point, '2015-03-31', { is_employed: false })),
		seen('s-5', 'month_6', '2015-03-16', { is_employed: null }),
		seen('s-5', 'q2', '2015-11-01', { is_employed: true }),
		seen('s-6', 'month_6', '2015-09-01', { is_employed: true }),
		seen('s-7', 'entry', '2014-01-05', { is_employed: true, hourly_wage_usd: 8 }),
		seen('s-7', 'entry', '2014-06-02', { is_employed: true, hourly_wage_usd: 11 }),
		seen('s-7', 'exit', '2014-03-31', { is_employed: false }),
		seen('s-7', 'exit', '2014-09-30', { is_employed: true, hourly_wage_usd: 9 }),
		seen('s-7', 'month_6', '2014-09-28', { is_employed: true, credential_earned: true }),
		seen('s-7', 'month_6', '2015-03-31', { is_employed: false }),
		seen('s-7', 'q2', '2015-03-31', { is_employed: true, quarter_earnings_usd: 3000 })
	]
};

function seen(
	participant_id: string,
	point: string,
	observed_date: string,
	more: Record<string, unknown>
): Record<string, unknown> {
	const outcome_id = `${participant_id} ${point} ${observed_date}`;
	return { outcome_id, participant_id, point, observed_date, ...more };
}

describe('what is known of people after they left', () => {
	let w: Warehouse;

	beforeAll(async () => {
		w = await partnership([...roster, stays, outcomes]);
	});

	test('six months after: due on the day, unanswered and dated too late left out, silence no job, the dead left out', async () => {
		const [all] = await rowsOf(w, 'employed_6m');
		expect(all).toMatchObject({ numerator: 1, denominator: 4, answered: 3, follow_up_share: 0.75 });
		expect(await rowsOf(w, 'employed_6m_health')).toMatchObject([{ numerator: 1, denominator: 4 }]);
	});

	test('a quarter in which nobody is due yet is no zero, and says when it will be known', async () => {
		const rows = await rowsOf(w, 'employed_6m', { by: ['quarter'] });
		expect(rows).toMatchObject([
			{ quarter: '2014Q3', numerator: 1, denominator: 4, known_on: '2015-03-31', provisional: null },
			{
				quarter: '2015Q2',
				value: null,
				status: 'not_yet_observable',
				known_on: '2015-12-31',
				provisional: null
			},
			{ quarter: '2015Q3', value: null, status: 'no_data' }
		]);
	});

	test('of the second and fourth quarter after the exit, each is due when it is over', async () => {
		expect(await rowsOf(w, 'employed_q2')).toMatchObject([{ numerator: 2, denominator: 4, answered: 3 }]);
		expect(await rowsOf(w, 'employed_q4')).toMatchObject([{ numerator: 1, denominator: 5, answered: 2 }]);
	});

	test('the median of an even number of people is the mean of the middle two', async () => {
		expect(await rowsOf(w, 'median_earnings_q2')).toMatchObject([{ value: 4000, denominator: 2 }]);
	});

	test('a credential counts until 365 days after the exit, of who had trained and whose year is over', async () => {
		expect(await rowsOf(w, 'credential_rate')).toMatchObject([{ numerator: 2, denominator: 4 }]);
		const rows = await rowsOf(w, 'credential_rate', { by: ['program'] });
		expect(valuesBy(rows, ['program'], 'denominator')).toMatchObject({ nursing_assistant: 4, none: 0 });
	});

	test('whoever came back is one person: program and wage of the first entry, answers after the last exit', async () => {
		const rows = await rowsOf(w, 'employed_6m', { by: ['program'] });
		expect(valuesBy(rows, ['program'], 'denominator')).toEqual({ nursing_assistant: 4, none: null });
		expect(await rowsOf(w, 'wage_gain')).toMatchObject([{ numerator: 2, denominator: 3 }]);
		expect(await rowsOf(w, 'wage_gain_6m')).toMatchObject([{ numerator: 1, denominator: 1 }]);
	});

	test('a person in two populations counts in each, and once in the total', async () => {
		const rows = await rowsOf(w, 'employed_6m', { by: ['population'] });
		expect(valuesBy(rows, ['population'], 'numerator')).toEqual({ tanf: 1, refugee: 1, none: 0 });
	});

	test('nobody filed outcomes yet: not yet observable, also at exit', async () => {
		const silent = await partnership([...roster, stays]);
		for (const measure of ['employed_at_exit', 'employed_6m', 'employed_q4'])
			expect(await rowsOf(silent, measure)).toMatchObject([{ status: 'not_yet_observable', value: null }]);
	});

	test('of so few people nothing is told', async () => {
		for (const measure of Object.keys(LATER))
			for (const row of (await ask(w, measure, { by: ['program'], context: DOOR })).rows) {
				const told = [row.value, row.numerator, row.denominator, row.answered ?? null, row.lower];
				expect(told.filter((number) => number !== null && number !== 0)).toEqual([]);
			}
	});
});

describe('counted once more, row by row and without SQL', () => {
	test.each([7, 8])('whatever is filed (%i), in whatever order the rows come', async (seed) => {
		const { files, people } = someLeavers(seed, 90);
		const turned = files.map((file) => ({ ...file, rows: [...file.rows].reverse() }));
		const [w, other] = [await partnership(files), await partnership(turned.reverse())];
		for (const [measure, counted] of Object.entries(LATER)) {
			for (const by of ['quarter', 'program', 'population'] as const) {
				const rows = await rowsOf(w, measure, { by: [by] });
				const found = rows.filter((row) => row.denominator).map((row) => [row[by], numbersOf(row)]);
				expect(Object.fromEntries(found), `${measure} by ${by}`).toEqual(countAgain(people, by, counted));
				expect(await rowsOf(other, measure, { by: [by] })).toEqual(rows);
			}
		}
	});
});

test('whoever puts together everything told of the same people finds no small number', async () => {
	const w = await partnership(someLeavers(9, 400).files);
	await prepare(w, DOOR);
	expect(await auditKept(w, DOOR)).toEqual([]);
	const told = await rowsOf(w, 'employed_6m', { by: ['population'], context: DOOR });
	expect(told.filter(({ status }) => status === 'shown').length).toBeGreaterThan(0);
	for (const measure of Object.keys(LATER))
		for (const by of ['quarter', 'program', 'population'])
			for (const row of await rowsOf(w, measure, { by: [by], context: DOOR }))
				for (const count of [row.numerator, row.denominator, row.answered, restOf(row)])
					expect(typeof count === 'number' && count > 0 && count < 11, `${measure} ${by}`).toBe(false);
});

/** Those of the denominator who are not in the numerator. */
function restOf({ numerator, denominator }: SafeRow): number | null {
	return numerator === null || denominator === null ? null : denominator - numerator;
}

function numbersOf({ numerator, denominator, value }: Record<string, unknown>): unknown[] {
	return [numerator ?? value, denominator];
}

test('quantiles are those of R (type 7)', async () => {
	const w = await partnership(roster);
	const columns = spreadColumns({ of: 'x', shares: { q1: 0.25, median: 0.5, q3: 0.75 } });
	const of = async (numbers: number[]) => {
		const asked = ['q1', 'median', 'q3'].map((name) => `${columns[name]} AS ${name}`).join(', ');
		const [row] = await w.read(`SELECT ${asked} FROM (SELECT unnest([${numbers.join(', ')}]) AS x)`);
		return row;
	};
	expect(await of([1, 2, 4, 9])).toEqual({ q1: 1.75, median: 3, q3: 5.25 });
	expect(await of([3, 5, 8, 13, 21, 34, 55])).toEqual({ q1: 6.5, median: 13, q3: 27.5 });
});
