import { leftoverKey, leftoversOf, type FamilyCell, type ReleasedCell } from '$lib/server/disclosure';
import type { FamilySpec } from '../families';
import { combinationNames, hiddenColumn, type KeptColumns, type KeptContent } from './kept-family';

/**
 * What readers of a kept family can work out beside its tables, where all it hangs on is shown: how many people are not
 * in one part of an overlapping breakdown, are in several, or in neither of two.
 */
export function leftOver(
	content: Pick<KeptContent, 'combinations'>,
	{ dimensions, variables }: Pick<FamilySpec, 'dimensions' | 'variables'>
): ReleasedCell[] {
	const cells = Object.entries(content.combinations).flatMap(([key, columns]) =>
		cellsOf(combinationNames(key), columns, variables)
	);
	return leftoversOf(cells, dimensions)
		.filter(({ plus, minus, name }) => [...plus, ...minus].every(({ hidden }) => !hidden.has(name)))
		.map((left) => ({ key: leftoverKey(left), value: left.count, hidden: false }));
}

interface ToldCell extends FamilyCell {
	hidden: ReadonlySet<string>;
}

function cellsOf(names: string[], columns: KeptColumns, variables: readonly string[]): ToldCell[] {
	const counted = variables.filter((name) => name in columns);
	const size = Math.max(0, ...Object.values(columns).map((column) => column.length));
	return Array.from({ length: size }, (_, row) => ({
		at: Object.fromEntries(names.map((name) => [name, String(columns[name]?.[row])])),
		counts: Object.fromEntries(counted.map((name) => [name, Number(columns[name]?.[row] ?? 0)])),
		hidden: new Set(counted.filter((name) => Number(columns[hiddenColumn(name)]?.[row]) > 0))
	}));
}
