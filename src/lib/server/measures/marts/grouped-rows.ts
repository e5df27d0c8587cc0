import { quarterAt } from '$lib/domain';
import { columnOf, type Grouping, type Tally } from '../families';

/** A grouped count as SQL brings it: breakdowns (null where left out), then numbers. */
export type GroupedRow = Record<string, string | number | null>;

/** Asks the marts that stand. */
export type AskRows = (sql: string, params?: unknown[]) => Promise<GroupedRow[]>;

/** Groups by the name of their place. */
export type Tallies = Map<string, Tally>;

/** The place of a group: the breakdowns that it does not leave out. */
export function placeOf(row: GroupedRow, { sets }: Grouping): Record<string, string> {
	const present = [...new Set(sets.flat())].filter((name) => (row[columnOf(name)] ?? null) !== null);
	return Object.fromEntries(present.map((name) => [name, valueText(name, row[columnOf(name)])]));
}

/** The named numbers of a row that are not empty. */
export function numbersOf(row: GroupedRow, names: Record<string, string> = {}): Record<string, number> {
	const known = Object.keys(names).filter((name) => (row[name] ?? null) !== null);
	return Object.fromEntries(known.map((name) => [name, Number(row[name])]));
}

/** The index of a quarter becomes its name. */
function valueText(name: string, value: unknown): string {
	return name === 'quarter' && typeof value === 'number' ? quarterAt(value) : String(value);
}
