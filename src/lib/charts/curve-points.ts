import type { SafeRow } from '$lib/domain';
import { monthOf } from './months';
import { categoryInk } from './palette';
import type { Group } from './read-table';
import { shownRows } from './read-table';

/** A point of a curve; the start itself has no row of the table. */
export interface Point {
	month: number;
	value: number;
	lower: number | null;
	upper: number | null;
	row: SafeRow | null;
}

/** A group's curve as it is drawn. */
export interface Curve {
	group: Group;
	colour: string;
	/** What is shown of it, without the start. */
	points: Point[];
	/** Stretches of months that follow one another, from the start on. */
	runs: Point[][];
}

/** Fewer points than these are told as rates, not as a curve. */
const FEWEST = 3;

/** When training begins nobody has withdrawn. */
const START: Point = { month: 0, value: 1, lower: 1, upper: 1, row: null };

/** Reads a group of a table into a curve; its place among the groups gives its colour. */
export function curveOf(group: Group, place: number): Curve {
	const points = shownRows(group.rows)
		.map((row): Point => ({ month: monthOf(row), value: row.value, lower: row.lower, upper: row.upper, row }))
		.sort((one, other) => one.month - other.month);
	const all = points[0]?.month === 0 ? points : [START, ...points];
	const runs: Point[][] = [];
	for (const point of all) {
		const run = runs.at(-1);
		if (run && point.month - (run.at(-1)?.month ?? 0) === 1) run.push(point);
		else runs.push([point]);
	}
	return { group, colour: categoryInk(place), points, runs };
}

/** Whether so little of a group is shown that a curve would mislead. */
export function isSparse({ points }: Curve): boolean {
	return points.length < FEWEST;
}
