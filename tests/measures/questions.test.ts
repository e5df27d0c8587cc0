import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditKept, measures, prepare } from '$lib/server/measures';
import type { Warehouse } from '$lib/server/warehouse';
import {
	ask,
	clearPartnerships,
	DOOR,
	each,
	keepAsCounted,
	partnership,
	people,
	publish,
	range,
	rowsOf,
	valuesBy
} from './small-partnership';

afterAll(clearPartnerships);

let w: Warehouse;

function needs(period: string, who: string[], day: string) {
	return {
		partner: 'navigators',
		period,
		dataset: 'needs' as const,
		rows: each(who, 'need_id', {
			service: 'food',
			identified_date: day,
			status: 'closed_unmet',
			closed_date: day
		})
	};
}

/* Twelve people in 2014Q4, fifteen in 2015Q1, eight in 2015Q2; the county has filed for 2014Q4 alone. */
beforeAll(async () => {
	const roster = (partner: string, period: string) => ({
		partner,
		period,
		dataset: 'participants' as const,
		rows: people('n', 20, { is_tanf: true })
	});
	w = await partnership([
		roster('navigators', '2014Q4'),
		roster('county', '2014Q4'),
		needs('2014Q4', range('n', 1, 12), '2014-11-01'),
		needs('2015Q1', range('n', 1, 15), '2015-02-01'),
		needs('2015Q2', range('n', 1, 8), '2015-05-01'),
		{
			partner: 'county',
			period: '2014Q4',
			dataset: 'deliveries',
			rows: each(range('n', 1, 12), 'delivery_id', {
				service: 'food',
				status: 'delivered',
				date: '2014-12-01'
			})
		}
	]);
});

describe('the catalogue', () => {
	test('every measure says its question, its definition, its source and its tables, and no two bear one id', () => {
		const all = measures();
		expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
		for (const { id, title, question, definition, numerator, source, tables, disclosure } of all) {
			expect(
				[id, title, question, definition, numerator, source, disclosure].every((text) => text.length > 3)
			).toBe(true);
			expect(tables.length).toBeLessThanOrEqual(8);
			for (const table of tables) expect(table.length).toBeLessThanOrEqual(3);
		}
	});
});

describe('a question that cannot be answered is refused with what can', () => {
	test.each([
		[{ measure: 'people_serve' }, 'unknown_measure', 'people_served'],
		[{ measure: 'people_served', by: ['quartr'] }, 'unknown_breakdown', 'quarter'],
		[{ measure: 'people_served', by: ['service'] }, 'unknown_breakdown', 'partner'],
		[{ measure: 'people_served', by: ['zip', 'sex'] }, 'undeclared_table', 'quarter x zip x race_ethnicity'],
		[{ measure: 'people_served', where: { sex: 'femal' } }, 'unknown_value', 'female'],
		[{ measure: 'people_served', where: { quarter: '2015' } }, 'not_a_quarter', '2015Q1'],
		[{ measure: 'people_served', where: { quarter: '2019Q1' } }, 'unpublished_quarter', '2014Q4 to 2015Q2'],
		[{ measure: 'people_served', from: '2015Q2', to: '2014Q4', by: ['quarter'] }, 'empty_range', 'Swap'],
		[{ measure: 'people_served', from: '2015Q1', to: '2015Q2' }, 'quarters_left_out', 'Add quarter'],
		[{ measure: 'people_served', state: 9 }, 'unknown_state', '1 to 1'],
		[{ measure: 'gap_reason', where: { reason: 'bad' } }, 'unknown_value', 'rule']
	])('%j: %s', async ({ measure, ...question }, code, hint) => {
		const refused = ask(w, measure, { ...question, context: DOOR });
		await expect(refused).rejects.toMatchObject({ name: 'Refusal', code });
		await expect(refused).rejects.toHaveProperty('hint', expect.stringContaining(hint));
	});
});

