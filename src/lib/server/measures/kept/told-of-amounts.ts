import { cellKey, protectFamily, type FamilyCell } from '$lib/server/disclosure';
import type { CountedFamily } from '../counting/count-family';
import { combinationsOf, placeKey, type CountedCell, type FamilySpec } from '../families';
import { combinationKey, type KeptContent } from './kept-family';
import type { Policy } from './kept-store';

/** How many people's amounts differ between two states, at least. */
const CHANGED = 'changed';

/**
 * The cells without the amounts that may not be told beside those of other states: one less the other would be dollars
 * of one to ten people, at one place or where several are added up. Whether the other state withheld its amount makes no
 * difference.
 */
export async function tellableAmounts(
	{ spec, cells }: CountedFamily,
	others: readonly KeptContent[],
	{ threshold }: Policy
): Promise<CountedCell[]> {
	const { amount } = spec;
	if (!amount) return cells;
	const untold = new Set<string>();
	for (const other of others) {
		const changes = changesOf(spec, marksNow(spec, cells), marksKept(spec, other));
		const isSmall = ({ counts }: FamilyCell) =>
			(counts[CHANGED] ?? 0) > 0 && (counts[CHANGED] ?? 0) < threshold;
		if (!changes.some(isSmall)) continue;
		const { id, dimensions, tables, headline } = spec;
		const family = { id, dimensions, tables, headline, sums: [], cells: changes };
		for (const key of (await protectFamily(family, { threshold })).hidden) untold.add(key);
	}
	return cells.map((cell) => (untold.has(cellKey(CHANGED, cell.at)) ? without(cell, amount.figure) : cell));
}

function without(cell: CountedCell, figure: string): CountedCell {
	const figures = Object.entries(cell.figures ?? {}).filter(([name]) => name !== figure);
	return { ...cell, figures: Object.fromEntries(figures) };
}

/** What amounts of people at one place come to, mark by mark. */
interface Marked {
	at: Record<string, string>;
	marks: number[];
}

/** The finest places, where everybody stands once. */
function marksNow({ tables, amount }: FamilySpec, cells: CountedCell[]): Marked[] {
	const finest = combinationKey(tables[0] ?? []);
	const own = cells.filter(({ at }) => combinationKey(Object.keys(at)) === finest);
	return own.map(({ at, figures }) => ({
		at,
		marks: amount?.marks.map((name) => figures?.[name] ?? 0) ?? []
	}));
}

function marksKept({ tables, amount }: FamilySpec, content: KeptContent): Marked[] {
	const [finest = []] = tables;
	const columns = content.combinations[combinationKey(finest)] ?? {};
	const size = columns[finest[0] ?? '']?.length ?? 0;
	return Array.from({ length: size }, (_, row) => ({
		at: Object.fromEntries(finest.map((name) => [name, String(columns[name]?.[row])])),
		marks: amount?.marks.map((name) => Number(columns[name]?.[row] ?? 0)) ?? []
	}));
}

/** A cell for each place and margin. Two people may share a mark, so that there are at least as many as marks that differ. */
function changesOf({ tables, amount }: FamilySpec, now: Marked[], before: Marked[]): FamilyCell[] {
	const were = new Map(before.map((one) => [placeKey(one.at), one]));
	const are = new Map(now.map((one) => [placeKey(one.at), one]));
	const places = new Map([...were, ...are]);
	const changed = [...places].map(([key, { at }]) => {
		const [was, is] = [were.get(key)?.marks, are.get(key)?.marks];
		const names = amount?.marks ?? [];
		return { at, people: names.filter((_, mark) => (was?.[mark] ?? 0) !== (is?.[mark] ?? 0)).length };
	});
	return combinationsOf(tables).flatMap((set) => {
		const groups = Map.groupBy(changed, ({ at }) => placeKey(only(at, set)));
		return [...groups.values()].map((some) => ({
			at: only(some[0]?.at ?? {}, set),
			counts: { [CHANGED]: some.reduce((sum, { people }) => sum + people, 0) }
		}));
	});
}

function only(at: Record<string, string>, names: string[]): Record<string, string> {
	return Object.fromEntries(names.map((name) => [name, at[name] ?? '']));
}
