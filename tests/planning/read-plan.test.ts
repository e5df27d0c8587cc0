import { describe, expect, it } from 'vitest';
import { readPlan } from '$lib/server/planning';
import { award, problemsOf, smallPlan, type Document } from './a-plan';

function changed(change: (document: Document) => void): Document {
	const document = structuredClone(smallPlan());
	change(document);
	return document;
}

function notesOf(document: unknown): string[] {
	const read = readPlan(document);
	return 'notes' in read ? read.notes : [];
}

describe('a plan document', () => {
	it('is read when nothing is wrong with it', () => {
		expect(problemsOf(smallPlan())).toEqual([]);
	});

	it('names everything that is wrong at once, each with its line', () => {
		const document = changed((plan) => {
			plan.need![2] = { population: 'p9', service: 'tuition', quarter: 5, units: -1, weight: 1 };
			plan.funders[0]!.budget = -500;
			plan.unit_cost![1]!.cost = NaN;
		});
		expect(problemsOf(document)).toEqual([
			'funders, line 1: budget is -500; it must be 0 or more.',
			'unit_cost, line 2: cost is null; write a number.',
			'need, line 3: population p9 is not in populations.',
			'need, line 3: quarter 5 is outside the plan, whose quarters are 0 to 1.',
			'need, line 3: units is -1; it must be 0 or more.'
		]);
	});

	it.each<[string, (plan: Document) => void, string]>([
		[
			'a missing unit cost',
			(plan) => plan.unit_cost!.pop(),
			'capacity, line 3: college has places for tuition, but unit_cost does not say what one costs there.'
		],
		[
			'an award without rules',
			(plan) => (plan.funders[0]!.services = []),
			'funders, line 1: the award does not say what it may pay for; name its services, or say flexible: true.'
		],
		[
			'an award for nobody',
			(plan) => delete plan.funders[0]!.populations,
			'funders, line 1: the award does not say for whom it may pay; name its populations, or say flexible: true.'
		],
		[
			'an award that ends before it begins',
			(plan) => Object.assign(plan.funders[0]!, { first_quarter: 1, last_quarter: 0 }),
			'funders, line 1: it ends in quarter 0, before it begins in 1.'
		],
		[
			'a need twice',
			(plan) => plan.need!.push({ ...plan.need![0]! }),
			'need, line 7: refugee, tuition, quarter 0 stands in line 1 already.'
		],
		[
			'a partner twice',
			(plan) => plan.partners!.push({ id: 'college', indirect_rate: 0 }),
			'partners, line 2: college stands in line 1 already.'
		],
		[
			'a price twice',
			(plan) => plan.unit_cost!.push({ ...plan.unit_cost![0]! }),
			'unit_cost, line 3: college, books stands in line 1 already.'
		],
		[
			'a share above all',
			(plan) => (plan.funders[0]!.admin_cap = 1.5),
			'funders, line 1: admin_cap is 1.5; it must be from 0 to 1.'
		],
		[
			'a number in quotes',
			(plan) => Object.assign(plan.need![0]!, { units: '4' }),
			'need, line 1: units is "4"; write a number.'
		],
		[
			'half a quarter',
			(plan) => (plan.need![0]!.quarter = 0.5),
			'need, line 1: quarter is 0.5; it must be a whole number.'
		],
		[
			'a group that does not exist',
			(plan) => Object.assign(plan.services![0]!, { group: 'other' }),
			'services, line 1: group is "other"; write one of training, support, housing, career.'
		],
		['no list of needs', (plan) => delete plan.need, 'need: the list is missing.'],
		[
			'a floor above all',
			(plan) => (plan.floors = { min_weighted_coverage: 2 }),
			'plan, floors: min_weighted_coverage is 2; it must be from 0 to 1.'
		],
		[
			'an earmark for nobody',
			(plan) => (plan.funders[0]!.earmark = { populations: [], min_share: 0.5 }),
			'funders, line 1, earmark: populations are missing.'
		]
	])('refuses %s in a sentence with its line', (_what, change, sentence) => {
		expect(problemsOf(changed(change))).toContain(sentence);
	});

	it.each([[null], [7], ['plan'], [[]]])('refuses %j, which is no plan', (document) => {
		expect(problemsOf(document)[0]).toContain('A plan is one JSON object');
	});

	it('says what it leaves out, and a need that nobody may serve with its line', () => {
		const document = changed((plan) => Object.assign(plan.funders[0]!, { admin_capp: 0.1 }));
		expect(notesOf(document)).toEqual([
			'funders, line 1: admin_capp is no field of a plan; left out.',
			'need, line 2: no award may pay for books for tanf.'
		]);
	});

	it('says where no places are named, because none are assumed there', () => {
		const document = changed((plan) => plan.capacity!.pop());
		expect(notesOf(document)).toContain(
			'unit_cost, line 2: capacity names no places of college for tuition in 1 of 2 quarters; none are assumed there.'
		);
	});

	it('weighs needs alike by service where no weight is given, and says so', () => {
		const document = changed((plan) =>
			plan.need!.forEach((row) => delete (row as { weight?: number }).weight)
		);
		const read = readPlan(document);
		expect('plan' in read && read.plan.need.map(({ service, weight }) => [service, weight])).toEqual(
			expect.arrayContaining([
				['books', 50],
				['tuition', 62.5]
			])
		);
		expect(notesOf(document)[0]).toContain('6 of 6 lines give no weight');
	});

	it('lets a flexible award pay for everything and everybody', () => {
		const read = readPlan(smallPlan({ funders: [award('any', { flexible: true, budget: 5 })] }));
		expect('plan' in read && read.plan.funders[0]).toMatchObject({
			services: ['books', 'tuition'],
			populations: ['refugee', 'tanf']
		});
	});
});
