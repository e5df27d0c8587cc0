import { describe, expect, it } from 'vitest';
import { checkPlan, type Claimed } from '$lib/server/planning';
import { proveBound } from '$lib/server/planning/proof/prove-bound';
import { ProgramDraft } from '$lib/server/solver';
import { award, instance, planOf, smallPlan, solved, type Document } from './a-plan';

async function claimed(document: Document): Promise<Claimed> {
	const { allocation, indirect, match } = await solved(document);
	return structuredClone({ allocation, indirect, match });
}

function breaches(document: Document, claim: Claimed): string[] {
	return checkPlan(planOf(document), claim, {}).breaches.map(({ rule }) => rule);
}

describe('the certificate', () => {
	it.each(['i03', 'i05', 'i06'])('finds nothing wrong with the answer to %s', async (id) => {
		expect(breaches(instance(id), await claimed(instance(id)))).toEqual([]);
	});

	it('catches an answer that helps one person more', async () => {
		const claim = await claimed(instance('i05'));
		for (const row of claim.allocation.slice(0, 40)) {
			const tampered = structuredClone(claim);
			const same = tampered.allocation.find((one) => JSON.stringify(one) === JSON.stringify(row))!;
			same.cost += same.cost / same.units;
			same.units += 1;
			expect(breaches(instance('i05'), tampered).length).toBeGreaterThan(0);
		}
	});

	it('catches each kind of rule by its name', async () => {
		const small = smallPlan();
		const row = (change: object) => ({
			...{
				funder: 'grant',
				partner: 'college',
				population: 'tanf',
				service: 'tuition',
				quarter: 0,
				units: 1,
				cost: 1000
			},
			...change
		});
		const found = (...rows: object[]) =>
			breaches(small, { allocation: rows.map(row), indirect: {}, match: [] }).map(
				(rule) => rule.split(':')[0]
			);
		expect(found({})).toEqual([]);
		expect(found({ units: 5, cost: 5000 })).toEqual(['need']);
		expect(found({ units: -1, cost: -1000 })).toEqual(['units are not negative']);
		expect(found({ cost: 900 })).toEqual(['cost is units x unit cost']);
		expect(found({ service: 'books', cost: 100 })).toEqual(['the award pays for this service']);
		expect(found({ funder: 'nobody' })).toEqual(['the award is in the plan']);
		expect(found({ quarter: 2 })).toEqual(['the award lives in this quarter', 'need', 'capacity']);
		expect(found({ units: 4, cost: 4000 }, { population: 'refugee', units: 4, cost: 4000 })).toEqual([
			'budget'
		]);
	});

	it('catches indirect cost that nobody pays, and match that is counted twice', () => {
		const document = smallPlan({
			partners: [{ id: 'college', indirect_rate: 0.1 }],
			funders: [
				award('grant', { budget: 9000, services: ['tuition'], populations: ['tanf'], match_ratio: 0.5 }),
				award('second', { budget: 9000, services: ['tuition'], populations: ['refugee'], match_ratio: 0.5 }),
				award('city', { federal: false, budget: 9000, services: ['tuition'], populations: ['tanf'] })
			]
		});
		const paid = (funder: string, population: string) => ({
			...{ funder, partner: 'college', population, service: 'tuition', quarter: 0, units: 1, cost: 1000 }
		});
		const allocation = [
			paid('grant', 'tanf'),
			paid('second', 'refugee'),
			{ ...paid('city', 'tanf'), units: 0.5, cost: 500 }
		];
		const match = [
			{ from: 'city', to: 'grant', dollars: 500 },
			{ from: 'city', to: 'second', dollars: 500 }
		];
		expect(breaches(document, { allocation, indirect: { grant: 250 }, match })).toEqual([
			'match: a dollar of city counts once'
		]);
		expect(breaches(document, { allocation, indirect: {}, match: match.slice(1) })).toEqual([
			'indirect cost is paid in full',
			'match: grant'
		]);
		expect(
			breaches(document, {
				allocation,
				indirect: { grant: 250 },
				match: [{ from: 'second', to: 'grant', dollars: 500 }]
			})
		).toContain('match: second may give match');
	});

	it('adds up a bound from any multipliers, never below what can be reached', () => {
		const draft = new ProgramDraft();
		const chairs = draft.addColumn({ lower: 0, upper: Infinity, cost: 30 });
		const tables = draft.addColumn({ lower: 0, upper: Infinity, cost: 50 });
		draft.addRow(-Infinity, 40, [
			[chairs, 1],
			[tables, 2]
		]);
		draft.addRow(-Infinity, 50, [
			[chairs, 2],
			[tables, 1]
		]);
		const program = draft.pack('maximize');
		const bound = (...multipliers: number[]) =>
			proveBound(program, Float64Array.from(multipliers), Float64Array.of(25, 20));
		expect(bound(70 / 3, 10 / 3)).toBeCloseTo(1100, 9);
		expect(bound(0, 0)).toBe(30 * 25 + 50 * 20);
		expect(bound(25, 0)).toBeCloseTo(1000 + 5 * 25, 9);
		expect(bound(-5, 100)).toBeGreaterThanOrEqual(1100);
	});
});
