import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AS_FILED, RELAXABLE, scenarioFrom, scenarioText, type Scenario } from '$lib/domain';

const name = fc.stringMatching(/^[A-Za-z0-9 ._&=?#%+é-]{1,12}$/).filter((text) => text.trim() === text);
const share = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((percent) => percent / 100);
const quarter = fc.option(fc.constantFrom('2015Q4', '2016Q1', '2017Q3'));
const once = <Row>(rows: fc.Arbitrary<Row>, key: (row: Row) => string) =>
	fc
		.uniqueArray(rows, { selector: key, maxLength: 4 })
		.map((some) => some.sort((one, other) => (key(one) < key(other) ? -1 : 1)));

const scenario: fc.Arbitrary<Scenario> = fc.record({
	need: fc.constantFrom('low', 'expected', 'high'),
	growth: fc.integer({ min: -90, max: 300 }).map((percent) => percent / 100),
	weigh: fc.constantFrom('service', 'people', 'dollars'),
	floor: fc.option(share(1).filter((floor) => floor > 0)),
	awards: once(
		fc
			.record({
				award: name,
				fate: fc.constantFrom('filed', 'renewed', 'gone'),
				last: quarter,
				share: share(10),
				chance: fc.option(share(1))
			})
			.filter(
				({ fate, last, share: part, chance }) =>
					fate !== 'filed' || last !== null || part !== 1 || chance !== null
			),
		({ award }) => award
	),
	added: fc.option(
		fc.record({
			dollars: fc.integer({ min: 1, max: 1e8 }),
			services: once(name, String),
			populations: once(name, String),
			from: quarter,
			to: quarter
		})
	),
	places: once(
		fc.record({ partner: name, service: name, units: fc.integer({ min: 1, max: 500 }) }),
		({ partner, service }) => `${partner} ${service}`
	),
	relaxed: once(
		fc.record({ award: name, rule: fc.constantFrom(...RELAXABLE) }),
		({ award, rule }) => `${award} ${rule}`
	),
	priorities: once(
		fc.record({ population: name, times: fc.integer({ min: 0, max: 9 }).filter((times) => times !== 1) }),
		({ population }) => population
	)
}) as fc.Arbitrary<Scenario>;

/** Rows have no order of their own. */
function sorted(one: Scenario): Scenario {
	const rows = (list: unknown[]) =>
		[...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
	return {
		...one,
		awards: rows(one.awards) as Scenario['awards'],
		places: rows(one.places) as Scenario['places'],
		relaxed: rows(one.relaxed) as Scenario['relaxed'],
		priorities: rows(one.priorities) as Scenario['priorities']
	};
}

describe('the address of a scenario', () => {
	test('gives the same scenario back, and the same address for it', () => {
		fc.assert(
			fc.property(scenario, (one) => {
				const text = scenarioText(one);
				const back = scenarioFrom(new URLSearchParams(text));
				expect(sorted(back)).toEqual(sorted(one));
				expect(scenarioText(back)).toBe(text);
			}),
			{ numRuns: 300 }
		);
	});

	test('is empty where nothing is changed, as is a form whose fields were left alone', () => {
		expect(scenarioText(AS_FILED)).toBe('');
		const form = new URLSearchParams(
			'need=expected&growth=0&floor=&fate.A=filed&last.A=&share.A=100&chance.A=&new=&new_service=&at=&more=&priority.tanf=1'
		);
		expect(scenarioFrom(form)).toEqual(AS_FILED);
	});

	test.each([
		['growth=much', 'is not a number from -90 to 300'],
		['growth=1e9', 'is not a number'],
		['last.A=soon', 'is not a quarter'],
		['fate.A=eaten', 'is none of filed, renewed, gone'],
		['relax=gravity:A', 'names no rule of an award'],
		['colour=red', 'is no part of a scenario'],
		['at=college&more=5', 'names no partner and service']
	])('%s is refused in a sentence, never passed over', (text, said) => {
		expect(() => scenarioFrom(new URLSearchParams(text))).toThrow(said);
	});
});
