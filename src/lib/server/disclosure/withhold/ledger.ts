import { complementsOf, type Complement } from './complements';
import { cellKey, type Family, type FamilyCell, type FamilySum } from '../family';

/** A cell in its place, and which of its variables are withheld; `whole` ones may be zero for all a reader knows. */
export interface Held {
	at: Record<string, string>;
	counts: Record<string, number>;
	/** Whether another family told it before, or nobody ever tells it. */
	told: FamilyCell['told'];
	hidden: Set<string>;
	whole: Set<string>;
	/** Withheld, but told to be more than this share of their total, in percent. */
	above: Map<string, number>;
}

/** A family while it is being protected: what is withheld so far, what must be, and what readers already know. */
export class Ledger {
	readonly threshold: number;
	readonly sums: FamilySum[];
	readonly dimensions: Family['dimensions'];
	/** Cells by combination (sorted dimension names), and within it by their values. */
	readonly combinations = new Map<string, Held[]>();
	/** What can be worked out of two of them, and stands in no table. */
	readonly complements: Complement[];
	private readonly places = new Map<string, Held>();
	private readonly known = new Set<string>();
	private readonly above = new Map<string, number>();
	private readonly maybeZero = new Set<string>();
	private readonly forced = new Set<string>();
	private readonly told = new Map<string, number[]>();

	constructor(
		readonly family: Family,
		threshold: number
	) {
		this.threshold = threshold;
		this.sums = family.sums;
		this.dimensions = family.dimensions;
		for (const cell of family.cells) this.place(cell);
		this.complements = complementsOf(this);
	}

	private place({ at, counts, told }: FamilyCell): void {
		const held: Held = { at, counts, told, hidden: new Set(), whole: new Set(), above: new Map() };
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

	/** Notes that every reader knows this count from an earlier release. */
	noteKnown(cell: Held, variable: string): void {
		this.known.add(cellKey(variable, cell.at));
	}

	/** Notes that an earlier release told this count to be more than a share of its total, in percent. */
	noteAbove(cell: Held, variable: string, share: number): void {
		const key = cellKey(variable, cell.at);
		this.above.set(key, Math.max(share, this.above.get(key) ?? 0));
	}

	/** Notes that an earlier release told that this count may be zero. */
	noteMayBeZero(cell: Held, variable: string): void {
		this.maybeZero.add(cellKey(variable, cell.at));
	}

	/** Notes that an earlier release asks to withhold this count; `before` is a value it told that is too near. */
	noteHidden(cell: Held, variable: string, before?: number): void {
		const key = cellKey(variable, cell.at);
		this.forced.add(key);
		if (before !== undefined) this.told.set(key, [...(this.told.get(key) ?? []), before]);
	}

	/** Whether earlier releases told this count. */
	isKnown(cell: Held, variable: string): boolean {
		return this.known.has(cellKey(variable, cell.at));
	}

	/** The largest share of its total, in percent, that earlier releases told this count to be more than. */
	knownAbove(cell: Held, variable: string): number | undefined {
		return this.above.get(cellKey(variable, cell.at));
	}

	/** Whether earlier releases told that this count may be zero. */
	isToldMayBeZero(cell: Held, variable: string): boolean {
		return this.maybeZero.has(cellKey(variable, cell.at));
	}

	/** Whether earlier releases ask to withhold this count. */
	mustHide(cell: Held, variable: string): boolean {
		return this.forced.has(cellKey(variable, cell.at));
	}

	/** Values that earlier releases told and that are too near for the change to be known. */
	before(cell: Held, variable: string): number[] {
		return this.told.get(cellKey(variable, cell.at)) ?? [];
	}

	/** The sums that this cell carries all parts of. */
	sumsOf(cell: Held): FamilySum[] {
		return this.sums.filter(({ total, parts }) => [total, ...parts].every((name) => name in cell.counts));
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
