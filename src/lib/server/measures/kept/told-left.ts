import { cellKeysAt, placeBeside, type ReleasedCell } from '$lib/server/disclosure';
import { placeKey, type FamilySpec } from '../families';
import {
	combinationKey,
	combinationNames,
	hiddenColumn,
	type KeptColumns,
	type KeptContent
} from './kept-family';

/**
 * What readers of a kept family can work out beside its tables: of each total less one part of an overlapping breakdown,
 * where both are shown, how many people are not in the part.
 */
export function leftOver(
	content: Pick<KeptContent, 'combinations'>,
	{ dimensions, variables }: Pick<FamilySpec, 'dimensions' | 'variables'>
): ReleasedCell[] {
	const overlapping = dimensions.filter(({ kind }) => kind === 'overlapping');
	return Object.entries(content.combinations).flatMap(([key, columns]) => {
		const names = combinationNames(key);
		const along = overlapping.filter(({ id }) => names.includes(id));
		return along.flatMap(({ id }) => {
			const others = names.filter((name) => name !== id);
			const totals = content.combinations[combinationKey(others)];
			return totals ? leftAlong(id, { names, columns }, { names: others, columns: totals }, variables) : [];
		});
	});
}

interface Combination {
	names: string[];
	columns: KeptColumns;
}

function leftAlong(
	dimension: string,
	parts: Combination,
	totals: Combination,
	variables: readonly string[]
): ReleasedCell[] {
	const counted = variables.filter((name) => name in parts.columns && name in totals.columns);
	const rows = new Map(placesOf(totals).map((at, row) => [placeKey(at), row]));
	return placesOf(parts).flatMap((at, row) => {
		const whole = rows.get(placeKey(without(at, dimension)));
		if (whole === undefined) return [];
		const shown = counted.filter((name) => isShown(parts, name, row) && isShown(totals, name, whole));
		if (shown.length === 0) return [];
		const keyOf = cellKeysAt(placeBeside(at, dimension));
		return shown.map((name) => ({
			key: keyOf(name),
			value: countIn(totals, name, whole) - countIn(parts, name, row),
			hidden: false
		}));
	});
}

function without(at: Record<string, string>, dimension: string): Record<string, string> {
	const { [dimension]: _, ...others } = at;
	return others;
}

function placesOf({ names, columns }: Combination): Record<string, string>[] {
	const size = Math.max(0, ...Object.values(columns).map((column) => column.length));
	return Array.from({ length: size }, (_, row) =>
		Object.fromEntries(names.map((name) => [name, String(columns[name]?.[row])]))
	);
}

function isShown({ columns }: Combination, name: string, row: number): boolean {
	return Number(columns[hiddenColumn(name)]?.[row]) === 0;
}

function countIn({ columns }: Combination, name: string, row: number): number {
	return Number(columns[name]?.[row] ?? 0);
}
