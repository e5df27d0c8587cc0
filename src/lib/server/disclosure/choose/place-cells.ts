import type { Family } from '../family';

/** A cell in its place: the breakdowns it fixes, in the family's order, and its nodes by variable. */
export interface PlacedCell {
	at: Record<string, string>;
	combination: string[];
	nodes: Map<string, number>;
}

/** Cells by combination, and within it by their values. */
export type Places = Map<string, Map<string, PlacedCell>>;

/** Cells that differ in one breakdown only, with their margin; null where the margin is missing, hence zero. */
export interface Line {
	margin: PlacedCell | null;
	cells: PlacedCell[];
}

/** The text by which cells of one combination are told apart. */
export function placeKey(at: Record<string, string>, combination: string[]): string {
	return JSON.stringify(combination.map((dimension) => at[dimension]));
}

/** All lines of a family that run along breakdowns of one kind, combination by combination. */
export function linesOf(family: Family, kind: 'partition' | 'overlapping', places: Places): Line[][] {
	const dimensions = family.dimensions.filter((dimension) => dimension.kind === kind).map(({ id }) => id);
	return [...places.values()].flatMap((siblings) => {
		const cells = [...siblings.values()];
		const combination = cells[0]?.combination ?? [];
		return dimensions.filter((id) => combination.includes(id)).map((id) => linesAlong(id, cells, places));
	});
}

function linesAlong(dimension: string, cells: PlacedCell[], places: Places): Line[] {
	const rest = (cells[0]?.combination ?? []).filter((id) => id !== dimension);
	const margins = places.get(rest.join());
	const lines = new Map<string, Line>();
	for (const cell of cells) {
		const key = placeKey(cell.at, rest);
		const line = lines.get(key) ?? { margin: margins?.get(key) ?? null, cells: [] };
		line.cells.push(cell);
		lines.set(key, line);
	}
	return [...lines.values()];
}

/** The variables that any of these cells carries. */
export function variablesOf(cells: PlacedCell[]): string[] {
	return [...new Set(cells.flatMap((cell) => [...cell.nodes.keys()]))];
}

/** The nodes of one variable in these cells. */
export function nodesOf(cells: PlacedCell[], variable: string): number[] {
	return cells.map((cell) => cell.nodes.get(variable)).filter((node) => node !== undefined);
}
