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

const lead = { partner: 'lead', period: '2015Q3' };

function award(award_id: string, columns: Record<string, unknown>): Record<string, unknown> {
	return {
		award_id,
		funder: 'HHS',
		name: `Award ${award_id}`,
		fund_type: 'federal',
		start_date: '2010-10-01',
		...columns
	};
}

function spent(
	award_id: string,
	quarter: string,
	service: string,
	spent_usd: number,
	obligated_usd = 0
): Record<string, unknown> {
	return { award_id, quarter, service, spent_usd, obligated_usd };
}

function line(offering_id: string, columns: Record<string, unknown>): Record<string, unknown> {
	return {
		offering_id,
		offering_partner: 'lead',
		population: 'any',
		status: 'pays',
		from_date: '2010-10-01',
		...columns
	};
}

/** Twelve people need food in 2015Q2 and Q3 alike; HPOG ends with data end, COUNTY has 10,000 dollars left. */
function files(extra: Record<string, unknown>[] = []): File[] {
	return [
		{ ...lead, period: '2015Q2', dataset: 'participants', rows: people('f', 14) },
		{
			...lead,
			dataset: 'needs',
			rows: each(range('f', 1, 12), 'need_id', {
				service: 'food',
				identified_date: '2015-04-10',
				status: 'open'
			})
		},
		{
			...lead,
			dataset: 'awards',
			rows: [
				award('HPOG', { amount_usd: 100000, end_date: '2015-09-29', payer_order: 2 }),
				award('COUNTY', { amount_usd: 15000, end_date: '2016-06-30', payer_order: 1 })
			]
		},
		{
			...lead,
			dataset: 'expenditures',
			rows: [
				spent('HPOG', '2015Q2', 'food', 30000, 500),
				spent('HPOG', '2015Q3', 'food', 40000, 1000),
				spent('HPOG', '2015Q3', 'administration', 5000),
				spent('COUNTY', '2015Q3', 'food', 4000, 1000)
			]
		},
		{
			...lead,
			dataset: 'offerings',
			rows: [
				line('o-1', { service: 'food', award_id: 'HPOG', unit_cost_usd: 400 }),
				line('o-2', { service: 'food', award_id: 'COUNTY', unit_cost_usd: 500 }),
				...extra
			]
		}
	];
}

let w: Warehouse;

beforeAll(async () => {
	w = await partnership(files([line('o-3', { service: 'tuition', award_id: 'HPOG' })]));
});

describe('awards and spending', () => {
	test('what is left is the amount less spent and obligated; nothing outside the dates', async () => {
		const rows = await rowsOf(w, 'award_balance', { by: ['quarter', 'award'], to: '2015Q4' });
		expect(valuesBy(rows, ['quarter', 'award'])).toEqual({
			'2015Q2/COUNTY': 15000,
			'2015Q2/HPOG': 69500,
			'2015Q3/COUNTY': 10000,
			'2015Q3/HPOG': 24000,
			'2015Q4/COUNTY': 10000,
			'2015Q4/HPOG': 0
		});
	});

	test("the grant's spending stands apart from the partners' own", async () => {
		const rows = await rowsOf(w, 'spend', { by: ['quarter', 'paid_from'] });
		expect(valuesBy(rows, ['quarter', 'paid_from'])).toEqual({
			'2015Q2/grant': 30000,
			'2015Q3/grant': 45000,
			'2015Q3/leveraged': 4000
		});
		const services = await rowsOf(w, 'spend', { by: ['service'], where: { award: 'HPOG' } });
		expect(valuesBy(services, ['service'])).toEqual({ food: 70000, administration: 5000 });
	});

	test('food hangs on the grant for 70 of 74 thousand dollars', async () => {
		const [row] = await rowsOf(w, 'dependence', { by: ['service'] });
		expect(row).toMatchObject({
			service: 'food',
			award: 'HPOG',
			numerator: 70000,
			denominator: 74000,
			value: 70000 / 74000
		});
		const each = await rowsOf(w, 'dependence', { by: ['award'], where: { service: 'food' } });
		expect(valuesBy(each, ['award'], 'numerator')).toEqual({ COUNTY: 4000, HPOG: 70000 });
	});

	test('tuition hangs on one award alone, in every population', async () => {
		const rows = await rowsOf(w, 'single_source', {
			by: ['service', 'population'],
			where: { service: 'tuition' }
		});
		expect(rows).toHaveLength(4);
		expect(rows[0]).toMatchObject({ award: 'HPOG', end_date: '2015-09-29', quarter: '2015Q3', value: 1 });
		expect(await rowsOf(w, 'single_source')).toMatchObject([{ numerator: 4, denominator: 8, award: null }]);
	});
});

describe('what is coming', () => {
	test('twelve people at the price of the offering that is left', async () => {
		const [next] = await rowsOf(w, 'demand', { by: ['quarter', 'service'] });
		expect(next).toMatchObject({
			quarter: '2015Q4',
			service: 'food',
			numerator: 12,
			value: 6000,
			unit_cost: 500,
			unit_cost_source: 'offering',
			assumed_quarters: 0
		});
	});

	test('the county award pays one quarter and two thirds, then ends', async () => {
		const rows = await rowsOf(w, 'unfunded', { by: ['quarter'] });
		expect(rows.slice(0, 3).map((row) => row.value)).toEqual([0, 2000, 6000]);
		const before = await rowsOf(w, 'demand', { by: ['quarter'] });
		expect(before.map((row) => row.quarter)).toEqual(rows.map((row) => row.quarter));
	});

	test('the runway ends in the second quarter, and names the award that carried the service', async () => {
		const [food] = await rowsOf(w, 'runway_end', { by: ['service'] });
		expect(food).toMatchObject({
			service: 'food',
			quarter: '2016Q1',
			value: 2,
			award: 'HPOG',
			end_date: '2015-09-29'
		});
	});

	test('a withheld need enters as five people, and says so', async () => {
		const few = files().map((file) =>
			file.dataset === 'needs' ? { ...file, rows: file.rows.slice(0, 7) } : file
		);
		const small = await partnership(few);
		const table = await ask(small, 'demand', { by: ['quarter', 'service'], context: DOOR });
		expect(table.rows[0]).toMatchObject({ numerator: 5, value: 2500, assumed_quarters: 2 });
		expect(table.notes.join(' ')).toContain('assumption of 5 people');
	});
});

describe('what a support costs for one person', () => {
	test('eleven people at 100 to 1100 dollars: the mean, the median and the quartiles; ten are withheld', async () => {
		const paid = (count: number, service: string) =>
			range('f', 1, count).flatMap((who, at) =>
				each([who], 'delivery_id', {
					service,
					status: 'delivered',
					date: '2015-05-01',
					amount_usd: 100 * (at + 1),
					award_id: 'HPOG'
				})
			);
		const home = await partnership([
			...files(),
			{ ...lead, dataset: 'deliveries', rows: [...paid(11, 'food'), ...paid(10, 'housing')] }
		]);
		const rows = await rowsOf(home, 'unit_cost', { by: ['service'], context: DOOR });
		expect(rows).toMatchObject([
			{ service: 'housing', status: 'withheld', value: null, median: null },
			{
				service: 'food',
				numerator: 6600,
				denominator: 11,
				value: 600,
				median: 600,
				quartile_1: 350,
				quartile_3: 850
			}
		]);
	});
});
