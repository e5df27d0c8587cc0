import { isWide, leavesOf, sumOver } from './line';
import { without, type Held, type Ledger } from './ledger';

/**
 * Withholds, in a table of two breakdowns that add up, whole rows (zeros included), so that what is withheld is a
 * rectangle whose row and column sums are all a reader knows. Where a rectangle of some rows is too narrow, the whole
 * table is withheld and its margins stay.
 */
export function protectCross(ledger: Ledger, cells: Held[], [first, second]: [string, string]): void {
	const rows = new Map<string, Held[]>();
	for (const cell of cells) {
		const name = cell.at[first] ?? '';
		rows.set(name, [...(rows.get(name) ?? []), cell]);
	}
	const held = new Set(
		[...rows.keys()].filter((name) => needsHiding(ledger, rows.get(name) ?? [], [first, second]))
	);
	if (held.size === 0) return;
	const region = () => [...held].flatMap((name) => rows.get(name) ?? []);
	const spare = [...rows.keys()]
		.filter((name) => !held.has(name))
		.sort((one, other) => personsIn(ledger, rows.get(one)) - personsIn(ledger, rows.get(other)));
	while (!isRegionWide(ledger, region(), [first, second])) {
		const next = spare.shift();
		if (next === undefined) break;
		held.add(next);
	}
	region().forEach((cell) => ledger.hideWhole(cell));
}

function needsHiding(ledger: Ledger, row: Held[], names: [string, string]): boolean {
	const margins = names.flatMap((name) => row.map((cell) => ledger.find(without(cell.at, name))));
	const own = row.flatMap((cell) => Object.values(cell.counts)).some((count) => ledger.isSmall(count));
	const rowMargin = row[0] && ledger.find(without(row[0].at, names[1]));
	const touched = margins.some(
		(margin, at) => (margin?.hidden.size ?? 0) > 0 && personsIn(ledger, [row[at % row.length]!]) > 0
	);
	return own || touched || row.some((cell) => cell.hidden.size > 0) || (rowMargin?.hidden.size ?? 0) > 0;
}

function personsIn(ledger: Ledger, cells: Held[] = []): number {
	return cells[0] ? sumOver(cells, [ledger.topOf(cells[0])]) : 0;
}

function isRegionWide(ledger: Ledger, region: Held[], [first, second]: [string, string]): boolean {
	const cell = region[0];
	if (!cell) return true;
	const leaves = leavesOf(ledger, cell);
	const names = leaves.length > 0 ? leaves : [ledger.topOf(cell)];
	return names.every((name) => {
		const all = sumOver(region, [name]);
		const row = sumsBy(region, first, name);
		const column = sumsBy(region, second, name);
		return region.every(({ at, counts }) => {
			if ((counts[name] ?? 0) >= ledger.threshold || counts[name] === 0) return true;
			const sums = { row: row.get(at[first] ?? '') ?? 0, column: column.get(at[second] ?? '') ?? 0, all };
			return isWide(ledger, sums);
		});
	});
}

function sumsBy(region: Held[], dimension: string, name: string): Map<string, number> {
	const sums = new Map<string, number>();
	for (const { at, counts } of region) {
		const value = at[dimension] ?? '';
		sums.set(value, (sums.get(value) ?? 0) + (counts[name] ?? 0));
	}
	return sums;
}
