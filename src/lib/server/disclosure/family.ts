import type { DimensionKind } from '$lib/domain';

/** Counts at one combination of breakdown values; a breakdown that is left out of `at` is a margin. */
export interface FamilyCell {
	at: Record<string, string>;
	/** Whole numbers of 0 or more, one per variable. */
	counts: Record<string, number>;
	/** Not for this family to tell: another one told or withheld it before, or nobody ever tells it. */
	told?: 'before' | 'never';
}

/** One count at its place. */
export interface CountAt {
	variable: string;
	at: Record<string, string>;
}

/** A count that is the sum of others elsewhere: of those who began training, who is asked about work and who is not yet. */
export interface FamilyLink {
	total: CountAt;
	parts: CountAt[];
}

/** A variable that is the sum of others inside every cell: need = covered + unmet. */
export interface FamilySum {
	total: string;
	parts: string[];
	/** Whether it is told, as far as that is safe, of which of `SHARES` a withheld part is more. */
	tellsShare?: boolean;
}

/** Shares of a total, in percent, that a withheld part may be told to be more than. */
export const SHARES = [90, 75, 50] as const;

/** The least count that is more than a share of a total. */
export function leastAbove(share: number, total: number): number {
	return Math.floor((total * share) / 100) + 1;
}

/** A breakdown of a family. */
export interface FamilyDimension {
	id: string;
	kind: DimensionKind;
	/**
	 * Of an overlapping one: values whose people have no other value of it, as "none of these" has none; `within`, only
	 * as long as another breakdown is held fast, as a quarter is.
	 */
	disjoint?: { values: readonly string[]; within?: string };
	/**
	 * Of an overlapping one: variables that somebody counts in in a total whenever in one of its parts; all where it is
	 * not said. Whoever is unmet in one quarter and covered in another is not unmet in both of them together.
	 */
	nested?: readonly string[];
	/**
	 * Of an overlapping one: another one of which a cell of both has everybody who is in each of the two; `within`, only
	 * as long as a third is held fast. Whoever is in one of them in spring and in the other in fall is in no cell of both.
	 */
	crossed?: { with: string; within?: string };
}

/** Everything that is published of the same persons, protected and audited as one linked system. */
export interface Family {
	id: string;
	dimensions: FamilyDimension[];
	/** Declared tables; every sub-combination is a margin and has its cells too. */
	tables: string[][];
	/** All cells of all tables and margins that occur; one that is missing holds zeros. */
	cells: FamilyCell[];
	sums: FamilySum[];
	/** Combinations that pages headline, the most important first: protected first, and kept when finer tables are protected. */
	headline: string[][];
	/** Sums over cells of this family and of those beside it. */
	links?: FamilyLink[];
	/** What is told and withheld of the cells that other families told before. */
	settled?: ReleasedCell[];
}

/** What one release showed or hid of a family; later releases answer for the differences. */
export interface ReleasedCell {
	key: string;
	value: number;
	hidden: boolean;
	/** Withheld, but told to be more than this share of its total, in percent. */
	above?: number;
	/** Withheld, and said to be possibly zero. */
	mayBeZero?: boolean;
	/** Withheld, though what else is told leaves no other number. */
	isSolved?: boolean;
}

/** What releases said of each count, by its key: each different word once, the newest first. */
export type Earlier = ReadonlyMap<string, readonly ReleasedCell[]>;

/** What the partnership decided about small numbers. */
export interface Policy {
	/** Smallest count that is shown; 11 or more. */
	threshold: number;
}

/** Which cells of a family are withheld; the rest may be shown. */
export interface Protection {
	threshold: number;
	/** Keys of withheld cells, primary and complementary alike: nothing tells them apart. */
	hidden: string[];
	/** Hidden keys of which it is told that they are more than a share of their total, in percent. */
	above: { key: string; share: number }[];
	/** Hidden keys that lie in a table withheld whole, zeros included, so that a reader must allow for zero. */
	mayBeZero: string[];
	/** Tables that had to be withheld whole: their breakdowns, sorted and joined by commas. */
	withheldWhole: string[];
	/** What readers of this release know, for the releases after it; worked out when it is asked for. */
	readonly released: ReleasedCell[];
}

/** The name of one variable at one combination of breakdown values, whatever the order they were written in. */
export function cellKey(variable: string, at: Record<string, string>): string {
	return cellKeysAt(at)(variable);
}

/** The names of the variables at one combination of breakdown values, whose own part is written once. */
export function cellKeysAt(at: Record<string, string>): (variable: string) => string {
	let place = '';
	for (const name of Object.keys(at).sort()) place += `,${JSON.stringify([name, at[name]])}`;
	return (variable) => `[${JSON.stringify(variable)}${place}]`;
}
