import type { ServiceGroup } from '$lib/domain';

/** How large a made plan is, and which of the same size. */
export interface PlanSize {
	populations: number;
	services: number;
	funders: number;
	partners: number;
	quarters: number;
	seed: number;
	/** Floors that every population gets, where any. */
	floor?: number;
	contracts?: { min_contract: number; max_partners_per_funder: number };
}

const GROUPS: ServiceGroup[] = ['training', 'support', 'housing', 'career'];
const PRICES: Record<ServiceGroup, [number, number]> = {
	training: [2500, 4200],
	support: [300, 600],
	housing: [1400, 2300],
	career: [250, 500]
};
const WEIGHTS: Record<ServiceGroup, number> = { training: 25, support: 3, housing: 12, career: 2.5 };

/** Share of all pairs of population and service that anybody needs. */
const DENSITY = 0.55;

/** A plan document of this size, the same one every time: about half of what is needed can be paid. */
export function makePlan(size: PlanSize): object {
	const chance = dice(size.seed);
	const populations = names('p', size.populations);
	const services = names('s', size.services).map((id, i) => ({
		id,
		group: GROUPS[i % GROUPS.length] ?? 'career'
	}));
	const partners = names('k', size.partners).map((id) => ({ id, indirect_rate: share(chance, 0.05, 0.17) }));
	const price = new Map(services.map(({ id, group }) => [id, between(chance, ...PRICES[group])]));
	const unit_cost = partners.flatMap(({ id: partner }) =>
		services
			.filter(() => chance() < 0.7)
			.map(({ id }) => ({ partner, service: id, cost: Math.round(price.get(id)! * (0.85 + 0.3 * chance())) }))
	);
	const quarters = Array.from({ length: size.quarters }, (_, quarter) => quarter);
	const most = (size.populations * 10 * DENSITY) / size.partners;
	const capacity = unit_cost.flatMap(({ partner, service }) =>
		quarters.map((quarter) => ({ partner, service, quarter, units: Math.ceil(chance() * most) }))
	);
	const need = populations.flatMap((population) =>
		services
			.filter(() => chance() < DENSITY)
			.flatMap(({ id: service, group }) => {
				const weight = Math.round((0.5 + 2 * chance()) * WEIGHTS[group] * 1000) / 1000;
				return quarters.map((quarter) => ({
					population,
					service,
					quarter,
					units: between(chance, 1, 12),
					weight
				}));
			})
	);
	const demand = need.reduce((sum, { service, units }) => sum + units * price.get(service)!, 0);
	const money = (demand * 0.55) / size.funders;
	const all = { populations, services: services.map(({ id }) => id) };
	return {
		id: `${size.populations}x${size.services}x${size.funders}x${size.quarters}`,
		quarters: size.quarters,
		populations: populations.map((id) => ({ id })),
		...{ services, partners, unit_cost, capacity, need },
		funders: names('f', size.funders).map((id) =>
			makeAward(id, { chance, money, all, quarters: size.quarters })
		),
		floors: size.floor === undefined ? null : { min_weighted_coverage: size.floor },
		contracts: size.contracts ?? null
	};
}

type Dice = () => number;

interface Asked {
	chance: Dice;
	money: number;
	all: { populations: string[]; services: string[] };
	quarters: number;
}

function makeAward(id: string, { chance, money, all, quarters }: Asked): object {
	const flexible = chance() < 0.12;
	const federal = chance() < 0.6;
	const populations = flexible ? all.populations : some(chance, all.populations);
	const maybe = <T>(odds: number, value: () => T) => (chance() < odds ? value() : null);
	return {
		id,
		federal,
		flexible,
		budget: Math.round((money * (0.4 + 1.2 * chance())) / 100) * 100,
		services: flexible ? all.services : some(chance, all.services),
		populations,
		first_quarter: chance() < 0.6 ? 0 : Math.floor((chance() * quarters) / 2),
		last_quarter: chance() < 0.6 ? quarters - 1 : Math.floor(quarters / 2 + (chance() * quarters) / 2),
		preference_cost_per_1000: flexible ? 0.05 : chance() < 0.5 ? 0.005 : 0.02,
		admin_cap: maybe(0.9, () => share(chance, 0.05, 0.2)),
		quarter_draw_cap: maybe(0.3, () => 0.5),
		match_ratio: federal ? maybe(0.25, () => share(chance, 0.2, 0.4)) : null,
		earmark: maybe(0.25, () => ({ populations: some(chance, populations), min_share: 0.5 })),
		support_share_cap: maybe(0.2, () => 0.2)
	};
}

/** About half of a list, at least one, in its order. */
function some(chance: Dice, all: string[]): string[] {
	const taken = all.filter(() => chance() < 0.5);
	return taken.length > 0 ? taken : all.slice(0, 1);
}

function between(chance: Dice, least: number, most: number): number {
	return least + Math.floor(chance() * (most - least + 1));
}

function share(chance: Dice, least: number, most: number): number {
	return Math.round((least + chance() * (most - least)) * 1000) / 1000;
}

function names(letter: string, count: number): string[] {
	return Array.from({ length: count }, (_, i) => `${letter}${String(i).padStart(3, '0')}`);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function dice(seed: number): Dice {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
