import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	aalenJohansen,
	kaplanMeier,
	logRank,
	mostTooHigh,
	newcombe,
	survivalQuantile,
	wilson,
	type RiskStep
} from '../../src/lib/server/measures/estimates';
import { chiSquareTail } from '../../src/lib/server/measures/estimates/chi-square';

/** R's figures hold to this. */
const BAR = 9;

function risks(observations: [time: number, event: 0 | 1][]): RiskStep[] {
	const times = [...new Set(observations.map(([time]) => time))].sort((a, b) => a - b);
	return times.map((time) => ({
		time,
		at_risk: observations.filter(([other]) => other >= time).length,
		events: observations.filter(([other, event]) => other === time && event === 1).length
	}));
}

describe('a rate and its interval', () => {
	test.each([
		[0, 10, 0, 0.277532799862889],
		[3, 10, 0.107791267406301, 0.603221852538855],
		[56, 70, 0.691833555037469, 0.87695260751637],
		[70, 70, 0.947976937589733, 1]
	])('%i of %i equals R prop.test without continuity', (hits, total, lower, upper) => {
		expect(wilson(hits, total).lower).toBeCloseTo(lower, BAR);
		expect(wilson(hits, total).upper).toBeCloseTo(upper, BAR);
	});

	test('nobody is no rate, not a rate of zero', () => {
		expect(wilson(0, 0)).toEqual({ lower: null, upper: null });
		expect(newcombe({ hits: 0, total: 0 }, { hits: 1, total: 2 })).toEqual({ lower: null, upper: null });
	});

	test.each([
		[56, 70, 48, 80, 0.052431472402365, 0.333872654036906],
		[10, 10, 0, 10, 0.607509350430524, 1],
		[0, 10, 0, 10, -0.277532799862889, 0.277532799862889],
		[5, 56, 0, 29, -0.0381371479035369, 0.192560013855112],
		[33, 50, 40, 48, -0.333100606150491, -1.21746077599016e-5]
	])(
		'the difference of %i/%i and %i/%i has the interval that Newcombe published',
		(a, b, c, d, lower, upper) => {
			const interval = newcombe({ hits: a, total: b }, { hits: c, total: d });
			expect(interval.lower).toBeCloseTo(lower, BAR);
			expect(interval.upper).toBeCloseTo(upper, BAR);
		}
	);
});

