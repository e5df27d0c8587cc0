import { AS_FILED, type Assumption, type Plan, type PlanBasis, type Scenario } from '$lib/domain';
import { assumeMoney, planAwards, refuseStrangers } from './plan-awards';
import { planNeed } from './plan-need';
import { planOfferings } from './plan-offerings';
import { planPlaces } from './plan-places';
import { Said } from './said';
import { groupOf } from './service-groups';

/** A plan document made of a state's data, everything that it assumes, and what could not be planned. */
export interface PlanBuilt {
	plan: Plan;
	assumptions: Assumption[];
}

/**
 * Makes the plan document of a state under a scenario. Needs are protected counts, everything else is public rows; what
 * the rows do not say is assumed in a sentence, and what cannot be planned is left out in one, with its row.
 */
export function buildPlan(basis: PlanBasis, scenario: Scenario = AS_FILED): PlanBuilt {
	const said = new Said(basis);
	refuseStrangers(basis, scenario);
	const services = servicesOf(basis, scenario);
	const populations = populationsOf(basis, scenario);
	const partners = [...new Set([...basis.lines, ...scenario.places].map(({ partner }) => partner))].sort();
	const sides = { basis, scenario, services, populations, said };
	const funders = planAwards(sides);
	const places = planPlaces(sides);
	const { need, baseline } = planNeed(sides, places.unit_cost);
	const offerings = planOfferings({ ...sides, funders, prices: places.unit_cost });
	assumeMoney(sides, funders);
	if (Object.values(basis.indirect).some((rate) => rate > 0)) said.indirect();
	const plan: Plan = {
		id: `state ${basis.state}`,
		quarters: basis.quarters.length,
		populations: populations.map((id) => ({ id })),
		services: services.map((id) => ({ id, group: groupOf(id) })),
		partners: partners.map((id) => ({ id, indirect_rate: Math.min(MOST_INDIRECT, basis.indirect[id] ?? 0) })),
		...places,
		need,
		funders: funders.map(({ funder }) => funder),
		floors: scenario.floor === null ? null : { min_weighted_coverage: scenario.floor },
		contracts: null,
		offerings,
		baseline
	};
	return { plan, assumptions: said.all };
}

/** Administration above half of what services cost is a filing of another kind. */
const MOST_INDIRECT = 0.5;

function servicesOf({ needs, lines }: PlanBasis, { added, places }: Scenario): string[] {
	const named = [...needs, ...lines, ...places].map(({ service }) => service);
	return [...new Set([...named, ...(added?.services ?? [])])].sort();
}

function populationsOf({ needs, lines }: PlanBasis, { added }: Scenario): string[] {
	const named = [...needs, ...lines].map(({ population }) => population);
	return [...new Set([...named, ...(added?.populations ?? [])])]
		.filter((population) => population !== 'any')
		.sort();
}
