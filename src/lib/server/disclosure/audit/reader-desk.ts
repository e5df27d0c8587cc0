import { cellKey, type Family, type FamilyCell, type Protection } from '../family';

/** What a reader sees of one count: its value, or only that it is withheld and how small it may be. */
export interface Seen {
	key: string;
	/** The true count; a reader knows it where it is not hidden. */
	truth: number;
	hidden: boolean;
	least: number;
	/** Stands in no table: a reader gets it by adding and subtracting. */
	isLeft?: boolean;
}

/** The counts of a family by number, as a reader goes through them. */
export interface Desk {
	seen: Seen[];
	/** Number of a count by its key. */
	numbers: Map<string, number>;
	/** Which variables the cells of a combination of breakdowns count. */
	counted: Map<string, Set<string>>;
}

/** A line of cells that differ in one breakdown, and where their total would stand. */
export interface Line {
	cells: FamilyCell[];
	total: Record<string, string>;
}

/** What is seen of every count. */
export function layOut(family: Family, protection: Protection): Desk {
	const hidden = new Set(protection.hidden);
	const mayBeZero = new Set(protection.mayBeZero);
	const above = new Map(protection.above.map(({ key, share }) => [key, share]));
	const seen: Seen[] = family.cells.flatMap(({ at, counts, told: toldBy }) =>
		Object.entries(counts).map(([variable, truth]) => {
			const key = cellKey(variable, at);
			const total =
				counts[family.sums.find((sum) => sum.tellsShare && sum.parts.includes(variable))?.total ?? ''];
			const share = above.get(key);
			const told = share === undefined ? 0 : Math.floor(((total ?? 0) * share) / 100) + 1;
			const least = Math.max(mayBeZero.has(key) ? 0 : 1, told);
			return { key, truth, hidden: hidden.has(key), least, isLeft: toldBy === 'never' };
		})
	);
	const counted = new Map<string, Set<string>>();
	for (const { at, counts } of family.cells) {
		const variables = counted.get(combinationOf(at)) ?? new Set();
		for (const variable of Object.keys(counts)) variables.add(variable);
		counted.set(combinationOf(at), variables);
	}
	return { seen, numbers: new Map(seen.map(({ key }, number) => [key, number])), counted };
}

/** The breakdowns of a place, whatever their order. */
export function combinationOf(at: Record<string, string>): string {
	return Object.keys(at).sort().join();
}

/** Whether a total that does not occur holds zero: not where nothing is counted of the variable at its breakdowns. */
export function isCounted({ counted }: Desk, variable: string, total: Record<string, string>): boolean {
	return counted.get(combinationOf(total))?.has(variable) ?? true;
}

/** The number of a count; -1 where it does not occur. */
export function numberOf({ numbers }: Desk, variable: string, at: Record<string, string>): number {
	return numbers.get(cellKey(variable, at)) ?? -1;
}

/** Cells that differ in one breakdown, line by line, by the breakdowns of their totals. */
export function linesByCombination(cells: FamilyCell[], dimension: string): Map<string, Line[]> {
	const lines = new Map<string, Line>();
	for (const cell of cells) {
		if (!(dimension in cell.at)) continue;
		const total = { ...cell.at };
		delete total[dimension];
		const key = cellKey('', total);
		const line = lines.get(key) ?? { cells: [], total };
		line.cells.push(cell);
		lines.set(key, line);
	}
	return Map.groupBy(lines.values(), ({ total }) => combinationOf(total));
}

/** A true count; one that does not occur is zero. */
export function truthOf({ seen }: Desk, number: number): number {
	return seen[number]?.truth ?? 0;
}

/** Everything that is counted in these cells. */
export function variablesIn(cells: FamilyCell[]): string[] {
	return [...new Set(cells.flatMap(({ counts }) => Object.keys(counts)))];
}
