import type { Quarter, SafeTable } from '$lib/domain';

/** Trailing quarters whose mean is expected to go on (design: demand). */
export const TRAILING = 4;

/** Stands for a withheld count, which no plan may read (design: planning). */
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

/** Expects the trailing quarters of a protected table of needs to go on; a withheld quarter enters as five people. */
export function expectNeed(needs: SafeTable, trailing: readonly Quarter[]): ExpectedNeed[] {
	const rows = needs.rows.filter((row) => trailing.includes(String(row.quarter)));
	const places = Map.groupBy(rows, (row) => `${row.service}/${row.population ?? ''}`);
	return [...places.values()].map((some) => {
		const counts = some.map((row) => (row.status === 'withheld' ? ASSUMED_PEOPLE : (row.value ?? 0)));
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