describe('quarters', () => {
	test('one quarter without a breakdown by quarter is a filter', async () => {
		const table = await ask(w, 'service_need', { from: '2015Q1', to: '2015Q1' });
		expect(table).toMatchObject({ by: [], where: { quarter: '2015Q1' } });
		expect(table.rows).toMatchObject([{ value: 15 }]);
	});

	test('a range narrows the rows, and all quarters may be left out', async () => {
		const rows = await rowsOf(w, 'service_need', { by: ['quarter'], from: '2015Q1' });
		expect(valuesBy(rows, ['quarter'])).toEqual({ '2015Q1': 15, '2015Q2': 8 });
		expect(await rowsOf(w, 'service_need', { from: '2014Q4', to: '2015Q2' })).toMatchObject([{ value: 15 }]);
	});

	test('the federal year begins in October: 2014 Q4 is federal 2015 Q1', async () => {
		const table = await ask(w, 'service_need', {
			by: ['quarter'],
			where: { quarter: '2015Q1' },
			calendar: 'federal'
		});
		expect(table.rows).toMatchObject([{ quarter: '2015Q1', value: 12 }]);
		expect(table).toMatchObject({ calendar: 'federal', where: { quarter: '2015Q1' } });
	});

	test('a partner that has not filed a quarter has no data in it, not zero', async () => {
		const rows = await rowsOf(w, 'people_served', {
			by: ['quarter', 'partner'],
			where: { partner: 'county' }
		});
		expect(rows.map(({ quarter, value, status }) => [quarter, value, status])).toEqual([
			['2014Q4', 12, 'shown'],
			['2015Q1', null, 'no_data'],
			['2015Q2', null, 'no_data']
		]);
		expect((await ask(w, 'people_served')).notes).toContain('Not yet filed for the latest quarter: COUNTY.');
	});
});

describe('behind the door', () => {
	test('the audit finds nothing in what is kept, and names each family whose small counts are shown', async () => {
		await prepare(w, DOOR);
		expect(await auditKept(w, DOOR)).toEqual([]);
		const other = { threshold: 12 };
		await keepAsCounted(
			w,
			w.latest(),
			['cohort_cost', 'served', 'need', 'request', 'training', 'exit', 'paid'],
			other
		);
		const exposures = await auditKept(w, other);
		expect(exposures.find(({ family }) => family === 'need')?.counts).toBeGreaterThan(5);
	});

	test('eight people are withheld: no number of the row is left', async () => {
		const rows = await rowsOf(w, 'service_need', { by: ['quarter'], context: DOOR });
		expect(rows.find((row) => row.quarter === '2015Q1')).toMatchObject({ value: 15, status: 'shown' });
		expect(rows.find((row) => row.quarter === '2015Q2')).toMatchObject({ value: null, status: 'withheld' });
		const rates = await rowsOf(w, 'need_coverage', {
			by: ['quarter'],
			where: { service: 'food' },
			context: DOOR
		});
		expect(rates.find((row) => row.quarter === '2015Q2')).toMatchObject({
			numerator: null,
			denominator: null,
			value: null,
			lower: null,
			upper: null
		});
	});

	test('words for columns and codes come with the table, and the submissions it rests on', async () => {
		const table = await ask(w, 'service_need', { by: ['service', 'population'], context: DOOR });
		expect(table.titles).toEqual({ service: 'Service', population: 'Population' });
		expect(table.labels).toEqual({ service: { food: 'Food' }, population: { tanf: 'TANF recipients' } });
		expect(table.sources).toHaveLength(5);
	});
});

describe('older states', () => {
	test('a state can be asked again after the next one, and answers the same', async () => {
		const before = await rowsOf(w, 'people_served', { by: ['quarter'], context: DOOR, state: 1 });
		await publish(w, [needs('2015Q2', range('n', 1, 20), '2015-05-01')]);
		const now = await rowsOf(w, 'people_served', { by: ['quarter'], context: DOOR });
		expect(valuesBy(now, ['quarter'])).toMatchObject({ '2015Q2': 20 });
		expect(await rowsOf(w, 'people_served', { by: ['quarter'], context: DOOR, state: 1 })).toEqual(before);
	});
});
