/** A range that a reader may read the estimate within; empty bounds where none can be given. */
export interface Interval {
	lower: number | null;
	upper: number | null;
}

/** Standard normal quantile of a two-sided 95 % interval (design: conventions of the measures). */
export const Z95 = 1.959963984540054;

export const EMPTY: Interval = { lower: null, upper: null };