describe('who stays, month by month (figures: R survival 3.5-3, conf.type log-log)', () => {
	test('an event and a censoring in one month: the event comes first', () => {
		const curve = kaplanMeier(risks([[5, 1], [5, 0], [5, 1], [8, 1], [8, 0], [10, 0]])); // prettier-ignore
		expect(curve.map((step) => step.at_risk)).toEqual([6, 3, 1]);
		expect(curve[0]?.value).toBeCloseTo(0.666666666666667, BAR);
		expect(curve[0]?.error).toBeCloseTo(0.192450089729875, BAR);
		expect(curve[0]?.lower).toBeCloseTo(0.194616636806235, BAR);
		expect(curve[0]?.upper).toBeCloseTo(0.904434164322516, BAR);
		expect(curve[2]?.value).toBeCloseTo(0.444444444444444, BAR);
		expect(curve[2]?.lower).toBeCloseTo(0.0661867531464125, BAR);
		expect(survivalQuantile(curve, 0.5)).toEqual({ value: 8, lower: 5, upper: null });
	});

	test('nobody left: everyone stays, for certain', () => {
		const curve = kaplanMeier(risks([[2, 0], [4, 0], [6, 0]])); // prettier-ignore
		expect(curve.every((step) => step.value === 1 && step.lower === 1 && step.upper === 1)).toBe(true);
		expect(survivalQuantile(curve, 0.5)).toMatchObject({ value: null });
	});

	test('all left at once: zero, without an interval', () => {
		const [only] = kaplanMeier(risks([[3, 1], [3, 1], [3, 1]])); // prettier-ignore
		expect(only).toMatchObject({ value: 0, lower: null, upper: null });
		expect(survivalQuantile(kaplanMeier(risks([[7, 1]])), 0.5)).toEqual({
			value: 7,
			lower: null,
			upper: null
		});
	});

	test('a median exactly on a flat is the middle of the flat', () => {
		const half: [number, 0 | 1][] = [[1, 1], [2, 1], [3, 1], [4, 0], [5, 0], [6, 0]]; // prettier-ignore
		expect(survivalQuantile(kaplanMeier(risks(half)), 0.5)).toEqual({ value: 4.5, lower: 1, upper: null });
		const flat: [number, 0 | 1][] = [[1, 1], [2, 1], [3, 0], [4, 1]]; // prettier-ignore
		expect(survivalQuantile(kaplanMeier(risks(flat)), 0.5)).toEqual({ value: 3, lower: 1, upper: null });
		const steps: [number, 0 | 1][] = [[1, 1], [2, 1], [3, 1], [4, 1]]; // prettier-ignore
		expect(survivalQuantile(kaplanMeier(risks(steps)), 0.5)).toEqual({ value: 2.5, lower: 1, upper: null });
	});

	test('an event at time zero counts', () => {
		const curve = kaplanMeier(risks([[0, 1], [0, 0], [1, 1], [2, 1]])); // prettier-ignore
		expect(curve[1]?.value).toBeCloseTo(0.375, BAR);
		expect(curve[1]?.lower).toBeCloseTo(0.0109711215748446, BAR);
		expect(curve[1]?.upper).toBeCloseTo(0.808001072481343, BAR);
	});

	test('the first sixteen times of the women in lung equal survfit', () => {
		const lung = [
			[5, 90, 1], [60, 89, 1], [61, 88, 1], [62, 87, 1], [79, 86, 1], [81, 85, 1], [92, 84, 0], [95, 83, 1],
			[105, 82, 0], [107, 81, 1], [122, 80, 1], [145, 79, 2], [153, 77, 1], [166, 76, 1], [167, 75, 1], [173, 74, 0]
		] as const; // prettier-ignore
		const curve = kaplanMeier(lung.map(([time, at_risk, events]) => ({ time, at_risk, events })));
		expect(curve[0]?.lower).toBeCloseTo(0.923743477867069, BAR);
		expect(curve[0]?.upper).toBeCloseTo(0.998427343805424, BAR);
		expect(curve[15]?.value).toBeCloseTo(0.842401705587783, BAR);
		expect(curve[15]?.error).toBeCloseTo(0.0386809589313601, BAR);
		expect(curve[15]?.lower).toBeCloseTo(0.748380916153333, BAR);
		expect(curve[15]?.upper).toBeCloseTo(0.903504304284832, BAR);
	});

	test('never rises, and stays between zero and one', () => {
		const people = fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.constantFrom<0 | 1>(0, 1)), {
			minLength: 1
		});
		fc.assert(
			fc.property(people, (observations) => {
				const values = kaplanMeier(risks(observations)).map((step) => step.value);
				values.forEach((value, at) => {
					expect(value).toBeLessThanOrEqual(values[at - 1] ?? 1);
					expect(value).toBeGreaterThanOrEqual(0);
				});
			})
		);
	});
});

describe('where people are, month by month (figures: R survival 3.5-3)', () => {
	const mgus2 = [
		[631, 0, 20], [610, 2, 9], [599, 0, 4], [595, 1, 6], [588, 0, 1], [587, 1, 5], [581, 0, 1], [580, 0, 7],
		[573, 2, 2], [569, 1, 2], [565, 1, 1], [563, 0, 1], [562, 1, 2], [559, 1, 3], [555, 0, 2], [553, 0, 1],
		[552, 1, 4], [547, 0, 4], [543, 0, 3], [540, 0, 4], [536, 1, 0], [535, 1, 5], [529, 2, 1], [526, 0, 3]
	] as const; // prettier-ignore

	test('the first two years of the women in mgus2 equal survfit of several states', () => {
		const steps = mgus2.map(([at_risk, pcm, death], at) => ({
			time: at + 1,
			at_risk,
			events: { pcm, death }
		}));
		const last = aalenJohansen(steps, ['pcm', 'death'])[23];
		expect(last?.staying.value).toBeCloseTo(0.831671249203641, BAR);
		expect(last?.staying.error).toBeCloseTo(0.0149110498519049, BAR);
		expect(last?.staying.lower).toBeCloseTo(0.802953655048953, BAR);
		expect(last?.gone.pcm?.value).toBeCloseTo(0.0238332371916386, BAR);
		expect(last?.gone.pcm?.error).toBeCloseTo(0.00607996851330517, BAR);
		expect(last?.gone.pcm?.lower).toBeCloseTo(0.0144556492950008, BAR);
		expect(last?.gone.pcm?.upper).toBeCloseTo(0.0392942014184965, BAR);
		expect(last?.gone.death?.value).toBeCloseTo(0.14449551360472, BAR);
		expect(last?.gone.death?.error).toBeCloseTo(0.0140109770399848, BAR);
		expect(last?.gone.death?.upper).toBeCloseTo(0.174739440727049, BAR);
	});

	test('everyone is somewhere: the states of a month add up to one', () => {
		const step = fc.record({ left: fc.nat(5), finished: fc.nat(5), lost: fc.nat(3) });
		fc.assert(
			fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (months) => {
				let watched = months.reduce((sum, { left, finished, lost }) => sum + left + finished + lost, 1);
				const steps = months.map(({ left, finished, lost }, at) => {
					const at_risk = watched;
					watched -= left + finished + lost;
					return { time: at + 1, at_risk, events: { left, finished } };
				});
				for (const { staying, gone } of aalenJohansen(steps, ['left', 'finished'])) {
					const sum = staying.value + Object.values(gone).reduce((all, state) => all + state.value, 0);
					expect(sum).toBeCloseTo(1, 12);
				}
			})
		);
	});
});

