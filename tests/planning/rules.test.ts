import { describe, expect, it } from 'vitest';
import { award, people, smallPlan, solved } from './a-plan';

const everything = { services: ['books', 'tuition'], populations: ['refugee', 'tanf'] };

function by(
	result: Awaited<ReturnType<typeof solved>>,
	key: 'funder' | 'service' | 'population' | 'partner'
) {
	const units: Record<string, number> = {};
	for (const row of result.allocation)
		units[row[key]] = Math.round(((units[row[key]] ?? 0) + row.units) * 1e6) / 1e6;
	return units;
}

describe('the rules of a plan', () => {
	it('spend a grant on the weightiest need first', async () => {
		const result = await solved(smallPlan());
		expect(by(result, 'population')).toEqual({ tanf: 6 });
		expect(result.objective).toBe(72);
		expect(result.awards).toEqual([
			{ award: 'grant', budget: 6000, direct: 6000, indirect: 0, left: 0, why_left: null }
		]);
	});

	it('give each unmet need its reason: rule, time, capacity or money', async () => {
		const result = await solved(
			smallPlan({
				capacity: [
					{ partner: 'college', service: 'tuition', quarter: 0, units: 5 },
					{ partner: 'college', service: 'tuition', quarter: 1, units: 10 }
				],
				funders: [
					award('now', {
						budget: 9000,
						services: ['tuition'],
						populations: ['refugee', 'tanf'],
						last_quarter: 0
					}),
					award('later', { budget: 1000, services: ['tuition'], populations: ['tanf'], first_quarter: 1 })
				]
			})
		);
		expect(
			result.unmet.map(({ population, service, quarter, units, reason }) => [
				population,
				service,
				quarter,
				units,
				reason
			])
		).toEqual([
			['refugee', 'tuition', 0, 3, 'capacity'],
			['refugee', 'tuition', 1, 4, 'time'],
			['tanf', 'books', 0, 10, 'rule'],
			['tanf', 'books', 1, 10, 'rule'],
			['tanf', 'tuition', 1, 3, 'money']
		]);
	});

	it('name the rule where money and places are left and a rule keeps them apart', async () => {
		const grant = award('grant', { budget: 6000, ...everything, support_share_cap: 0 });
		const result = await solved(smallPlan({ funders: [{ ...grant, budget: 50_000 }] }));
		const books = result.unmet.find(({ service }) => service === 'books');
		expect(books).toMatchObject({ reason: 'rule', rules: ['support_share_cap'] });
	});

	it('help nobody where there is no money at all, and say so of each need; a floor makes that impossible', async () => {
		for (const explain of [false, true]) {
			const { status, unmet, certificate, next_dollar } = await solved(smallPlan({ funders: [] }), {
				explain
			});
			expect([status, certificate?.holds, certificate?.bound]).toEqual(['optimal', true, 0]);
			expect(unmet.length).toBeGreaterThan(0);
			expect(unmet.every(({ reason }) => reason === 'rule')).toBe(true);
			expect(next_dollar.length > 0).toBe(explain);
		}
		const floors = { min_weighted_coverage: 0.5 };
		expect((await solved(smallPlan({ funders: [], floors }))).status).toBe('infeasible');
	});

	it('let an offering carry no more people than it says, and only whom it names', async () => {
		const offerings = [
			{ funder: 'grant', partner: 'college', service: 'tuition', population: 'tanf', from: 0, to: 1, cap: 1 },
			{ funder: 'grant', partner: 'college', service: 'tuition', population: 'any', from: 0, to: 0, cap: 2 }
		];
		const result = await solved(
			smallPlan({ offerings, funders: [award('grant', { budget: 20_000, ...everything })] })
		);
		expect(by(result, 'population')).toEqual({ tanf: 4 });
		expect(result.certificate?.holds).toBe(true);
		const wider = offerings.map((line) => ({ ...line, cap: null }));
		const free = await solved(
			smallPlan({ offerings: wider, funders: [award('grant', { budget: 20_000, ...everything })] })
		);
		expect(by(free, 'population')).toEqual({ refugee: 4, tanf: 8 });
	});

	it('keep an award from a partner that is dearer than it may pay for one person', async () => {
		const two = {
			partners: [
				{ id: 'college', indirect_rate: 0 },
				{ id: 'school', indirect_rate: 0 }
			],
			unit_cost: [
				{ partner: 'college', service: 'tuition', cost: 1000 },
				{ partner: 'school', service: 'tuition', cost: 800 }
			],
			capacity: ['college', 'school'].flatMap((partner) =>
				[0, 1].map((quarter) => ({ partner, service: 'tuition', quarter, units: 2 }))
			)
		};
		const grant = { budget: 90_000, services: ['tuition'], populations: ['refugee', 'tanf'] };
		const capped = await solved(
			smallPlan({ ...two, funders: [award('grant', { ...grant, per_person_cap: 900 })] })
		);
		const free = await solved(smallPlan({ ...two, funders: [award('grant', grant)] }));
		expect(by(capped, 'partner')).toEqual({ school: 4 });
		expect(by(free, 'partner')).toEqual({ college: 4, school: 4 });
		expect(capped.unmet[0]).toMatchObject({ reason: 'capacity' });
	});

	it('let the payer who is first by law pay first, at nobody’s cost, and say where a dollar could not follow', async () => {
		const funders = [
			award('wioa', { budget: 4000, ...everything, payer_order: 2 }),
			award('tanf', { budget: 4000, ...everything, payer_order: 1, preference_cost_per_1000: 0.05 })
		];
		const result = await solved(
			smallPlan({
				funders: funders.map((one) => ({ ...one, budget: 6000 })),
				need: smallPlan().need!.slice(0, 3)
			})
		);
		expect(people(result)).toBe(18);
		const spent = Object.fromEntries(result.awards.map(({ award: id, direct }) => [id, Math.round(direct)]));
		expect(spent).toEqual({ tanf: 6000, wioa: 3000 });
		const slow = await solved(
			smallPlan({
				funders: [funders[0]!, { ...funders[1]!, quarter_draw_cap: 0.25 }].map((one) => ({
					...one,
					budget: 6000
				})),
				need: smallPlan().need!.slice(0, 3)
			})
		);
		expect(slow.notes.filter((note) => note.includes('could not follow the payer order'))).toHaveLength(2);
		expect(people(slow)).toBe(16.5);
	});

	it('never let a preference cost a person', async () => {
		const dear = award('grant', { budget: 6000, ...everything, preference_cost_per_1000: 1000 });
		const result = await solved(smallPlan({ funders: [dear] }));
		expect(result.awards[0]!.left).toBeCloseTo(0, 6);
		expect(result.notes.some((note) => note.includes('preferences were scaled'))).toBe(true);
	});

	it('say who is helped today and would not be', async () => {
		const baseline = [
			{ population: 'refugee', service: 'tuition', quarter: 0, units: 3 },
			{ population: 'tanf', service: 'tuition', quarter: 0, units: 2 }
		];
		const result = await solved(smallPlan({ baseline }));
		expect(result.lost).toEqual([{ population: 'refugee', service: 'tuition', quarter: 0, units: 3 }]);
		expect(result.words).toContain(
			'3 who are helped today would not be; most of them with tuition for refugee (3).'
		);
	});
});
