import { cellKey, type Family, type FamilyCell, type FamilySum } from '../family';

/** A cell in its place, and which of its variables are withheld; `whole` ones may be zero for all a reader knows. */
export interface Held {
	at: Record<string, string>;
	counts: Record<string, number>;
	hidden: Set<string>;
	whole: Set<string>;
}

/** A family while it is being protected: what is withheld so far, what must be, and what readers already know. */
export class Ledger {
	readonly threshold: number;
	readonly sums: FamilySum[];
	readonly dimensions: Family['dimensions'];
	/** Cells by combination (sorted dimension names), and within it by their values. */
	readonly combinations = new Map<string, Held[]>();
	private readonly places = new Map<string, Held>();
	/** Names of cells that earlier releases showed with the same value. */
	readonly known = new Set<string>();

	constructor(
		readonly family: Family,
		threshold: number
	) {
		this.threshold = threshold;
		this.sums = family.sums;
		this.dimensions = family.dimensions;
		for (const cell of family.cells) this.place(cell);
	}

	private place({ at, counts }: FamilyCell): void {
		const held: Held = { at, counts, hidden: new Set(), whole: new Set() };
		const combination = Object.keys(at).sort().join();
		this.combinations.set(combination, [...(this.combinations.get(combination) ?? []), held]);
		this.places.set(placeOf(at), held);
	}

	/** The cell at these breakdown values, if it occurs. */
	find(at: Record<string, string>): Held | undefined {
		return this.places.get(placeOf(at));
	}

	/** Whether a count is small by itself. */
	isSmall(count: number): boolean {
		return count > 0 && count < this.threshold;
	}

	/** Whether a reader may be told less of this variable: earlier releases have not told it already. */
	mayHide(cell: Held, variable: string): boolean {
		return !this.known.has(cellKey(variable, cell.at));
	}

	/** The variable that is no part of another: persons in need, starters, persons served. */
	topOf(cell: Held): string {
		const parts = new Set(this.sumsOf(cell).flatMap((sum) => sum.parts));
		return Object.keys(cell.counts).find((name) => !parts.has(name)) ?? Object.keys(cell.counts)[0] ?? '';
	}

	/** The sums that this cell carries all parts of. */
	sumsOf(cell: Held): FamilySum[] {
		return this.sums.filter(({ total, parts }) => [total, ...parts].every((name) => name in cell.counts));
	}

	/** Withholds everything of a cell, zeros included. */
	hideWhole(cell: Held): void {
		for (const name of Object.keys(cell.counts)) {
			cell.hidden.add(name);
			cell.whole.add(name);
		}
	}

	/** How many names are withheld, zeros included: what grows until nothing more is needed. */
	size(): number {
		let size = 0;
		for (const cell of this.places.values()) size += cell.hidden.size + cell.whole.size;
		return size;
	}
}

function placeOf(at: Record<string, string>): string {
	const names = Object.keys(at).sort();
	return JSON.stringify(names.map((name) => [name, at[name]]));
}

/** The breakdown values of a cell without one of them. */
export function without(at: Record<string, string>, dimension: string): Record<string, string> {
	return Object.fromEntries(Object.entries(at).filter(([name]) => name !== dimension));
}

/** Groups cells that differ in this breakdown only. */
export function linesAlong(cells: Held[], dimension: string): Held[][] {
	const lines = new Map<string, Held[]>();
	for (const cell of cells) {
		const key = placeOf(without(cell.at, dimension));
		lines.set(key, [...(lines.get(key) ?? []), cell]);
	}
	return [...lines.values()];
}
