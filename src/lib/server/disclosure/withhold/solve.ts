import type { Family, FamilyCell } from '../family';
import { Tables } from './tables';

/** A cell, and which of its counts are not told. */
export interface ToldCell extends FamilyCell {
	hidden: Set<string>;
}

interface Count {
	cell: ToldCell;
	name: string;
}

/**
 * The counts that are withheld and of which a sum leaves only one number, because everything else in it is told or was
 * found so before. They are taken out of what is hidden.
 */
export function solve(
	cells: readonly ToldCell[],
	{ dimensions, sums }: Pick<Family, 'dimensions' | 'sums'>
): Count[] {
	const all = [...sumsInCells(cells, sums), ...sumsOverCells(cells, dimensions)];
	const bySum = new Map<ToldCell, Map<string, Count[][]>>();
	const waiting = all.filter((counts) => counts.some(isHidden));
	for (const counts of waiting)
		for (const { cell, name } of counts.filter(isHidden)) {
			const own = bySum.get(cell) ?? new Map<string, Count[][]>();
			bySum.set(cell, own);
			own.set(name, [...(own.get(name) ?? []), counts]);
		}
	const found: Count[] = [];
	for (const counts of waiting) {
		const [only, ...others] = counts.filter(isHidden);
		if (!only || others.length > 0) continue;
		only.cell.hidden.delete(only.name);
		found.push(only);
		waiting.push(...(bySum.get(only.cell)?.get(only.name) ?? []));
	}
	return found;
}

function isHidden({ cell, name }: Count): boolean {
	return cell.hidden.has(name);
}

function sumsInCells(cells: readonly ToldCell[], sums: Family['sums']): Count[][] {
	return cells.flatMap((cell) =>
		sums
			.map(({ total, parts }) => [total, ...parts])
			.filter((names) => names.every((name) => name in cell.counts))
			.map((names) => names.map((name) => ({ cell, name })))
	);
}

function sumsOverCells(cells: readonly ToldCell[], dimensions: Family['dimensions']): Count[][] {
	const tables = new Tables(cells);
	return dimensions
		.filter(({ kind }) => kind === 'partition')
		.flatMap(({ id }) => tables.along(id).flat())
		.flatMap(({ total, parts }) =>
			Object.keys(total.counts)
				.filter((name) => parts.every(({ counts }) => name in counts))
				.map((name) => [total, ...parts].map((cell) => ({ cell, name })))
		);
}
