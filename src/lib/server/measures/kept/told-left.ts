import { cellKey, leftoverKey, leftoversOf, type ReleasedCell } from '$lib/server/disclosure';
import type { FamilySpec } from '../families';
import type { KeptContent } from './kept-family';
import { toldCells } from './told-cells';

/**
 * What readers of a kept family can work out beside its tables: how many people are not in one part of an overlapping
 * breakdown, are in several, or in neither of two, and counts that are withheld and of which a sum leaves one number.
 */
export function leftOver(
	content: Pick<KeptContent, 'combinations'>,
	spec: Pick<FamilySpec, 'dimensions' | 'variables' | 'sums'>
): ReleasedCell[] {
	const { cells, solved } = toldCells(content, spec);
	const left = leftoversOf(cells, spec.dimensions)
		.filter(({ plus, minus, name }) => [...plus, ...minus].every(({ hidden }) => !hidden.has(name)))
		.map((one) => ({ key: leftoverKey(one), value: one.count, hidden: false }));
	const found = solved.map(({ cell, name }) => ({
		key: cellKey(name, cell.at),
		value: cell.counts[name] ?? 0,
		hidden: true,
		isSolved: true
	}));
	return [...left, ...found];
}
