import type { Family, FamilyCell, FamilySum } from '../family';
import { leftoversOf, type Leftover } from './leftovers';

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
	/** What readers know already, by variable. */
	notes: Map<string, Note>;
}

/** What other releases and other families say of a count. */
interface Note {
	/** It was told. */
	isKnown?: true;
	/** It has to be withheld. */
	isForced?: true;
	/** It was told that it may be zero. */
	mayBeZero?: true;
	/** It was told to be more than this share of its total, in percent. */
	above?: number;
	/** Values that were told and that are too near. */
	before?: number[];
}

/** A cell of which nothing is withheld or known yet. */
export function held({ at, counts, told }: FamilyCell): Held {
	return { at, counts, told, hidden: new Set(), whole: new Set(), above: new Map(), notes: new Map() };
}

/** A family while it is being protected: what is withheld so far, what must be, and what readers already know. */
export class Ledger {
	readonly threshold: number;
	readonly sums: FamilySum[];
	readonly dimensions: Family['dimensions'];
	/** Cells by combination (sorted dimension names), and within it by their values. */
	readonly combinations = new Map<string, Held[]>();
	/** What can be worked out of them, and stands in no table. */
	readonly leftovers: Leftover<Held>[];
	private readonly places = new Map<string, Held>();
	private readonly near = new Map<Leftover<Held>, number[]>();
	private readonly lines = new Map<Held[], Map<string, Held[][]>>();
	private readonly sumsByNames = new Map<string, FamilySum[]>();

	constructor(
		readonly family: Family,
		threshold: number
	) {
		this.threshold = threshold;
		this.sums = family.sums;
		this.dimensions = family.dimensions;
		for (const cell of family.cells) this.place(cell);
		this.leftovers = leftoversOf(this.places.values(), family.dimensions);
	}

	private place(cell: FamilyCell): void {
		const own = held(cell);
		const combination = Object.keys(cell.at).sort().join();
		const others = this.combinations.get(combination);
		if (others) others.push(own);
		else this.combinations.set(combination, [own]);
		this.places.set(placeOf(cell.at), own);
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
		noteOf(cell, variable).isKnown = true;
	}

	/** Notes that an earlier release told this count to be more than a share of its total, in percent. */
	noteAbove(cell: Held, variable: string, share: number): void {
		const note = noteOf(cell, variable);
		note.above = Math.max(share, note.above ?? 0);
	}

	/** Notes that an earlier release told that this count may be zero. */
	noteMayBeZero(cell: Held, variable: string): void {
		noteOf(cell, variable).mayBeZero = true;
	}

	/** Notes that an earlier release asks to withhold this count; `before` is a value it told that is too near. */
	noteHidden(cell: Held, variable: string, before?: number): void {
		const note = noteOf(cell, variable);
		note.isForced = true;
		if (before !== undefined) note.before = [...(note.before ?? []), before];
	}

	/** Whether earlier releases told this count. */
	isKnown(cell: Held, variable: string): boolean {
		return cell.notes.get(variable)?.isKnown ?? false;
	}

	/** The largest share of its total, in percent, that earlier releases told this count to be more than. */
	knownAbove(cell: Held, variable: string): number | undefined {
		return cell.notes.get(variable)?.above;
	}

	/** Whether earlier releases told that this count may be zero. */
	isToldMayBeZero(cell: Held, variable: string): boolean {
		return cell.notes.get(variable)?.mayBeZero ?? false;
	}

	/** Whether earlier releases ask to withhold this count. */
	mustHide(cell: Held, variable: string): boolean {
		return cell.notes.get(variable)?.isForced ?? false;
	}

	/** Values that earlier releases told and that are too near for the change to be known. */
	before(cell: Held, variable: string): readonly number[] {
		return cell.notes.get(variable)?.before ?? NONE;
	}

	/** Notes that an earlier release told a number of this leftover that is too near. */
	noteNear(leftover: Leftover<Held>, told: number): void {
		this.near.set(leftover, [...this.nearTo(leftover), told]);
	}

	/** Numbers that earlier releases told of a leftover and that are too near for the change to be known. */
	nearTo(leftover: Leftover<Held>): readonly number[] {
		return this.near.get(leftover) ?? NONE;
	}

	/** Groups the cells of a combination that differ in this breakdown only. */
	linesAlong(cells: Held[], dimension: string): Held[][] {
		const mine = this.lines.get(cells) ?? new Map<string, Held[][]>();
		this.lines.set(cells, mine);
		const known = mine.get(dimension) ?? [
			...Map.groupBy(cells, (cell) => placeOf(without(cell.at, dimension))).values()
		];
		mine.set(dimension, known);
		return known;
	}

	/** The sums that this cell carries all parts of. */
	sumsOf({ counts }: Held): FamilySum[] {
		const names = Object.keys(counts).join();
		const known =
			this.sumsByNames.get(names) ??
			this.sums.filter(({ total, parts }) => [total, ...parts].every((name) => name in counts));
		this.sumsByNames.set(names, known);
		return known;
	}
}

const NONE: readonly number[] = [];

function noteOf({ notes }: Held, variable: string): Note {
	const known = notes.get(variable) ?? {};
	notes.set(variable, known);
	return known;
}

function placeOf(at: Record<string, string>): string {
	let place = '';
	for (const name of Object.keys(at).sort()) place += `${JSON.stringify(name)}:${JSON.stringify(at[name])},`;
	return place;
}

/** The breakdown values of a cell without one of them. */
export function without(at: Record<string, string>, dimension: string): Record<string, string> {
	const { [dimension]: _, ...others } = at;
	return others;
}
