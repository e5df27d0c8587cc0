import type { Family } from '../family';
import { linesOf, nodesOf, variablesOf, type Line, type Places } from './place-cells';

/** A total over an overlapping breakdown: no child exceeds it (`bounded`), and it does not exceed their sum (`covered`). */
export interface Relation {
	/** Node of the total; -1 where the total is missing, hence zero. */
	parent: number;
	children: number[];
	bounded: boolean;
	covered: boolean;
}

/**
 * All inequalities between a total and cells in which a person may stand several times. One that some true count
 * of the family breaks is no rule of this family (a person counted as unmet in one part may count as covered in
 * the total), so no reader can use it.
 */
export function linkOverlaps(family: Family, places: Places, values: number[]): Relation[] {
	return linesOf(family, 'overlapping', places).flatMap((lines) =>
		variablesOf(lines.flatMap(({ cells }) => cells)).flatMap((variable) =>
			relationsOf(lines, variable, values)
		)
	);
}

function relationsOf(lines: Line[], variable: string, values: number[]): Relation[] {
	const valueOf = (node: number) => values[node] ?? 0;
	const found = lines
		.filter(({ margin }) => margin === null || margin.nodes.has(variable))
		.map(({ margin, cells }) => ({
			parent: margin?.nodes.get(variable) ?? -1,
			children: nodesOf(cells, variable)
		}));
	const bounded = found.every(({ parent, children }) =>
		children.every((child) => valueOf(child) <= valueOf(parent))
	);
	const covered = found.every(
		({ parent, children }) => valueOf(parent) <= children.reduce((sum, child) => sum + valueOf(child), 0)
	);
	return bounded || covered ? found.map((each) => ({ ...each, bounded, covered })) : [];
}
