import type { Plan, PlanResult } from '$lib/domain';
import type { PlanNames } from './plan-names';

/** Where a dollar would add most, and the rules that it must carry. */
export interface NextDollarRow {
	service: string;
	whom: string;
	/** Gain of the objective by one dollar, as a share of the best one's. */
	worth: number;
	/** People helped for a quarter by $1,000 of it. */
	perThousand: number;
	/** People who go without, for whom it could be used, each quarter on average; and what helping all of them costs. */
	without: number;
	dollars: number;
	partners: string[];
	from: string;
	/** Codes, so that a scenario with such an award can be opened. */
	codes: { service: string; populations: string[] };
}

/** Services by what a dollar for them would add; populations for whom it does as much stand together. */
export function nextDollars(plan: Plan, result: PlanResult, names: PlanNames): NextDollarRow[] {
	const best = Math.max(0, ...result.next_dollar.map(({ value }) => value));
	const groups = Map.groupBy(result.next_dollar, ({ service }) => service);
	return [...groups.values()].map((some) => {
		const { service, value, people_per_1000 } = some[0]!;
		const populations = some.map(({ population }) => population);
		const unmet = result.unmet.filter(
			(row) => row.service === service && populations.includes(row.population)
		);
		const units = unmet.reduce((sum, row) => sum + row.units, 0);
		const partners = plan.capacity.filter((row) => row.service === service && row.units !== 0);
		return {
			service: names.service(service),
			whom: names.whom(populations),
			worth: best > 0 ? value / best : 0,
			perThousand: people_per_1000,
			without: units / plan.quarters,
			dollars: (units / people_per_1000) * 1000,
			partners: [...new Set(partners.map(({ partner }) => names.partner(partner)))].sort(),
			from: names.quarter(Math.min(...unmet.map(({ quarter }) => quarter))),
			codes: { service, populations: [...populations].sort() }
		};
	});
}
