import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	holm,
	logRank,
	mantelHaenszel,
	pairwiseLogRank,
	restrictedMean,
	type GroupStep,
	type RiskStep,
	type TwoShares
} from '../../src/lib/server/measures/estimates';

/** R's figures hold to this. */
const BAR = 9;

/** Steps of observations, with every group at risk at every time. */
function stepsOf(observed: { group: string; stratum?: string; time: number; event: boolean }[]): GroupStep[] {
	const times = [...new Set(observed.map(({ time }) => time))].sort((a, b) => a - b);
	const groups = Map.groupBy(observed, ({ group, stratum }) => `${group}/${stratum ?? ''}`);
	return [...groups.values()].flatMap((own) =>
		times.map((time) => ({
			group: own[0]?.group ?? '',
			stratum: own[0]?.stratum,
			time,
			at_risk: own.filter((one) => one.time >= time).length,
			events: own.filter((one) => one.time === time && one.event).length
		}))
	);
}

const person = fc.record({
	group: fc.constantFrom('a', 'b', 'c'),
	stratum: fc.constantFrom('x', 'y'),
	time: fc.integer({ min: 1, max: 8 }),
	event: fc.boolean()
});

describe('groups compared within strata', () => {
	test('the test is the plain one where there is one stratum', () => {
		fc.assert(
			fc.property(fc.array(person, { minLength: 2, maxLength: 40 }), (people) => {
				const steps = stepsOf(people.map((one) => ({ ...one, stratum: 'x' })));
				const plain = logRank(steps.map(({ stratum: _, ...step }) => step));
				expect(logRank(steps)).toEqual(plain);
			})
		);
	});

	test('seen and expected events of strata add up, whatever the order of rows', () => {
		fc.assert(
			fc.property(fc.array(person, { minLength: 2, maxLength: 40 }), (people) => {
				const steps = stepsOf(people);
				const whole = logRank(steps);
				const parts = ['x', 'y'].map((name) => logRank(steps.filter(({ stratum }) => stratum === name)));
				for (const { group, observed, expected } of whole.groups) {
					const own = parts.flatMap(({ groups }) => groups.filter((one) => one.group === group));
					expect(observed).toBe(own.reduce((sum, one) => sum + one.observed, 0));
					expect(expected).toBeCloseTo(
						own.reduce((sum, one) => sum + one.expected, 0),
						BAR
					);
				}
				expect(logRank([...steps].reverse()).chi_square).toBeCloseTo(whole.chi_square, 6);
			})
		);
	});

	test('a difference that is one of the strata alone disappears', () => {
		const fast = [1, 1, 2, 2, 3].map((time) => ({ time, event: true }));
		const slow = [5, 6, 7, 8, 9].map((time) => ({ time, event: true }));
		const all = [
			...fast.map((one) => ({ ...one, group: 'a', stratum: 'x' })),
			...fast.slice(0, 2).map((one) => ({ ...one, group: 'b', stratum: 'x' })),
			...slow.map((one) => ({ ...one, group: 'b', stratum: 'y' })),
			...slow.slice(0, 2).map((one) => ({ ...one, group: 'a', stratum: 'y' }))
		];
		expect(logRank(stepsOf(all.map(({ stratum: _, ...one }) => one))).p).toBeLessThan(0.2);
		expect(logRank(stepsOf(all)).p).toBeGreaterThan(0.2);
	});
});

describe('many pairs of groups', () => {
	test('p-values are adjusted as R p.adjust does with Holm', () => {
		const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
		[0.03, 0.06, 0.06, 0.02].forEach((value, at) => expect(adjusted[at]).toBeCloseTo(value, BAR));
		expect(holm([0.6, 0.7])).toEqual([1, 1]);
	});

	test('each pair is tested by itself, and no adjusted value is below its own', () => {
		fc.assert(
			fc.property(fc.array(person, { minLength: 6, maxLength: 40 }), (people) => {
				const steps = stepsOf(people);
				for (const { groups, p, adjusted_p } of pairwiseLogRank(steps)) {
					expect(p).toBe(logRank(steps.filter(({ group }) => groups.includes(group))).p);
					expect(adjusted_p).toBeGreaterThanOrEqual(p);
					expect(adjusted_p).toBeLessThanOrEqual(1);
				}
			})
		);
	});
});

