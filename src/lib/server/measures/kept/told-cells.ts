import { solve, type ToldCell } from '$lib/server/disclosure';
import type { FamilySpec } from '../families';
import { combinationNames, countsOf, hiddenColumn, type KeptContent } from './kept-family';

/** What a kept family tells: its cells, and which of the withheld counts are told all the same, since a sum leaves only them. */
export function toldCells(
	{ combinations }: Pick<KeptContent, 'combinations'>,
	spec: Pick<FamilySpec, 'dimensions' | 'variables' | 'sums'>
): { cells: ToldCell[]; solved: ReturnType<typeof solve> } {
	const cells = Object.entries(combinations).flatMap(([key, columns]) =>
		countsOf(combinationNames(key), columns, spec.variables).map((cell, row) => ({
			...cell,
			hidden: new Set(
				Object.keys(cell.counts).filter((name) => Number(columns[hiddenColumn(name)]?.[row]) > 0)
			)
		}))
	);
	return { cells, solved: solve(cells, spec) };
}