describe('where one way of leaving is told among the censored', () => {
	const month = fc.record({ left: fc.nat(6), finished: fc.nat(6), moved: fc.nat(4), lost: fc.nat(3) });

	test('the other shares are too high by no more than is said, whatever is known of how many moved', () => {
		fc.assert(
			fc.property(fc.array(month, { minLength: 1, maxLength: 20 }), fc.nat(5), (months, over) => {
				let watched = months.reduce((sum, one) => sum + one.left + one.finished + one.moved + one.lost, 1);
				const steps = months.map(({ left, finished, moved, lost }, at) => {
					const at_risk = watched;
					watched -= left + finished + moved + lost;
					return { time: at + 1, at_risk, events: { left, finished, moved }, censored: moved + lost };
				});
				const among = aalenJohansen(steps, ['left', 'finished']);
				const apart = aalenJohansen(steps, ['left', 'finished', 'moved']);
				const moved = months.reduce((sum, one) => sum + one.moved, 0);
				for (const most of [null, moved + over]) {
					const limits = mostTooHigh(steps, ['left', 'finished'], most);
					for (const [at, limit] of limits.entries()) {
						const excess = ['left', 'finished'].map(
							(cause) => (among[at]?.gone[cause]?.value ?? 0) - (apart[at]?.gone[cause]?.value ?? 0)
						);
						for (const one of excess) expect(one).toBeGreaterThan(-1e-12);
						expect(excess.reduce((sum, one) => sum + one, 0)).toBeLessThan(limit + 1e-12);
					}
				}
			})
		);
	});

	test('of ten people one moves in the first month and all others leave in the second: a tenth', () => {
		const steps = [
			{ time: 1, at_risk: 10, events: { left: 0 }, censored: 1 },
			{ time: 2, at_risk: 9, events: { left: 9 }, censored: 0 }
		];
		expect(mostTooHigh(steps, ['left'], null)).toEqual([0, 0.1]);
		expect(mostTooHigh(steps, ['left'], 0)).toEqual([0, 0]);
	});
});

describe('whether groups differ', () => {
	test('two who left early against two who left late: chi-square 49/17', () => {
		const at = (group: string, counts: [number, number][]) =>
			counts.map(([at_risk, events], month) => ({ group, time: month + 1, at_risk, events }));
		const early = at('early', [[2, 1], [1, 1], [0, 0], [0, 0]]); // prettier-ignore
		const late = at('late', [[2, 0], [2, 0], [2, 1], [1, 1]]); // prettier-ignore
		const result = logRank([...early, ...late]);
		expect(result.df).toBe(1);
		expect(result.chi_square).toBeCloseTo(49 / 17, BAR);
		expect(result.p).toBeCloseTo(0.08955507441364, 12);
		expect(result.groups).toEqual([
			{ group: 'early', observed: 2, expected: expect.closeTo(5 / 6, BAR) },
			{ group: 'late', observed: 2, expected: expect.closeTo(19 / 6, BAR) }
		]);
	});

	test('a group that is watched at no event is no degree of freedom, as in R: with or without it the others differ alike', () => {
		const at = (group: string, time: number, at_risk: number, events: number) => ({
			group,
			time,
			at_risk,
			events
		});
		const steps = [at('a', 1, 8, 3), at('b', 1, 9, 1), at('a', 2, 4, 1), at('b', 2, 7, 2)];
		/* Last and first by name: neither may be the group that the others determine. */
		for (const group of ['0', 'z'])
			expect(logRank([...steps, at(group, 1, 0, 0)])).toMatchObject({
				chi_square: logRank(steps).chi_square,
				df: 1,
				p: logRank(steps).p
			});
	});

	test('the tail of chi-square equals its closed form for two degrees of freedom', () => {
		for (const x of [0.1, 1, 3, 5, 20]) expect(chiSquareTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 12);
		expect(chiSquareTail(10.3267419548856, 1)).toBeCloseTo(0.00131116452035549, 12);
	});
});
