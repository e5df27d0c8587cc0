import type { SafeTable } from '$lib/domain';
import type { Award, MatrixLine } from '../counting/read-public';

/** What a service costs for one person and quarter, and where that price comes from. */
export interface Price {
	cost: number;
	source: 'offering' | 'paid' | 'lapsed';
}

/** Prices by quarter, service and population. */
export type PriceOf = (quarter: string, service: string, population: string) => Price | null;

/**
 * The lowest unit cost among live offerings that may serve the population, or, where none says one, what was paid
 * per person and quarter over the trailing quarters, or, where nobody may be told of that, what offerings that have
 * lapsed by then asked last (design: precisions of demand).
 */
export function unitPrices(
	lines: readonly MatrixLine[],
	awards: ReadonlyMap<string, Award>,
	paid: SafeTable
): PriceOf {
	const lowest = new Map<string, Map<string, number>>();
	for (const line of lines) {
		if (line.unit_cost_usd === null || !mayPay(line, awards)) continue;
		const pair = `${line.service}/${line.population}`;
		const offered = lowest.get(pair) ?? new Map<string, number>();
		lowest.set(pair, offered);
		offered.set(line.quarter, Math.min(offered.get(line.quarter) ?? Infinity, line.unit_cost_usd));
	}
	const means = paidMeans(paid);
	return (quarter, service, population) => {
		const offered = lowest.get(`${service}/${population}`);
		const now = offered?.get(quarter);
		if (now !== undefined) return { cost: now, source: 'offering' };
		const mean = means.get(service);
		if (mean !== undefined) return { cost: mean, source: 'paid' };
		const last = [...(offered?.keys() ?? [])]
			.filter((earlier) => earlier < quarter)
			.sort()
			.at(-1);
		const lapsed = last === undefined ? undefined : offered?.get(last);
		return lapsed === undefined ? null : { cost: lapsed, source: 'lapsed' };
	};
}

/** Whether a live line may pay, by its own status and by the rules of its award. */
export function mayPay(line: MatrixLine, awards: ReadonlyMap<string, Award>): boolean {
	const award = line.award === null ? undefined : awards.get(line.award);
	if (!line.may_pay || !award) return line.may_pay;
	return allowsService(award, line.service) && allows(award.allowed_populations, line.population);
}

/** Whether an award's own rules let it pay for a service. */
export function allowsService(
	{ allowed_services, prohibited_services }: Pick<Award, 'allowed_services' | 'prohibited_services'>,
	service: string
): boolean {
	return allows(allowed_services, service) && !listOf(prohibited_services).includes(service);
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
