import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOf, solved } from './a-plan';
import { bestByCorners } from './vertices';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const share = (least: number, most: number) =>
	fc.integer({ min: least * 20, max: most * 20 }).map((twentieths) => twentieths / 20);
const SERVICES = ['s0', 's1'];
const POPULATIONS = ['p0', 'p1'];

const award = (id: string) =>
	fc.record({
		id: fc.constant(id),
		federal: fc.boolean(),
		flexible: fc.constant(false),
		budget: fc.integer({ min: 0, max: 60 }).map((hundreds) => hundreds * 100),
		services: fc.subarray(SERVICES, { minLength: 1 }),
		populations: fc.subarray(POPULATIONS, { minLength: 1 }),
		first_quarter: fc.constant(0),
		last_quarter: fc.constant(0),
		preference_cost_per_1000: fc.constantFrom(0, 0.01),
		admin_cap: maybe(share(0.05, 0.3)),
		quarter_draw_cap: maybe(share(0.2, 0.9)),
		match_ratio: maybe(share(0.1, 0.6)),
		earmark: maybe(
			fc.record({ populations: fc.subarray(POPULATIONS, { minLength: 1 }), min_share: share(0.1, 0.8) })
		),
		support_share_cap: maybe(share(0.1, 0.8)),
		per_person_cap: maybe(fc.constantFrom(400, 900))
	});

const need = fc.record({ units: fc.integer({ min: 1, max: 5 }), weight: fc.integer({ min: 1, max: 9 }) });

/** Two awards, one college, two needs: four ways to help, so that every corner can be visited. */
const tiny = fc
	.record({
		awards: fc.tuple(award('f0'), award('f1')),
		needs: fc.tuple(need, need),
		costs: fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 })),
		rate: fc.constantFrom(0, 0.1),
		places: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
		floor: maybe(share(0.1, 0.6)),
		contract: maybe(
			fc.record({
				min_contract: fc.integer({ min: 1, max: 20 }).map((n) => n * 100),
				max_partners_per_funder: fc.constantFrom(0, 1)
			})
		)
	})
	.map(({ awards, needs, costs, rate, places, floor, contract }) => ({
		id: 'tiny',
		quarters: 1,
		populations: POPULATIONS.map((id) => ({ id })),
		services: [
			{ id: 's0', group: 'training' },
			{ id: 's1', group: 'support' }
		],
		partners: [{ id: 'k0', indirect_rate: rate }],
		unit_cost: SERVICES.map((service, i) => ({ partner: 'k0', service, cost: costs[i]! * 100 })),
		capacity: SERVICES.map((service, i) => ({ partner: 'k0', service, quarter: 0, units: places[i]! })),
		need: needs.map((one, i) => ({ population: POPULATIONS[i]!, service: SERVICES[i]!, quarter: 0, ...one })),
		funders: awards,
		floors: floor === null ? null : { min_weighted_coverage: floor },
		contracts: contract
	}));

describe('the best plan of a tiny document', () => {
	it('is the one that visiting every corner of the rules finds, or is refused where no corner keeps them', async () => {
		let infeasible = 0;
		await fc.assert(
			fc.asyncProperty(tiny, async (document) => {
				const brute = bestByCorners(planOf(document));
				const result = await solved(document);
				if (brute === null) {
					infeasible += 1;
					expect(result).toMatchObject({ status: 'infeasible', objective: null, allocation: [] });
					expect(result.reasons.length).toBeGreaterThan(0);
				} else {
					expect(result.objective).toBeCloseTo(brute, 5);
					expect(result.certificate?.holds).toBe(true);
				}
			}),
			{ numRuns: 60, seed: 7 }
		);
		expect(infeasible).toBeGreaterThan(2);
	});
});
