import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions } from './drawing';
import type { Group } from './read-table';
import { groupsBy, otherBreakdowns } from './read-table';

/** The groups of a table of curves, and how many there are beyond the `most` that are drawn: those with most people, of those that show any. */
export function largestGroups(table: SafeTable, most: number): { groups: Group[]; all: number } {
	const all = groupsBy(table, table.rows, otherBreakdowns(table, 'time', 'state_name'));
	const told = all.filter((group) => sizeOf(group) > 0);
	const bySize = [...(told.length > 0 ? told : all)].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, most);
	return { groups: all.filter((group) => bySize.includes(group)), all: all.length };
}

/** People at risk where the group's curve begins to be shown. */
function sizeOf(group: Group): number {
	return Math.max(0, ...group.rows.map((row) => (typeof row.at_risk === 'number' ? row.at_risk : 0)));
}

/** The month a row of a curve stands at. */
export function monthOf(row: SafeRow): number {
	return Number(row.time);
}

/** The last month that a table of curves speaks of. */
export function lastMonth(table: SafeTable): number {
	return Math.max(1, ...table.rows.map(monthOf).filter(Number.isFinite));
}

/** The months under which a curve's axis bears a number: every third or sixth, as the width allows. */
export function monthTicks(last: number, options: DrawingOptions): number[] {
	const steps = last < 12 ? [1, 2, 3, 6] : [3, 6, 12, 24];
	const step = steps.find((candidate) => last / candidate <= options.width / 48) ?? 24;
	return Array.from({ length: Math.floor(last / step) + 1 }, (_, place) => place * step);
}

/** Moves labels apart so that none covers another; keeps their order and stays between `low` and `high`. */
export function spreadOut(wanted: number[], apart: number, low: number, high: number): number[] {
	const order = wanted.map((_, place) => place).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
	const placed = [...wanted];
	let floor = low;
	for (const place of order) {
		placed[place] = Math.max(placed[place] ?? 0, floor);
		floor = (placed[place] ?? 0) + apart;
	}
	let ceiling = high;
	for (const place of [...order].reverse()) {
		placed[place] = Math.min(placed[place] ?? 0, ceiling);
		ceiling = (placed[place] ?? 0) - apart;
	}
	return placed;
}
