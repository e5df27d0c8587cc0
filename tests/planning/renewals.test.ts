import { describe, expect, test } from 'vitest';
import { AS_FILED, unchanged } from '$lib/domain';
import { renewalOutcomes, uncertainAwards, varyPlan, buildPlan } from '$lib/server/planning';
import { basisAward, smallBasis } from './a-basis';

const ends = '2015-12-31';

describe('awards that may be renewed', () => {
	const basis = smallBasis({
		awards: [
			basisAward('SURE', { end_date: ends, renewal: 'committed' }),
			basisAward('LIKELY', { end_date: ends, renewal: 'likely' }),
			basisAward('HOPED', { end_date: ends, renewal: 'speculative' }),
			basisAward('OVER', { end_date: ends, renewal: 'none' }),
			basisAward('LASTS', { end_date: '2016-09-30', renewal: 'likely' }),
			basisAward('CHOSEN', { end_date: ends, renewal: 'likely' })
		]
	});
	const scenario = {
		...AS_FILED,
		awards: [
			{ ...unchanged('CHOSEN'), fate: 'renewed' as const },
			{ ...unchanged('HOPED'), chance: 0.5 }
		]
	};

	test('are those that end within the plan and whose end nobody has chosen', () => {
		expect(uncertainAwards(basis, scenario).map(({ award, chance }) => [award, chance])).toEqual([
			['LIKELY', 0.8],
			['HOPED', 0.5],
			['SURE', 1]
		]);
	});

	test('turn out in every way, with chances that add up to one', () => {
		const outcomes = renewalOutcomes(scenario, uncertainAwards(basis, scenario));
		expect(outcomes.map(({ comes, chance }) => [comes.join(), Number(chance.toFixed(9))])).toEqual([
			['', 0.1],
			['LIKELY', 0.4],
			['HOPED', 0.1],
			['LIKELY,HOPED', 0.4]
		]);
		const renewed = outcomes.map(({ scenario: one }) =>
			one.awards.filter(({ fate }) => fate === 'renewed').map(({ award }) => award)
		);
		expect(renewed.every((some) => some.includes('SURE') && some.includes('CHOSEN'))).toBe(true);
	});

	test('a plan whose assumptions are off differs in them alone', () => {
		const { plan } = buildPlan(basis);
		expect(varyPlan(plan, {})).toEqual(plan);
		const dearer = varyPlan(plan, { prices: 1.1, money: 0.5 });
		expect(dearer.unit_cost[0]!.cost).toBeCloseTo(plan.unit_cost[0]!.cost * 1.1, 9);
		expect(dearer.funders[0]!.budget).toBeCloseTo(plan.funders[0]!.budget / 2, 9);
		expect(dearer.need).toEqual(plan.need);
	});
});
