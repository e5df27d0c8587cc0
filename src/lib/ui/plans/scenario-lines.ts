import { writeDollars, writePercent, type AwardChange, type PlanBasis, type Scenario } from '$lib/domain';
import { SCENARIO_SAYS } from '../words/scenario';
import { inPhrase, listed, type PlanNames } from './plan-names';

const SAYS = SCENARIO_SAYS;

/** What a scenario changes, a sentence for each; nothing where nothing is changed. */
export function scenarioLines(scenario: Scenario, basis: PlanBasis, names: PlanNames): string[] {
	const { need, growth, weigh, floor, awards, added, places, relaxed, priorities } = scenario;
	const quarterOf = (quarter: string | null) => names.quarter(basis.quarters.indexOf(quarter ?? ''));
	return [
		...(growth === 0 ? [] : [SAYS.growth(growth > 0, writePercent(Math.abs(growth)))]),
		...(need === 'expected' ? [] : [SAYS.need[need]]),
		...awards.flatMap((change) => awardLines(change, names, quarterOf)),
		...(added
			? [
					SAYS.added(
						writeDollars(added.dollars),
						added.services.length > 0
							? listed(added.services.map(names.service).map(inPhrase))
							: SAYS.anything,
						added.populations.length > 0 ? names.whom(added.populations) : SAYS.anybody
					)
				]
			: []),
		...places.map(({ partner, service, units }) =>
			SAYS.places(names.partner(partner), units, inPhrase(names.service(service)))
		),
		...relaxed.map(({ award, rule }) => SAYS.relaxed[rule](names.award(award))),
		...(weigh === 'service' ? [] : [SAYS.weigh[weigh]]),
		...priorities.map(({ population, times }) => SAYS.priority(names.population(population), times)),
		...(floor === null ? [] : [SAYS.floor(writePercent(floor))])
	];
}

function awardLines(
	{ award, fate, last, share }: AwardChange,
	names: PlanNames,
	quarterOf: (quarter: string) => string
): string[] {
	const name = names.award(award);
	return [
		...(last === null ? [] : [SAYS.last(name, quarterOf(last))]),
		...(fate === 'filed' ? [] : [SAYS.fate[fate](name)]),
		...(share === 1 ? [] : [SAYS.share(name, writePercent(share))])
	];
}
