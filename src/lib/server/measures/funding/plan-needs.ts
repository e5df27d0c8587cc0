import type { BasisNeed, Quarter, SafeRow, SafeTable } from '$lib/domain';
import { expectNeed, type ExpectedNeed } from './expected-need';

/** The protected tables that a plan's needs are made of. */
export interface NeedTables {
	perPopulation: SafeTable;
	perService: SafeTable;
	coverage: SafeTable;
	coveragePerService: SafeTable;
}

/**
 * Expected people in need by service and population. Somebody in several populations is shared among them, so that a
 * service's populations add up to its people; the range is the service's own.
 */
export function planNeeds(tables: NeedTables, trailing: readonly Quarter[]): BasisNeed[] {
	const parts = expectNeed(tables.perPopulation, trailing, tables.perService);
	const wholes = new Map(expectNeed(tables.perService, trailing).map((whole) => [whole.service, whole]));
	return parts.map((part) => {
		const whole = wholes.get(part.service);
		const own = parts.filter(({ service }) => service === part.service);
		const sum = own.reduce((all, { people }) => all + people, 0);
		const share = whole && sum > 0 ? Math.min(1, whole.people / sum) : 1;
		const { service, population, assumed } = part;
		const expected = part.people * share;
		const span = spanOf(whole && whole.assumed === 0 ? whole : part);
		return {
			service,
			population: population ?? '',
			low: expected * span.low,
			expected,
			high: expected * span.high,
			assumed,
			helped: helpedOf(tables, { service, population }, trailing)
		};
	});
}

/** The lowest and highest quarter as shares of the mean. */
function spanOf({ people, low, high }: ExpectedNeed): { low: number; high: number } {
	return people > 0 ? { low: low / people, high: high / people } : { low: 1, high: 1 };
}

/** The share of needs met lately: of the population where that is shown, else of the service as a whole. */
function helpedOf(
	{ coverage, coveragePerService }: NeedTables,
	{ service, population }: { service: string; population: string | null },
	trailing: readonly Quarter[]
): number | null {
	const fits = (row: SafeRow) => row.service === service && trailing.includes(String(row.quarter));
	return (
		rateOf(coverage.rows.filter((row) => fits(row) && row.population === population)) ??
		rateOf(coveragePerService.rows.filter(fits))
	);
}

function rateOf(rows: SafeRow[]): number | null {
	const shown = rows.filter(({ status }) => status === 'shown');
	const need = shown.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0);
	const met = shown.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0);
	return need > 0 ? met / need : null;
}
