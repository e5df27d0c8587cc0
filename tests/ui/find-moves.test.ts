import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SafeTable } from '$lib/domain';
import { findMoves, withheldGaps } from '../../src/routes/coverage/moves/find-moves';
import { movesByPartner } from '../../src/routes/coverage/moves/by-partner';
import { hangingPairs } from '../../src/routes/hanging-pairs';
import { row, tableOf } from '../charts/sample-tables';

const REASONS = ['rule', 'unknown', 'capacity', 'delivery'] as const;

type Counts = Partial<Record<(typeof REASONS)[number], number | 'withheld' | 'told'>>;

function reasons(pairs: Record<string, Counts>): SafeTable {
	const rows = Object.entries(pairs).flatMap(([pair, counts]) => {
		const [service = '', population = ''] = pair.split('/');
		return REASONS.map((reason) => {
			const count = counts[reason] ?? 0;
			if (typeof count === 'number')
				return row({ service, population, reason, numerator: count, value: count });
			return row({
				service,
				population,
				reason,
				status: 'withheld',
				told: count === 'told' ? 'more than half' : null
			});
		});
	});
	return tableOf({ measure: 'gap_reason', unit: 'people', by: ['service', 'population'] }, rows);
}

function offerings(
	...lines: [pair: string, partner: string, says: string, places: number | null][]
): SafeTable {
	const rows = lines.map(([pair, partner, says, places]) => {
		const [service = '', population = ''] = pair.split('/');
		return row({ service, population, partner, award: 'A', says, places, condition: null });
	});
	return tableOf({ measure: 'live_offerings', unit: 'dollars', by: ['service', 'population'] }, rows);
}

describe('the moves that the matrix allows', () => {
	it('refers people to those who may pay, and to nobody else', () => {
		const [move] = findMoves({
			reasons: reasons({ 'food/tanf': { delivery: 23 } }),
			offerings: offerings(['food/tanf', 'county', 'pays', 60], ['food/tanf', 'city', 'cannot_pay', null])
		});
		expect(move).toMatchObject({ reason: 'delivery', people: 23 });
		expect(move?.payers).toMatchObject([{ partner: 'county', places: 60 }]);
	});

	it('asks those whose line says unknown, and for a rule gap shows who pays it for others', () => {
		const moves = findMoves({
			reasons: reasons({ 'food/tanf': { unknown: 15 }, 'food/refugee': { rule: 12 } }),
			offerings: offerings(['food/tanf', 'county', 'unknown', null], ['food/low_income', 'city', 'pays', 10])
		});
		expect(
			moves.map(({ reason, payers }) => [reason, payers.map(({ partner, paysFor }) => [partner, paysFor])])
		).toEqual([
			['unknown', [['county', []]]],
			['rule', [['city', ['Low-income adults']]]]
		]);
	});

	it('puts those that help most people first, and what is only told to be most of a gap behind', () => {
		const moves = findMoves({
			reasons: reasons({
				'food/tanf': { delivery: 23, rule: 90 },
				'food/refugee': { delivery: 'told' },
				'food/low_income': { delivery: 60 }
			}),
			offerings: offerings(['food/tanf', 'county', 'pays', null], ['food/low_income', 'county', 'pays', 12])
		});
		expect(moves.map(({ population, reason, people }) => [population, reason, people])).toEqual([
			['low_income', 'delivery', 60],
			['tanf', 'delivery', 23],
			['refugee', 'delivery', null],
			['tanf', 'rule', 90]
		]);
	});

	it('names gaps of which nothing is told, and no others', () => {
		const table = reasons({
			'food/tanf': { delivery: 'withheld', rule: 'withheld', unknown: 'withheld', capacity: 'withheld' },
			'food/refugee': { delivery: 'withheld', rule: 0, unknown: 'withheld', capacity: 'told' }
		});
		expect(withheldGaps({ reasons: table })).toEqual(['Food for TANF recipients']);
	});

	it('never tells a number that the tables withhold, whatever they hold', () => {
		const count = fc.oneof(
			fc.constant('withheld' as const),
			fc.integer({ min: 11, max: 99 }),
			fc.constant(0)
		);
		fc.assert(
			fc.property(fc.record({ delivery: count, capacity: count, rule: count }), (counts) => {
				const moves = findMoves({
					reasons: reasons({ 'food/tanf': counts }),
					offerings: offerings(['food/tanf', 'county', 'pays', 60])
				});
				for (const { reason, people } of moves)
					if (people !== null) expect(people).toBe(counts[reason as keyof typeof counts]);
				expect(moves.filter(({ people }) => people === null)).toEqual([]);
			})
		);
	});
});

describe('the same by partner', () => {
	it('lists the needs that each could have met, and adds up nothing', () => {
		const moves = findMoves({
			reasons: reasons({ 'food/tanf': { delivery: 23 }, 'housing/tanf': { delivery: 12, capacity: 40 } }),
			offerings: offerings(
				['food/tanf', 'county', 'pays', null],
				['housing/tanf', 'county', 'pays', 90],
				['housing/tanf', 'city', 'pays', null]
			)
		});
		expect(
			movesByPartner(moves).map(({ partner, rows }) => [
				partner,
				rows.map(({ people, places }) => `${people}, ${places}`)
			])
		).toEqual([
			['county', ['23, places not limited', '12, 90 places a quarter']],
			['city', ['12, places not limited']]
		]);
	});
});

describe('what hangs on one award', () => {
	it('comes by the people in need, then by the day the award ends', () => {
		const single = tableOf({ measure: 'single_source', by: ['service', 'population'] }, [
			row({ service: 'food', population: 'tanf', award: 'B', end_date: '2016-01-01' }),
			row({ service: 'housing', population: 'tanf', award: 'A', end_date: '2015-09-29' }),
			row({ service: 'tuition', population: 'tanf', award: 'A', end_date: '2015-09-29' }),
			row({ service: 'tutoring', population: 'tanf', award: null, end_date: null })
		]);
		const need = tableOf({ measure: 'service_need', unit: 'people', by: ['service', 'population'] }, [
			row({ service: 'food', population: 'tanf', value: 40, numerator: 40 }),
			row({ service: 'housing', population: 'tanf', value: 40, numerator: 40 }),
			row({ service: 'tuition', population: 'tanf', status: 'withheld' })
		]);
		expect(
			hangingPairs(single, need, 'A').map(({ service, people, ends, isFocus }) => [
				service,
				people,
				ends,
				isFocus
			])
		).toEqual([
			['Housing', '40', 'Sep 29, 2015', true],
			['Food', '40', 'Jan 1, 2016', false],
			['Tuition', 'withheld to protect privacy', 'Sep 29, 2015', true]
		]);
	});
});