describe('the mean time within a horizon', () => {
	const risks = (times: number[]): RiskStep[] =>
		[...new Set(times)]
			.sort((a, b) => a - b)
			.map((time) => ({
				time,
				at_risk: times.filter((one) => one >= time).length,
				events: times.filter((one) => one === time).length
			}));

	test('is the mean of what each person spent there, where everybody was watched, and its error that of a mean', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 30 }),
				fc.integer({ min: 1, max: 30 }),
				(times, horizon) => {
					const spent = times.map((time) => Math.min(time, horizon));
					const mean = spent.reduce((sum, one) => sum + one, 0) / spent.length;
					const spread = spent.reduce((sum, one) => sum + (one - mean) ** 2, 0) / spent.length;
					const { value, error } = restrictedMean(risks(times), horizon);
					expect(value).toBeCloseTo(mean, BAR);
					expect(error).toBeCloseTo(Math.sqrt(spread / spent.length), BAR);
				}
			)
		);
	});

	test('by hand: four people, one lost in month 2, one withdrew in month 1 and one in month 3, within six months', () => {
		const steps = [
			{ time: 1, at_risk: 4, events: 1 },
			{ time: 2, at_risk: 3, events: 0 },
			{ time: 3, at_risk: 2, events: 1 }
		];
		// S is 1 until month 1, 0.75 until 3, 0.375 until 6: 1 + 1.5 + 1.125.
		const { value, error } = restrictedMean(steps, 6);
		expect(value).toBeCloseTo(3.625, BAR);
		// (1.5 + 1.125)^2 / (4 x 3) + 1.125^2 / (2 x 1)
		expect(error).toBeCloseTo(Math.sqrt(2.625 ** 2 / 12 + 1.125 ** 2 / 2), BAR);
	});

	test('nobody leaves: the whole horizon, without doubt', () => {
		expect(restrictedMean([], 12)).toEqual({ value: 12, error: 0, lower: 12, upper: 12 });
	});
});

describe('rates compared within strata', () => {
	const of = (a: number, b: number, c: number, d: number): TwoShares => ({
		with: { hits: a, total: a + b },
		without: { hits: c, total: c + d }
	});

	/** Admissions to Berkeley by sex and department, 1973 (Bickel, Hammel and O'Connell, Science 187, 1975). */
	const BERKELEY = [
		of(512, 313, 89, 19),
		of(353, 207, 17, 8),
		of(120, 205, 202, 391),
		of(138, 279, 131, 244),
		of(53, 138, 94, 299),
		of(22, 351, 24, 317)
	];

	test('the test equals R mantelhaen.test without continuity', () => {
		const { chi_square, p, compared } = mantelHaenszel(BERKELEY);
		expect(chi_square).toBeCloseTo(1.5246, 4);
		expect(p).toBeCloseTo(0.2169, 4);
		expect(compared).toBe(4526);
	});

	test('a paradox is told: the plain difference is large, the one within departments is not', () => {
		const { value, lower, upper } = mantelHaenszel(BERKELEY);
		const plain = 1198 / 2691 - 557 / 1835;
		expect(plain).toBeGreaterThan(0.14);
		expect(value).toBeLessThan(0);
		expect(lower).toBeLessThan(value ?? 0);
		expect(upper).toBeGreaterThan(value ?? 0);
	});

	test('with one stratum it is the plain difference, and strata with one group only say nothing', () => {
		const one = of(30, 10, 20, 40);
		expect(mantelHaenszel([one]).value).toBeCloseTo(0.75 - 1 / 3, BAR);
		expect(mantelHaenszel([one, of(5, 5, 0, 0)])).toEqual(mantelHaenszel([one]));
		expect(mantelHaenszel([of(5, 5, 0, 0)])).toMatchObject({ value: null, p: null, compared: 0 });
	});

	test('turning the groups round turns the sign and nothing else', () => {
		const share = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20));
		fc.assert(
			fc.property(fc.array(share, { minLength: 1, maxLength: 5 }), (tables) => {
				const strata = tables.map(([a, b, c, d]) => of(a, b, c, d));
				const turned = strata.map((stratum) => ({ with: stratum.without, without: stratum.with }));
				const [one, two] = [mantelHaenszel(strata), mantelHaenszel(turned)];
				if (one.value === null) expect(two.value).toBeNull();
				else expect(two.value).toBeCloseTo(-one.value, BAR);
				expect(two.error ?? -1).toBeCloseTo(one.error ?? -1, 6);
				expect(two.p ?? -1).toBeCloseTo(one.p ?? -1, BAR);
			}),
			{ examples: [[[[0, 0, 0, 0]]]] }
		);
	});
});
