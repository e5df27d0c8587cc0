import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '$lib/server/warehouse';
import {
	ask,
	clearPartnerships,
	each,
	partnership,
	people,
	range,
	rowsOf,
	valuesBy
} from './small-partnership';

afterAll(clearPartnerships);

let w: Warehouse;

/*
 * One quarter, 2015Q1. Navigators: n-1..n-6, of whom n-1..n-4 are tanf. County: n-3 again (it says refugee too), c-1, c-2.
 */
beforeAll(async () => {
	w = await partnership([
		{
			partner: 'navigators',
			period: '2015Q1',
			dataset: 'participants',
			rows: [
				...people('n', 4, { is_tanf: true, sex: 'female', zip: '92101', birth_date: '1990-06-01' }),
				...people('n', 6, { sex: 'male', birth_date: '1970-06-01' }).slice(4)
			]
		},
		{
			partner: 'county',
			period: '2015Q1',
			dataset: 'participants',
			rows: [
				{ participant_id: 'n-3', intake_date: '2015-01-05', is_refugee: true },
				...people('c', 2, { is_refugee: true })
			]
		},
		{
			partner: 'navigators',
			period: '2015Q1',
			dataset: 'needs',
			rows: [
				...each(range('n', 1, 5), 'need_id', {
					service: 'child_care',
					identified_date: '2015-01-10',
					status: 'open'
				}),
				...each(['n-1'], 'need_id', { service: 'housing', identified_date: '2015-02-01', status: 'open' })
			]
		},
		{
			partner: 'county',
			period: '2015Q1',
			dataset: 'deliveries',
			rows: [
				...each(['n-3', 'c-1'], 'delivery_id', {
					service: 'child_care',
					status: 'delivered',
					date: '2015-03-01',
					amount_usd: 500
				}),
				...each(['n-2'], 'delivery_id', { service: 'child_care', status: 'approved', date: '2015-03-01' })
			]
		}
	]);
});

describe('people served', () => {
	test('counts a person once when two partners served them in one quarter', async () => {
		const rows = await rowsOf(w, 'people_served', { by: ['quarter'] });
		expect(valuesBy(rows, ['quarter'])).toEqual({ '2015Q1': 6 });
		const partners = await rowsOf(w, 'people_served', { by: ['partner'] });
		expect(valuesBy(partners, ['partner'])).toEqual({ navigators: 5, county: 2 });
	});

	test('somebody on a roster whom nobody served is not counted, and approved is not delivered', async () => {
		const table = await ask(w, 'people_served');
		expect(table.rows[0]?.value).toBe(6);
		expect(table).toMatchObject({ as_of: '2015-03-31', state: 1, unit: 'people', by: [] });
	});

	test('a person stands in each population, and in none when no partner named one', async () => {
		const rows = await rowsOf(w, 'people_served', { by: ['population'] });
		expect(valuesBy(rows, ['population'])).toEqual({ tanf: 4, refugee: 2, none: 1 });
	});

	test('age is that of the first day of the quarter', async () => {
		const rows = await rowsOf(w, 'people_served', { by: ['quarter', 'sex', 'age_band'] });
		expect(valuesBy(rows, ['sex', 'age_band'])).toEqual({
			'female/18_24': 4,
			'male/35_44': 1,
			'unknown/unknown': 1
		});
	});
});

describe('needs and who covered them', () => {
	test('of five people in need of child care, the one with a delivery is covered', async () => {
		const rows = await rowsOf(w, 'need_coverage', { by: ['service'] });
		expect(valuesBy(rows, ['service'], 'numerator')).toEqual({ child_care: 1, housing: 0 });
		expect(valuesBy(rows, ['service'], 'denominator')).toEqual({ child_care: 5, housing: 1 });
	});
});
