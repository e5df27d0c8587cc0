import type { BasisNeed, Plan, PlanBasis, Scenario } from '$lib/domain';
import {
	buildPlan,
	readPlan,
	solvePlan,
	uncertainAwards,
	varyPlan,
	withRenewed,
	type Variation
} from '$lib/server/planning';
import { planNames } from '$lib/ui/plans/plan-names';
import { RANGE_WORDS } from '$lib/ui/words/plan-ranges';
import { resultOf, shareMet } from '../solve-scenario';

/** How the share of needs met moves with one assumption. */
export interface Weighed {
	name: string;
	/** What is tried on each side; the second is empty where only one is. */
	tried: [string, string];
	low: number;
	high: number;
}

const words = RANGE_WORDS.assumptions;

/** Solves the plan once more for each assumption at both of its ends; the one that moves the share most comes first. */
export async function weighAssumptions(
	basis: PlanBasis,
	scenario: Scenario,
	base: number
): Promise<Weighed[]> {
	const { plan } = buildPlan(basis, scenario);
	const names = planNames(basis, 'calendar');
	const of = async (one: Plan) => shareMet(await solved(one));
	const vary = (variation: Variation) => of(varyPlan(plan, variation));
	const shareOf = async (one: Scenario) => shareMet(await resultOf(basis, one, { explain: false }));
	const withheld = (people: number) => of(buildPlan({ ...basis, needs: asIf(basis, people) }, scenario).plan);
	const pair = async (said: Said, one: Promise<number>, other: Promise<number>) =>
		between(said, await one, await other);
	const renewed = ({ award }: { award: string }) =>
		pair(words.renewed(names.award(award)), Promise.resolve(base), shareOf(withRenewed(scenario, [award])));
	const weighed = await Promise.all([
		pair(words.need, shareOf({ ...scenario, need: 'low' }), shareOf({ ...scenario, need: 'high' })),
		pair(words.prices, vary({ prices: 0.9 }), vary({ prices: 1.1 })),
		pair(words.places, vary({ places: 0.9 }), vary({ places: 1.1 })),
		pair(words.money, vary({ money: 0.9 }), vary({ money: 1.1 })),
		pair(words.administration, vary({ administration: 0.5 }), vary({ administration: 1.5 })),
		pair(words.withheld, withheld(1), withheld(10)),
		...uncertainAwards(basis, scenario).map(renewed)
	]);
	const moves = ({ low, high }: Weighed) => Math.max(high, base) - Math.min(low, base);
	return weighed
		.filter((one) => moves(one) >= 0.0005)
		.sort((one, other) => moves(other) - moves(one) || (one.name < other.name ? -1 : 1));
}

interface Said {
	name: string;
	tried: [string, string];
}

function between(said: Said, one: number, other: number): Weighed {
	return { ...said, low: Math.min(one, other), high: Math.max(one, other) };
}

/** The needs as if each withheld count had been so many people instead of five. */
function asIf({ needs, trailing }: PlanBasis, people: number): BasisNeed[] {
	return needs.map((need) => {
		const more = ((people - ASSUMED) * need.assumed) / Math.max(1, trailing.length);
		const at = (units: number) => Math.max(0, units + more);
		return { ...need, low: at(need.low), expected: at(need.expected), high: at(need.high) };
	});
}

const ASSUMED = 5;

async function solved(plan: Plan) {
	const read = readPlan(plan);
	if ('problems' in read) throw new Error(`A plan of ours cannot be read: ${read.problems.join(' ')}`);
	return solvePlan(read.plan, { explain: false, steps: 'none', timeLimit: SECONDS });
}

const SECONDS = 10;
