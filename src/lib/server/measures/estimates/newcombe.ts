import { EMPTY, type Interval, Z95 } from './interval';
import { wilson } from './wilson';

/** So many of so many. */
export interface Share {
	hits: number;
	total: number;
}

/**
 * Newcombe's hybrid score interval (95 %) of the difference `first - second` of two independent rates.
 * Source: Newcombe, Statistics in Medicine 17 (1998), method 10.
 */
export function newcombe(first: Share, second: Share, z = Z95): Interval {
	const one = wilson(first.hits, first.total, z);
	const two = wilson(second.hits, second.total, z);
	if (one.lower === null || one.upper === null || two.lower === null || two.upper === null) return EMPTY;
	const rates = [first.hits / first.total, second.hits / second.total] as const;
	const difference = rates[0] - rates[1];
	return {
		lower: difference - Math.hypot(rates[0] - one.lower, two.upper - rates[1]),
		upper: difference + Math.hypot(one.upper - rates[0], rates[1] - two.lower)
	};
}
