import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '$lib/server/warehouse';
import {
	ask,
	clearPartnerships,
	DOOR,
	each,
	partnership,
	people,
	publish,
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

/** What COUNTY's 10,000 dollars pay for, beside the administration that its partner files: 5 dollars on 74. */
const REACH = 10000 / (1 + 5000 / 74000);

/** Dollars are compared to the thousandth of a cent. */
const about = (dollars: number): unknown => expect.closeTo(dollars, 5);

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

	test('the federal report: authorized, expended, unliquidated, their sum, and what is unobligated', async () => {
		const rows = await rowsOf(w, 'federal_report', { by: ['quarter', 'award'], from: '2015Q2' });
		const told = ['denominator', 'expended', 'unliquidated', 'total_federal', 'value'];
		const lines = Object.fromEntries(
			rows.map((row) => [`${row.quarter}/${row.award}`, told.map((name) => row[name])])
		);
		expect(lines).toEqual({
			'2015Q2/COUNTY': [15000, 0, 0, 0, 15000],
			'2015Q2/HPOG': [100000, 30000, 500, 30500, 69500],
			'2015Q3/COUNTY': [15000, 4000, 1000, 5000, 10000],
			'2015Q3/HPOG': [100000, 75000, 1000, 76000, 24000]
		});
		expect((await ask(w, 'federal_report')).notes).toEqual([]);
	});

	test('what does not add up in a report is said in a sentence each', async () => {
		const home = await partnership([
			...files().filter(({ dataset }) => ['participants', 'needs'].includes(dataset)),
			{
				...lead,
				dataset: 'awards',
				rows: [
					award('ODD', {
						amount_usd: 5000,
						start_date: '2015-07-01',
						end_date: '2015-09-30',
						prohibited_services: ['housing'],
						admin_share_max: 0.1
					})
				]
			},
			{
				...lead,
				dataset: 'expenditures',
				rows: [
					spent('ODD', '2015Q2', 'food', 1000),
					spent('ODD', '2015Q3', 'housing', 3000, 500),
					spent('ODD', '2015Q3', 'administration', 2000)
				]
			}
		]);
		const { rows, notes } = await ask(home, 'federal_report', { by: ['award'] });
		expect(rows).toMatchObject([{ award: 'ODD', value: -1500, total_federal: 6500 }]);
		expect(notes).toEqual([
			'Award ODD: $6,000 expended and $500 unliquidated through Sep 30, 2015 are $1,500 more than the $5,000 authorized.',
			'Award ODD: $1,000 was spent before it began on Jul 1, 2015.',
			'Award ODD: administration is 33% of what was spent; its rules allow 10%.',
			'Award ODD: $3,000 was spent on housing, which its rules do not allow.'
		]);
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

	test('the county award pays one quarter and more than half of the next, then ends', async () => {
		const rows = await rowsOf(w, 'unfunded', { by: ['quarter'] });
		expect(rows.slice(0, 3).map((row) => row.value)).toEqual([0, about(12000 - REACH), 6000]);
		const before = await rowsOf(w, 'demand', { by: ['quarter'] });
		expect(before.map((row) => row.quarter)).toEqual(rows.map((row) => row.quarter));
	});

	test('what is paid falls by 38,000 dollars that are needed no more, then as the county award runs out', async () => {
		const rows = await rowsOf(w, 'cliff', { by: ['quarter', 'because'] });
		expect(rows).toMatchObject([
			{ quarter: '2015Q4', because: 'need', since: '2015Q3', before: 44000, after: 6000, value: -38000 },
			{
				quarter: '2016Q1',
				because: 'money',
				before: 6000,
				after: about(REACH - 6000),
				value: about(REACH - 12000)
			},
			{
				quarter: '2016Q2',
				because: 'money',
				before: about(REACH - 6000),
				after: 0,
				value: about(6000 - REACH)
			}
		]);
		expect(await rowsOf(w, 'cliff')).toMatchObject([{ before: 44000, after: 0, value: -44000 }]);
	});

	test('four people in one quarter and twelve in the next: a range of dollars, and of the day the money runs out', async () => {
		const needs = (who: string[], identified_date: string) =>
			each(who, 'need_id', { service: 'food', identified_date, status: 'open' });
		const rising = files().map((file) =>
			file.dataset === 'needs'
				? {
						...file,
						rows: [...needs(range('f', 1, 4), '2015-04-10'), ...needs(range('f', 5, 12), '2015-07-10')]
					}
				: file
		);
		const home = await partnership(rising);
		const rows = (await rowsOf(home, 'unfunded', { by: ['quarter'] })).slice(0, 4);
		expect(rows.map(({ value, lower, upper }) => [lower, value, upper])).toEqual([
			[0, 0, 0],
			[0, 0, about(12000 - REACH)],
			[0, about(12000 - REACH), 6000],
			[2000, 4000, 6000]
		]);
		expect(await rowsOf(home, 'runway_end')).toMatchObject([{ lower: 2, value: 3, upper: 4 }]);
	});

	test('nobody pays tuition for TANF recipients once the grant is over: twelve people a quarter, at what was paid', async () => {
		const who = range('f', 1, 12);
		const home = await partnership([
			{ ...lead, dataset: 'participants', rows: people('f', 12, { is_tanf: true }) },
			{
				...lead,
				dataset: 'needs',
				rows: each(who, 'need_id', { service: 'tuition', identified_date: '2015-07-10', status: 'open' })
			},
			{
				...lead,
				dataset: 'deliveries',
				rows: each(who, 'delivery_id', {
					service: 'tuition',
					status: 'delivered',
					date: '2015-08-01',
					amount_usd: 1000,
					award_id: 'HPOG'
				})
			},
			{
				...lead,
				dataset: 'awards',
				rows: [
					award('HPOG', { amount_usd: 100000, end_date: '2015-09-29' }),
					award('TANF', { amount_usd: 9000, end_date: '2016-06-30', prohibited_services: ['tuition'] })
				]
			},
			{
				...lead,
				dataset: 'offerings',
				rows: [
					line('o-1', { service: 'tuition', award_id: 'HPOG', population: 'tanf' }),
					line('o-2', { service: 'tuition', award_id: 'TANF', population: 'tanf', unit_cost_usd: 1 })
				]
			}
		]);
		const asked = { by: ['service', 'population'], where: { quarter: '2015Q4' }, context: DOOR };
		const table = await ask(home, 'unfunded', asked);
		expect(table.rows.filter(({ status }) => status === 'shown')).toMatchObject([
			{
				service: 'tuition',
				population: 'tanf',
				value: 12000,
				denominator: 12000,
				people: 12,
				people_unpaid: 12,
				because: 'rule'
			}
		]);
		expect(table.notes).toContain(
			'The matrix says that an award pays what its own rules do not allow; it is not counted: tuition from Award TANF (lead/o-2).'
		);
		expect(table.notes).toContain(
			'No rule is filed for Award HPOG: what its offerings say is taken to be allowed.'
		);
	});

	test('where no award stands behind a line, and where nobody names a price, nothing is told to be paid', async () => {
		const kept = files().filter(({ dataset }) => ['participants', 'needs'].includes(dataset));
		const lines = (unit_cost_usd: number | null): File => ({
			...lead,
			dataset: 'offerings',
			rows: [line('o-1', { service: 'food', unit_cost_usd })]
		});
		const [unnamed, unpriced] = [
			await partnership([...kept, lines(10)]),
			await partnership([...kept, lines(null)])
		];
		const asked = { by: ['service'], where: { quarter: '2015Q4' } };
		expect(await rowsOf(unnamed, 'unfunded', asked)).toMatchObject([
			{ value: 120, denominator: 120, funded: 0, because: 'rule' }
		]);
		const table = await ask(unpriced, 'unfunded', asked);
		expect(table.rows).toMatchObject([{ status: 'no_data', people: 12, value: null }]);
		expect(table.notes.join(' ')).toContain('No price is known for Food');
		expect(await rowsOf(unpriced, 'runway_end', { by: ['service'] })).toMatchObject([{ status: 'no_data' }]);
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
		// Enough others are served without a price, so that they are not told by subtraction.
		const unpriced = each(range('g', 1, 20), 'delivery_id', {
			service: 'food',
			status: 'delivered',
			date: '2015-05-01'
		});
		const home = await partnership([
			...files(),
			{ ...lead, dataset: 'deliveries', rows: [...paid(11, 'food'), ...paid(10, 'housing'), ...unpriced] }
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

describe('what a cohort costs for one participant, completion and placement', () => {
	let home: Warehouse;

	/* In Q1 24 people begin: 100 dollars each, 12 complete, 11 of these leave into a job. In Q2 16 begin: 50 dollars each, 5 complete. In Q3 11 begin, of whom 6 are still in training. */
	beforeAll(async () => {
		const [first, second] = [range('c', 1, 24), range('c', 25, 40)];
		const stay = (who: string[], start_date: string, columns: Record<string, unknown>) =>
			each(who, 'enrollment_id', { program: 'nursing_assistant', start_date, ...columns });
		const given = (who: string[], amount_usd: number, award_id: string) =>
			each(who, 'delivery_id', {
				service: 'tuition',
				status: 'delivered',
				date: '2015-06-15',
				amount_usd,
				award_id
			});
		home = await partnership([
			{ ...lead, dataset: 'participants', rows: people('c', 56) },
			{
				...lead,
				dataset: 'enrollments',
				rows: [
					...stay(first.slice(0, 12), '2015-02-01', { status: 'completed', end_date: '2015-05-01' }),
					...stay(first.slice(12, 16), '2015-02-01', { status: 'active' }),
					...stay(first.slice(16), '2015-02-01', { status: 'withdrew', end_date: '2015-06-01' }),
					...stay(second.slice(0, 5), '2015-05-01', { status: 'completed', end_date: '2015-08-01' }),
					...stay(second.slice(5), '2015-05-01', { status: 'withdrew', end_date: '2015-08-15' }),
					...stay(range('c', 46, 51), '2015-08-01', { status: 'active' }),
					...stay(range('c', 52, 56), '2015-08-01', { status: 'completed', end_date: '2015-09-01' })
				]
			},
			{
				...lead,
				period: '2015Q2',
				dataset: 'deliveries',
				rows: [...given(first, 60, 'HPOG'), ...given(first, 40, 'COUNTY'), ...given(second, 50, 'HPOG')]
			},
			{
				...lead,
				dataset: 'deliveries',
				rows: given(range('c', 41, 45), 9999, 'HPOG')
			},
			{
				...lead,
				dataset: 'outcomes',
				rows: each(first.slice(0, 11), 'outcome_id', {
					point: 'exit',
					observed_date: '2015-07-01',
					is_employed: true
				})
			}
		]);
		await publish(home, [
			{
				...lead,
				dataset: 'participants',
				rows: people('c', 56).map((row, at) => (at < 11 ? { ...row, exit_date: '2015-06-30' } : row))
			}
		]);
	});

	test('dollars of everybody who began, whoever paid, by those who began, completed, were placed', async () => {
		const by = ['start_quarter'];
		const costs = async (measure: string) =>
			(await rowsOf(home, measure, { by })).map(({ numerator, denominator, status }) => [
				numerator,
				denominator,
				status
			]);
		expect(await costs('cost_per_participant')).toEqual([
			[2400, 24, 'shown'],
			[800, 16, 'shown'],
			[0, 11, 'shown']
		]);
		expect(await costs('cost_per_completion')).toEqual([
			[2400, 12, 'shown'],
			[800, 5, 'shown'],
			[null, null, 'not_yet_observable']
		]);
		expect(await costs('cost_per_placement')).toEqual([
			[2400, 11, 'shown'],
			[null, null, 'not_yet_observable'],
			[null, null, 'not_yet_observable']
		]);
		expect(await rowsOf(home, 'cost_per_placement')).toMatchObject([
			{ numerator: 3200, denominator: 11, value: 3200 / 11 }
		]);
	});

	test('five completions are withheld, and neither their row nor what is left of the total gives dollars of a few back', async () => {
		const rows = await rowsOf(home, 'cost_per_completion', { by: ['start_quarter'], context: DOOR });
		expect(rows.map(({ status }) => status)).toEqual(['withheld', 'withheld', 'withheld']);
		for (const { numerator, denominator, value } of rows)
			expect([numerator, denominator, value]).toEqual([null, null, null]);
		const begun = await rowsOf(home, 'cost_per_participant', { by: ['start_quarter'], context: DOOR });
		expect(begun[0]).toMatchObject({ numerator: 2400, denominator: 24, value: 100 });
		const counted = await rowsOf(home, 'cost_per_participant', { by: ['start_quarter'] });
		const hidden = counted.filter((_, place) => begun[place]?.status === 'withheld');
		expect(hidden.reduce((people, { denominator }) => people + Number(denominator), 0)).toBe(27);
		expect(await rowsOf(home, 'cost_per_participant', { context: DOOR })).toMatchObject([
			{ numerator: 3200, denominator: 51 }
		]);
	});
});
