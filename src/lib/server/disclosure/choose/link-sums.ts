import type { Family } from '../family';
import { linesOf, nodesOf, variablesOf, type Line, type PlacedCell, type Places } from './place-cells';

/** The signed sum of these nodes is zero. */
export interface Equality {
	nodes: number[];
	signs: number[];
}

/** All sums a reader knows: partitions add up to their margin, and parts to their total inside each cell. */
export function linkSums(family: Family, places: Places, values: number[]): Equality[] {
	const lines = linesOf(family, 'partition', places).flat().flatMap(sumsOfLine);
	const cells = [...places.values()].flatMap((siblings) => [...siblings.values()]);
	const equalities = [...lines, ...cells.flatMap((cell) => sumsOfCell(family, cell))];
	for (const equality of equalities) refuseUneven(family, equality, values);
	return equalities;
}

function sumsOfLine({ margin, cells }: Line): Equality[] {
	return variablesOf(cells)
		.filter((variable) => margin === null || margin.nodes.has(variable))
		.map((variable) => signedSum(nodesOf(cells, variable), margin?.nodes.get(variable)));
}

function sumsOfCell(family: Family, cell: PlacedCell): Equality[] {
	return family.sums.flatMap(({ total, parts }) => {
		const nodes = parts.map((part) => cell.nodes.get(part)).filter((node) => node !== undefined);
		if (!cell.nodes.has(total) || nodes.length === 0) return [];
		if (nodes.length < parts.length)
			throw new Error(`"${family.id}" counts ${total} without all of its parts`);
		return [signedSum(nodes, cell.nodes.get(total))];
	});
}

function signedSum(parts: number[], total: number | undefined): Equality {
	const signs = parts.map(() => 1);
	return total === undefined ? { nodes: parts, signs } : { nodes: [...parts, total], signs: [...signs, -1] };
}

function refuseUneven(family: Family, { nodes, signs }: Equality, values: number[]): void {
	const sum = nodes.reduce((running, node, at) => running + (signs[at] ?? 0) * (values[node] ?? 0), 0);
	if (sum !== 0) throw new Error(`"${family.id}" holds parts that do not add up to their total (by ${sum})`);
}
