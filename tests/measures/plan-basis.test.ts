import { afterAll, describe, expect, test } from 'vitest';
import { planBasis } from '$lib/server/measures';
import { buildPlan } from '$lib/server/planning';
import { clearPartnerships, DOOR, each, partnership, people, range, type File } from './small-partnership';

afterAll(clearPartnerships);

const lead = { partner: 'lead', period: '2015Q3' };

/** Twenty TANF recipients, some refugees and some low-income adults need food; all are still open. */
function files(refugees: number, lowIncome: number): File[] {
	const who = (prefix: string, count: number, flag: string) =>
		people(prefix, count).map((person) => ({ ...person, [flag]: true }));
	const needs = (prefix: string, count: number) =>
		each(range(prefix, 1, count), 'need_id', {
			service: 'food',
			identified_date: '2015-07-10',
			status: 'open'
		});
	const populations: [string, number, string][] = [
		['t', 20, 'is_tanf'],
		['r', refugees, 'is_refugee'],
		['l', lowIncome, 'is_low_income']
	];
	return [
		{ ...lead, dataset: 'participants', rows: populations.flatMap((one) => who(...one)) },
		{
			...lead,
			dataset: 'needs',
			rows: populations
				.flatMap(([prefix, count]) => needs(prefix, count))
				.map((row, at) => ({ ...row, need_id: `n-${at}` }))
		},
		{
			...lead,
			dataset: 'awards',
			rows: [
				{
					award_id: 'COUNTY',
					funder: 'County',
					name: 'County food money',
					fund_type: 'local',
					start_date: '2014-10-01',
					end_date: '2016-03-31',
					amount_usd: 9000,
					allowed_services: ['food'],
					per_person_cap_usd: 300,
					admin_share_max: 0.1,
					match_share: 0.2,
					payer_order: 3,
					renewal: 'likely'
				}
			]
		},
		{
			...lead,
			dataset: 'expenditures',
			rows: [
				{ award_id: 'COUNTY', quarter: '2015Q3', service: 'food', spent_usd: 2000, obligated_usd: 500 },
				{ award_id: 'COUNTY', quarter: '2015Q3', service: 'administration', spent_usd: 100 }
			]
		},
		{
			...lead,
			dataset: 'offerings',
			rows: [
				{
					offering_id: 'o-1',
					offering_partner: 'lead',
					award_id: 'COUNTY',
					service: 'food',
					population: 'any',
					status: 'pays',
					capacity_per_quarter: 40,
					unit_cost_usd: 90,
					from_date: '2014-10-01'
				}
			]
		}
	];
}

async function basisOf(refugees: number, lowIncome: number) {
	const w = await partnership(files(refugees, lowIncome));
	return planBasis(w, w.latest(), DOOR);
}

describe('what a plan starts from', () => {
	test('is the awards with their rules, the matrix, and needs after protection: counts that are withheld make no difference', async () => {
		const [one, other] = await Promise.all([basisOf(3, 9), basisOf(9, 3)]);
		expect(other).toEqual(one);
		expect(buildPlan(other).plan).toEqual(buildPlan(one).plan);
		expect(
			one.needs
				.filter(({ assumed }) => assumed > 0)
				.map(({ population }) => population)
				.sort()
		).toEqual(['low_income', 'refugee']);
		expect(one.needs.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(32, 9);
		expect(one.quarters).toEqual([
			'2015Q4',
			'2016Q1',
			'2016Q2',
			'2016Q3',
			'2016Q4',
			'2017Q1',
			'2017Q2',
			'2017Q3'
		]);
		expect(one.awards).toMatchObject([
			{
				award: 'COUNTY',
				left: 6400,
				fund_type: 'local',
				per_person_cap: 300,
				admin_share_max: 0.1,
				match_share: 0.2,
				payer_order: 3,
				renewal: 'likely'
			}
		]);
		expect(one.lines).toMatchObject([
			{ id: 'lead/o-1', population: 'any', from: '2015Q3', to: '2016Q1', capacity: 40, unit_cost: 90 }
		]);
		expect(one.indirect).toEqual({ lead: 0.05 });
		const { plan } = buildPlan(one);
		expect(plan.funders).toMatchObject([{ id: 'COUNTY', budget: 6400, last_quarter: 1, match_ratio: null }]);
	});
});
