import { EMPTY, type Interval, Z95 } from './interval';

/**
 * Wilson's 95 % score interval of `hits` in `total`; exactly 0 and 1 at the ends, empty without a denominator.
 * Source: Wilson, JASA 22 (1927); equals R's prop.test(correct = FALSE).
 */
export function wilson(hits: number, total: number, z = Z95): Interval {
	if (total === 0) return EMPTY;
	const share = hits / total;
	const spread = (z * z) / total;
	const centre = (share + spread / 2) / (1 + spread);
	const half = (z * Math.sqrt((share * (1 - share)) / total + spread / (4 * total))) / (1 + spread);
	return { lower: hits === 0 ? 0 : centre - half, upper: hits === total ? 1 : centre + half };
}
