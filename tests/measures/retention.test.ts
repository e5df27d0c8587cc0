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
	type File
} from './small-partnership';

afterAll(clearPartnerships);

const college = { partner: 'college', period: '2015Q3' };

function stays(who: string[], columns: Record<string, unknown>): Record<string, unknown>[] {
	return each(who, 'enrollment_id', { program: 'nursing_assistant', start_date: '2015-01-31', ...columns });
}

function files(...rows: Record<string, unknown>[][]): File[] {
	return [
		{ ...college, dataset: 'participants', rows: people('s', 60) },
		{ ...college, dataset: 'enrollments', rows: rows.flat() }
	];
}

describe('month by month, before the door', () => {
	let w: Warehouse;

	/*
	 * Ten people start on 31 January. On 28 February one withdraws: the first month. On 1 March one: the second. On
	 * 31 March two complete: still the second. Six go on to 30 September, the eighth month.
	 */
	beforeAll(async () => {
		w = await partnership([
			...files(
				stays(['s-1'], { status: 'withdrew', end_date: '2015-02-28' }),
				stays(['s-2'], { status: 'withdrew', end_date: '2015-03-01' }),
				stays(['s-3', 's-4'], { status: 'completed', end_date: '2015-03-31' }),
				stays(range('s', 5, 10), { status: 'active' })
			),
			{
				...college,
				dataset: 'deliveries',
				rows: [
					...each(['s-1', 's-3', 's-5', 's-6'], 'delivery_id', {
						service: 'child_care',
						status: 'delivered',
						date: '2015-01-15'
					}),
					...each(['s-7'], 'delivery_id', { service: 'child_care', status: 'delivered', date: '2015-03-01' })
				]
			}
		]);
	});

	test('a month is the k-th after the start, begun months count whole', async () => {
		const rows = await rowsOf(w, 'training_retention');
		expect(rows.map((row) => [row.time, row.at_risk, row.events])).toEqual([
			[1, 10, 1],
			[2, 9, 1],
			[3, 6, 0],
			[4, 6, 0],
			[5, 6, 0],
			[6, 6, 0],
			[7, 6, 0],
			[8, 6, 0]
		]);
		expect(rows[0]?.value).toBeCloseTo(0.9, 12);
		expect(rows[1]?.value).toBeCloseTo(0.8, 12);
	});

	test('the states of a month add up to one, and completing is not dropping out', async () => {
		const rows = await rowsOf(w, 'training_pathway');
		const last = Object.fromEntries(
			rows.filter((row) => row.time === 8).map((row) => [row.state_name, row.value])
		);
		expect(last.withdrew).toBeCloseTo(0.2, 12);
		expect(last.completed).toBeCloseTo(0.2, 12);
		expect(last.active).toBeCloseTo(0.6, 12);
		for (const month of Map.groupBy(rows, (row) => row.time).values()) {
			expect(month.reduce((sum, row) => sum + (row.value ?? 0), 0)).toBeCloseTo(1, 12);
		}
	});

	test('a support counts from its date on', async () => {
		const rows = await rowsOf(w, 'training_retention', { by: ['service'], where: { service: 'child_care' } });
		const at = (received: string, time: number) =>
			rows.find((row) => row.received === received && row.time === time);
		expect(at('yes', 1) ?? at('yes', 3)).toMatchObject({ service: 'child_care' });
		expect(at('yes', 3)).toMatchObject({ at_risk: 3 });
		expect(at('no', 3)).toMatchObject({ at_risk: 3 });
	});
});

describe('behind the door', () => {
	let w: Warehouse;

	/* A hundred and ten start. Twelve withdraw in the first month, four in the second, eight in the third; fifty complete in the second, thirty-six in the sixth. */
	beforeAll(async () => {
		w = await partnership(
			files(
				stays(range('s', 1, 12), { status: 'withdrew', end_date: '2015-02-10' }),
				stays(range('s', 13, 16), { status: 'withdrew', end_date: '2015-03-10' }),
				stays(range('s', 17, 24), { status: 'withdrew', end_date: '2015-04-10' }),
				stays(range('s', 25, 60), { status: 'completed', end_date: '2015-07-10' }),
				stays(range('s', 61, 110), { status: 'completed', end_date: '2015-03-10' })
			)
		);
	});

	test('a step of four is merged with the next one, and the month inside is withheld', async () => {
		const rows = await rowsOf(w, 'training_retention', { context: DOOR });
		expect(rows.slice(0, 3)).toMatchObject([
			{ time: 1, at_risk: 110, events: 12, value: 98 / 110, status: 'shown' },
			{ time: 2, at_risk: null, events: null, value: null, lower: null, status: 'withheld' },
			{ time: 3, at_risk: 98, events: 12, value: 0.699, status: 'shown' }
		]);
	});

	test('the months before withdrawing are those of the published curve: whoever finished within a step did not stay to its end', async () => {
		const [before] = await rowsOf(w, 'retention_time');
		const [told] = await rowsOf(w, 'retention_time', { context: DOOR });
		expect(told).toMatchObject({ horizon: 6, quarter_left: 3, half_left: null });
		/* Watched to the end of the step, 86 of 98 would have stayed: 78 %, and no quarter would have withdrawn. */
		expect(told?.value).toBeCloseTo(1 + (98 / 110) * 1.5 + 0.699 * 3.5, 9);
		expect(Math.abs(Number(told?.value) - Number(before?.value))).toBeLessThan(0.1);
		expect(Number(told?.upper) - Number(told?.lower)).toBeCloseTo(
			Number(before?.upper) - Number(before?.lower),
			0
		);
	});

	test('every point that is left is the one before the door, from the first merged one on to three decimals', async () => {
		for (const measure of ['training_retention', 'training_pathway']) {
			const before = await rowsOf(w, measure);
			const left = (await rowsOf(w, measure, { context: DOOR })).filter(({ status }) => status === 'shown');
			expect(left.length).toBeGreaterThan(3);
			for (const row of left) {
				const same = before.find(
					({ time, state_name }) => time === row.time && state_name === row.state_name
				);
				const isMerged = Number(row.time) >= 3;
				expect(row.value).toBeCloseTo(same?.value ?? NaN, isMerged ? 3 : 9);
				expect(row.upper ?? -1).toBeCloseTo(same?.upper ?? -1, isMerged ? 3 : 9);
				expect(Number(row.error)).toBeCloseTo(Number(same?.error), isMerged ? 2 : 9);
			}
		}
	});

	test('no row of any curve shows a count of one to ten', async () => {
		for (const by of [[], ['program'], ['start_quarter'], ['sex'], ['population']]) {
			for (const measure of ['training_retention', 'training_pathway']) {
				const table = await ask(w, measure, { by, context: DOOR });
				const counts = table.rows.flatMap((row) => [row.events, row.at_risk]);
				expect(counts.filter((count) => Number(count) > 0 && Number(count) < 11)).toEqual([]);
			}
		}
	});
});

describe('a partner that has not filed since', () => {
	test('its people are watched until the last period it published, and the page says so', async () => {
		const w = await partnership([
			...files(stays(range('s', 1, 12), { status: 'active' })).map((file) => ({ ...file, period: '2015Q1' })),
			{ partner: 'county', period: '2015Q3', dataset: 'participants', rows: people('c', 1) }
		]);
		const table = await ask(w, 'training_retention', { context: DOOR });
		expect(table.rows.at(-1)).toMatchObject({ time: 2 });
		expect(table.notes).toContain(
			'12 people are watched only until the last period that their partner published (censored early).'
		);
		expect(table.notes).toContain('Not yet filed for the latest quarter: COLLEGE.');
	});
});
