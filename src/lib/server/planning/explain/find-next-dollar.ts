import type { NextDollar, Plan, PlanFunder } from '$lib/domain';
import { findBest, writePlan, type Best, type BestOptions } from '../find-best';
import { offer } from '../programme/number-plan';
import { ruleKey } from '../programme/rule';
import { byRule, priceOpenings } from '../proof/price-openings';
import type { Written } from '../programme/write-program';

/** How many services are told of, each with the populations for which a dollar does as much. */
const TOLD = 8;

/** For how many of them it is solved once more with a dollar of theirs. */
const SOLVED = 3;

/** Populations of a service for which a dollar does within this share as much are told as one. */
const ALIKE = 1e-6;

/** An award that does not exist; a space keeps it from being anybody's. */
const VIRTUAL = ' next dollar';

interface Found extends Omit<NextDollar, 'words'> {
	cost: number;
}

/**
 * Where one more dollar would add most: for each service and population, a dollar that may pay for these alone, in any
 * quarter, its own indirect cost included. Priced by the multipliers of the best plan; the first ones are solved for.
 */
export async function findNextDollar(plan: Plan, best: Best, options: BestOptions): Promise<NextDollar[]> {
	if (!best.multipliers) return [];
	const awarded = withAward(plan, { services: plan.services, populations: plan.populations });
	const written = writePlan(awarded, Float64Array.of(...best.preference.perDollar, 0), 'direct');
	const found = priceEach(written, awarded.funders.length - 1, byRule(best.written, best.multipliers));
	const told = alike([...found.values()].sort(byValue)).slice(0, TOLD);
	if (!plan.contracts) for (const some of told.slice(0, SOLVED)) await solveFor(plan, some, options);
	return told
		.flat()
		.filter(({ value }) => value > 1e-9)
		.sort(byValue)
		.map(({ cost: _, ...one }) => ({ ...one, words: say(one) }));
}

function byValue(one: Found, other: Found): number {
	return (
		other.value - one.value || (one.service + one.population < other.service + other.population ? -1 : 1)
	);
}

/** The best of each service, with the populations for which a dollar does as much. */
function alike(sorted: Found[]): Found[][] {
	return [...Map.groupBy(sorted, ({ service }) => service).values()].map((some) =>
		some.filter(({ value }) => value >= some[0]!.value * (1 - ALIKE))
	);
}

function withAward(
	plan: Plan,
	{
		services,
		populations,
		budget = 1
	}: { services: { id: string }[]; populations: { id: string }[]; budget?: number }
): Plan {
	const award: PlanFunder = {
		id: VIRTUAL,
		federal: true,
		flexible: true,
		budget,
		services: services.map(({ id }) => id),
		populations: populations.map(({ id }) => id),
		first_quarter: 0,
		last_quarter: plan.quarters - 1,
		preference_cost_per_1000: 0,
		admin_cap: plan.funders.some(({ admin_cap }) => admin_cap !== null) ? 1 : null,
		quarter_draw_cap: null,
		match_ratio: null,
		earmark: null,
		support_share_cap: null,
		per_person_cap: null,
		payer_order: null
	};
	const everywhere = plan.partners.flatMap(({ id: partner }) =>
		award.services.map((service) => ({ service, partner, funder: VIRTUAL, population: 'any' }))
	);
	const whole = { from: 0, to: plan.quarters - 1, cap: null };
	return {
		...plan,
		funders: [...plan.funders, award],
		offerings: plan.offerings && [...plan.offerings, ...everywhere.map((line) => ({ ...line, ...whole }))],
		contracts: null
	};
}

function priceEach(written: Written, award: number, known: ReadonlyMap<string, number>): Map<string, Found> {
	const { numbered, openings, first } = written;
	const { plan } = numbered;
	const { worth, indirect } = priceOpenings(written, known);
	const found = new Map<string, Found>();
	openings.forEach(({ need, awards, partners }, at) => {
		const { service, population } = plan.need[need]!;
		const price = known.get(ruleKey({ kind: 'need', need })) ?? 0;
		partners.forEach((partner, k) => {
			const cost = numbered.costs[offer(numbered, partner, numbered.services.get(service)!)]!;
			if (cost === 0) return;
			const rate = plan.partners[partner]!.indirect_rate;
			const gain = worth[first[at]! + awards.indexOf(award) * partners.length + k]! - price;
			const alone = gain / cost;
			const carrying = (gain + indirect * rate * cost) / (cost * (1 + rate));
			const value = Math.max(alone, carrying);
			const key = `${service}|${population}`;
			if (value <= (found.get(key)?.value ?? 0)) return;
			const dollars = carrying > alone ? cost * (1 + rate) : cost;
			found.set(key, { service, population, value, people_per_1000: 1000 / dollars, cost });
		});
	});
	return found;
}

/** At a corner the multipliers promise too much; a real dollar does not. */
async function solveFor(plan: Plan, some: Found[], options: BestOptions): Promise<void> {
	const only = {
		services: [{ id: some[0]!.service }],
		populations: some.map(({ population }) => ({ id: population }))
	};
	const [without, withDollar] = await Promise.all(
		[0, 1].map((budget) => findBest(withAward(plan, { ...only, budget }), { ...options, steps: 'none' }))
	);
	if (without?.bound == null || withDollar?.bound == null) return;
	const gain = withDollar.bound - without.bound;
	for (const one of some) one.value = Math.max(0, Math.min(one.value, gain));
}

function say({ service, population, people_per_1000 }: Omit<Found, 'cost'>): string {
	const people = people_per_1000 >= 10 ? people_per_1000.toFixed(0) : people_per_1000.toFixed(2);
	return `A dollar that may pay for ${service} for ${population}; $1,000 of it would help ${people} people while they last.`;
}
