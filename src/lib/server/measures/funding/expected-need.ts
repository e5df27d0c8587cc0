import type { Quarter, SafeRow, SafeTable } from '$lib/domain';

/** Trailing quarters whose mean is expected to go on (design: demand). */
export const TRAILING = 4;

/** Stands for a withheld count, which no plan may read (design: planning), unless its service's total leaves more for it. */
export const ASSUMED_PEOPLE = 5;

/** How many people are expected in need each coming quarter: the mean of the trailing quarters, and their range. */
export interface ExpectedNeed {
	service: string;
	population: string | null;
	people: number;
	low: number;
	high: number;
	/** Trailing quarters that were withheld and entered as the assumption. */
	assumed: number;
}

/**
 * Expects the trailing quarters of a protected table of needs to go on. A withheld quarter enters as five people; of a
 * population, as many as the protected total of its service leaves for those that are withheld, where that is more.
 */
export function expectNeed(
	needs: SafeTable,
	trailing: readonly Quarter[],
	perService?: SafeTable
): ExpectedNeed[] {
	const rows = needs.rows.filter((row) => trailing.includes(String(row.quarter)));
	const left = perService ? leftFor(rows, perService) : new Map<string, number>();
	const places = Map.groupBy(rows, (row) => `${row.service}/${row.population ?? ''}`);
	return [...places.values()].map((some) => {
		const counts = some.map((row) =>
			row.status === 'withheld' ? Math.max(ASSUMED_PEOPLE, left.get(quarterOf(row)) ?? 0) : (row.value ?? 0)
		);
		return {
			service: String(some[0]?.service),
			population: some[0]?.population === undefined ? null : String(some[0]?.population),
			people: counts.reduce((sum, count) => sum + count, 0) / counts.length,
			low: Math.min(...counts),
			high: Math.max(...counts),
			assumed: some.filter((row) => row.status === 'withheld').length
		};
	});
}

/** For each quarter and service whose total is shown, what it leaves for each of its withheld populations. */
function leftFor(rows: readonly SafeRow[], perService: SafeTable): Map<string, number> {
	const parts = Map.groupBy(rows, quarterOf);
	const totals = perService.rows.filter(({ status }) => status === 'shown');
	return new Map(
		totals.map((total) => {
			const own = parts.get(quarterOf(total)) ?? [];
			const withheld = own.filter(({ status }) => status === 'withheld').length;
			const shown = own.reduce(
				(sum, { status, value }) => sum + (status === 'withheld' ? 0 : (value ?? 0)),
				0
			);
			return [quarterOf(total), ((total.value ?? 0) - shown) / Math.max(1, withheld)];
		})
	);
}

function quarterOf({ quarter, service }: SafeRow): string {
	return `${quarter}/${service}`;
}
