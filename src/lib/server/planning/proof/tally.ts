import type { Allocated } from '$lib/domain';

/** What is checked: an allocation with the indirect cost and the match that belong to it. */
export interface Claimed {
	allocation: Allocated[];
	indirect: Record<string, number>;
	match: { from: string; to: string; dollars: number }[];
}

/** One rule that an allocation oversteps. */
export interface Breach {
	rule: string;
	/** How far, as a share of the rule's size. */
	by: number;
}

/** The share of a rule's size that rounding may overstep. */
export const TOLERANCE = 1e-6;

/** Counts what was checked and remembers what does not hold. */
export class Tally {
	checked = 0;
	worst = 0;
	readonly breaches: Breach[] = [];

	/** Holds `value` to at most `limit`; `size` is what an error is measured by. */
	atMost(value: number, limit: number, rule: string, size = Math.max(1, Math.abs(limit))): void {
		this.checked += 1;
		const by = (value - limit) / size;
		this.worst = Math.max(this.worst, Number.isNaN(by) ? Infinity : by);
		if (!(by <= TOLERANCE)) this.breaches.push({ rule, by });
	}

	must(holds: boolean, rule: string): void {
		this.atMost(holds ? 0 : 1, 0, rule);
	}
}

/** Adds up a value over rows. */
export function sum<Row>(rows: Row[], value: (row: Row) => number): number {
	return rows.reduce((total, row) => total + value(row), 0);
}

/** Rows by a key, in the order in which keys first appear. */
export function grouped<Row>(rows: Row[], key: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(row);
		else groups.set(key(row), [row]);
	}
	return groups;
}

/** Every subset but the empty one; `count` is 2 to the number of things. */
export function subsets<T>(all: T[], count: number): T[][] {
	return Array.from({ length: count - 1 }, (_, i) => all.filter((_, bit) => ((i + 1) >> bit) & 1));
}
