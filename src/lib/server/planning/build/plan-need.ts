import type { BasisNeed, Plan, PlanCost, PlanNeed } from '$lib/domain';
import type { Sides } from './plan-awards';

/** The needs of a plan with their weights, and who is helped today; each coming quarter is expected to be alike. */
export function planNeed(sides: Sides, prices: PlanCost[]): Pick<Plan, 'need' | 'baseline'> {
	const { basis, scenario } = sides;
	const needs = basis.needs.filter(({ expected, high }) => expected > 0 || high > 0);
	const units = (need: BasisNeed) => round(need[scenario.need] * (1 + scenario.growth));
	const total = new Map<string, number>();
	for (const need of needs) total.set(need.service, (total.get(need.service) ?? 0) + units(need));
	const weigh = weigher(sides, { total, prices });
	sayNeeds(sides);
	const quarters = basis.quarters.map((_, quarter) => quarter);
	return {
		need: needs.flatMap((need) =>
			quarters.map((quarter): PlanNeed => {
				const { population, service } = need;
				return { population, service, quarter, units: units(need), weight: weigh(need) };
			})
		),
		baseline: needs
			.filter(({ helped }) => helped !== null)
			.flatMap((need) =>
				quarters.map((quarter) => {
					const { population, service, expected, helped } = need;
					return { population, service, quarter, units: round(Math.min(expected, units(need)) * helped!) };
				})
			)
	};
}

/** Thousandths of a person are enough, and keep documents short. */
function round(units: number): number {
	return Math.round(units * 1000) / 1000;
}

interface Weights {
	total: ReadonlyMap<string, number>;
	prices: PlanCost[];
}

/** All weights are held below a thousand for a service in full, so that plans of one state can be compared. */
function weigher({ scenario, basis, said }: Sides, { total, prices }: Weights): (need: BasisNeed) => number {
	const times = new Map(scenario.priorities.map((one) => [one.population, one.times]));
	const own: Record<typeof scenario.weigh, (service: string) => number> = {
		service: (service) => 1000 / ((total.get(service) || 1) * basis.quarters.length),
		people: () => 1,
		dollars: (service) => cheapest(prices, service) / 1000
	};
	const words: Record<typeof scenario.weigh, string> = {
		service: 'Each service in full weighs alike, so that a hundred uniforms do not outbid a tuition.',
		people: 'Each person helped with a service for a quarter weighs alike, whatever it costs.',
		dollars: 'A need weighs what it costs to meet it.'
	};
	said.say('weights', words[scenario.weigh], { from: 'scenario' });
	for (const { population, times: more } of scenario.priorities)
		said.say('weights', 'The group’s priorities multiply the weight of needs.', {
			from: 'scenario',
			row: `${said.name('population', population)}: ${more} times`
		});
	return ({ service, population }) => own[scenario.weigh](service) * (times.get(population) ?? 1);
}

function cheapest(prices: PlanCost[], service: string): number {
	const own = prices.filter((price) => price.service === service).map(({ cost }) => cost);
	return own.length > 0 ? Math.min(...own) : 0;
}

/** Quarters that the need is expected from, where so many are published. */
const FOUR = 4;

const LEVELS = {
	low: 'Each coming quarter is expected to bring as many people in need as the lowest of the last four published quarters.',
	expected: 'Each coming quarter is expected to bring as many people in need as the mean of the last four published quarters.',
	high: 'Each coming quarter is expected to bring as many people in need as the highest of the last four published quarters.'
};

function sayNeeds({ basis, scenario, said }: Sides): void {
	said.say('need', LEVELS[scenario.need], { from: 'service_need' });
	if (basis.trailing.length < FOUR)
		said.say(
			'need',
			`Fewer than four quarters are published; “the last four quarters” are ${basis.trailing.length === 1 ? 'this one' : 'these'}: ${basis.trailing.join(', ')}.`,
			{ from: 'service_need' }
		);
	if (scenario.growth !== 0)
		said.say('need', `To that comes the change of the caseload: ${Math.round(scenario.growth * 100)}%.`, {
			from: 'scenario'
		});
	for (const { service, population, assumed } of basis.needs.filter((need) => need.assumed > 0))
		said.say(
			'need',
			'A count that is withheld to protect privacy enters as 5 people, or as many as the total of its service leaves for it; the plan has read no withheld count.',
			{
				from: 'service_need',
				row: `${said.name('service', service)}, ${said.name('population', population)}: ${assumed === 1 ? '1 quarter' : `${assumed} quarters`}`
			}
		);
	said.say(
		'need',
		'Somebody in several populations is shared among them, so that each person in need of a service counts once.',
		{ from: 'service_need' }
	);
	said.say(
		'need',
		'Those helped today are the share of needs met over the last four quarters; where it is withheld for a population, that of the service.',
		{ from: 'need_coverage' }
	);
}
