/** A range that a reader may read the estimate within; empty bounds where none can be given. */
export interface Interval {
	lower: number | null;
	upper: number | null;
}

/** Standard normal quantile of a two-sided 95 % interval (design: conventions of the measures). */
export const Z95 = 1.959963984540054;

export const EMPTY: Interval = { lower: null, upper: null };

/** How an interval was made: Kaplan-Meier's, or that of a share of competing causes. */
export type Scale = 'log-log' | 'log';

/** The standard error that an estimate and its 95 % interval say by themselves; empty where there is no interval. */
export function errorOf({ value, lower, upper }: Interval & { value: number }, scale: Scale): number | null {
	if (lower === null || upper === null || lower <= 0) return null;
	if (lower === upper) return 0;
	if (scale === 'log') return (value * Math.log(value / lower)) / Z95;
	const place = (share: number) => Math.log(-Math.log(share));
	const half = upper < 1 ? (place(lower) - place(upper)) / 2 : place(lower) - place(value);
	return (Math.abs(value * Math.log(value)) * half) / Z95;
}
