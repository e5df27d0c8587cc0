import type { BasisNeed, Plan, PlanResult, UnmetReason } from '$lib/domain';
import { helpedLately } from './helped-lately';
import type { PlanNames } from './plan-names';

/** Needs of a service (and population) each quarter, on average, and why some are not met. */
export interface CoverageRow {
	service: string;
	/** Empty for the service as a whole. */
	population: string;
	need: number;
	met: number;
	/** The share met over the last four quarters; null where not known. */
	today: number | null;
	/** Reasons with the most first, in people each quarter. */
	reasons: { reason: UnmetReason; units: number }[];
	/** The first quarter in which not everybody is helped. */
	firstShort: string;
	/** Whether a part of the need is withheld and assumed. */
	isAssumed: boolean;
}

interface Sources {
	plan: Plan;
	result: PlanResult;
	names: PlanNames;
	needs: readonly BasisNeed[];
}

/** Services as wholes, those with most unmet first, each followed by its populations. */
export function coverageRows(sources: Sources): CoverageRow[] {
	const { result, names } = sources;
	const services = [...Map.groupBy(result.coverage, ({ service }) => service)].map(([service, some]) => {
		const populations = [...new Set(some.map(({ population }) => population))].sort();
		return [
			rowOf(sources, { service }),
			...populations.map((population) => rowOf(sources, { service, population }))
		];
	});
	const short = ([whole]: CoverageRow[]) => (whole ? whole.need - whole.met : 0);
	return services
		.sort((one, other) => short(other) - short(one) || (one[0]!.service < other[0]!.service ? -1 : 1))
		.flat()
		.map((row) => ({
			...row,
			service: names.service(row.service),
			population: row.population && names.population(row.population)
		}));
}

interface Place {
	service: string;
	population?: string;
}

function rowOf({ plan, result, names, needs }: Sources, place: Place): CoverageRow {
	const fits = (row: { service: string; population: string }) =>
		row.service === place.service && (place.population ?? row.population) === row.population;
	const rows = result.coverage.filter(fits);
	const need = total(rows, (row) => row.need);
	const own = needs.filter(fits);
	const short = rows.filter((row) => row.need - row.met > 0.05).map(({ quarter }) => quarter);
	return {
		service: place.service,
		population: place.population ?? '',
		need: need / plan.quarters,
		met: total(rows, (row) => row.met) / plan.quarters,
		today: helpedLately(own),
		reasons: reasonsOf(result.unmet.filter(fits), plan.quarters),
		firstShort: short.length > 0 ? names.quarter(Math.min(...short)) : '',
		isAssumed: own.some(({ assumed }) => assumed > 0)
	};
}

function reasonsOf(unmet: PlanResult['unmet'], quarters: number): CoverageRow['reasons'] {
	return [...Map.groupBy(unmet, ({ reason }) => reason)]
		.map(([reason, some]) => ({ reason, units: total(some, ({ units }) => units) / quarters }))
		.filter(({ units }) => units >= 0.05)
		.sort((one, other) => other.units - one.units);
}

function total<Row>(rows: readonly Row[], value: (row: Row) => number): number {
	return rows.reduce((sum, row) => sum + value(row), 0);
}
