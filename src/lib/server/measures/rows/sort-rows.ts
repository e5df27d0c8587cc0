import { compareValues } from '../dimensions';
import type { KeptRow } from '../kept/slice';

/** Rows in the order in which each breakdown lists its values. */
export function sortRows<Row extends KeptRow>(rows: Row[], by: readonly string[]): Row[] {
	const orders = by.map((name) => ({ name, compare: compareValues(name) }));
	return rows.sort((one, two) =>
		orders.reduce((sign, { name, compare }) => sign || compare(String(one[name]), String(two[name])), 0)
	);
}
