import type { SafeTable } from '$lib/domain';
import type { Award, MatrixLine } from '../counting/read-public';

/** What a service costs for one person and quarter, and where that price comes from. */
export interface Price {
	cost: number;
	source: 'offering' | 'paid';
}

/** Prices by quarter, service and population. */
export type PriceOf = (quarter: string, service: string, population: string) => Price | null;

/**
 * The lowest unit cost among live offerings that may serve the population, or, where none says one, what was paid
 * per person and quarter over the trailing quarters (design: precisions of demand).
 */
export function unitPrices(
	lines: readonly MatrixLine[],
	awards: Map<string, Award>,
	paid: SafeTable
): PriceOf {
	const lowest = new Map<string, number>();
	for (const line of lines) {
		if (line.unit_cost_usd === null || !mayPay(line, awards)) continue;
		const key = `${line.quarter}/${line.service}/${line.population}`;
		lowest.set(key, Math.min(lowest.get(key) ?? Infinity, line.unit_cost_usd));
	}
	const means = paidMeans(paid);
	return (quarter, service, population) => {
		const offered = lowest.get(`${quarter}/${service}/${population}`);
		if (offered !== undefined) return { cost: offered, source: 'offering' };
		const mean = means.get(service);
		return mean === undefined ? null : { cost: mean, source: 'paid' };
	};
}

/** Whether a live line may pay, by its own status and by the rules of its award. */
export function mayPay(line: MatrixLine, awards: Map<string, Award>): boolean {
	const award = line.award === null ? undefined : awards.get(line.award);
	if (!line.may_pay || !award) return line.may_pay;
	return (
		allows(award.allowed_services, line.service) &&
		!listOf(award.prohibited_services).includes(line.service) &&
		allows(award.allowed_populations, line.population)
	);
}

function allows(list: string, code: string): boolean {
	const codes = listOf(list);
	return codes.length === 0 || codes.includes(code) || codes.includes('any');
}

function listOf(list: string): string[] {
	return list === '' ? [] : list.split(';');
}

/** Dollars paid for one person and quarter, by service, over the rows that are shown. */
export function paidMeans(paid: SafeTable): Map<string, number> {
	const shown = paid.rows.filter((row) => row.status === 'shown');
	const services = Map.groupBy(shown, (row) => String(row.service));
	return new Map(
		[...services].map(([service, rows]) => {
			const dollars = rows.reduce((sum, row) => sum + (row.numerator ?? 0), 0);
			const persons = rows.reduce((sum, row) => sum + (row.denominator ?? 0), 0);
			return [service, dollars / persons];
		})
	);
}
