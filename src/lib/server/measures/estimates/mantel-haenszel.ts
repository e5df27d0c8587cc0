import { chiSquareTail } from './chi-square';
import { type Interval, Z95 } from './interval';
import type { Share } from './newcombe';

/** With and without a support, within one stratum. */
export interface TwoShares {
	with: Share;
	without: Share;
}

/** A difference of rates held within strata, its 95 % interval, and the test of no difference. */
export interface StratifiedDifference extends Interval {
	/** Mantel-Haenszel difference of the rates; empty where no stratum has both. */
	value: number | null;
	error: number | null;
	/** Cochran-Mantel-Haenszel, without continuity correction, 1 degree of freedom. */
	chi_square: number | null;
	p: number | null;
	/** People in strata that have both groups: the only ones who say anything. */
	compared: number;
}

/**
 * The Mantel-Haenszel risk difference over strata, with Sato's variance, and the Cochran-Mantel-Haenszel test.
 * Sources: Greenland and Robins, Biometrics 41 (1985); Sato, Biometrics 45 (1989); the test equals R's
 * mantelhaen.test(correct = FALSE).
 */
export function mantelHaenszel(strata: readonly TwoShares[], z = Z95): StratifiedDifference {
	const both = strata.filter((stratum) => stratum.with.total > 0 && stratum.without.total > 0);
	const compared = sum(both, totalOf);
	if (both.length === 0)
		return { value: null, error: null, lower: null, upper: null, chi_square: null, p: null, compared };
	const weight = sum(both, weightOf);
	const value = sum(both, (stratum) => weightOf(stratum) * gapOf(stratum)) / weight;
	const error = Math.sqrt(Math.max(0, value * sum(both, leanOf) + sum(both, noiseOf)) / (weight * weight));
	const statistic = testOf(both);
	return {
		value,
		error,
		lower: Math.max(-1, value - z * error),
		upper: Math.min(1, value + z * error),
		chi_square: statistic,
		p: statistic === null ? null : chiSquareTail(statistic, 1),
		compared
	};
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
	return items.reduce((all, item) => all + of(item), 0);
}

function totalOf({ with: one, without: two }: TwoShares): number {
	return one.total + two.total;
}

function weightOf(stratum: TwoShares): number {
	return (stratum.with.total * stratum.without.total) / totalOf(stratum);
}

function gapOf({ with: one, without: two }: TwoShares): number {
	return one.hits / one.total - two.hits / two.total;
}

/** Sato's P: how the variance leans on the difference itself. */
function leanOf(stratum: TwoShares): number {
	const { with: one, without: two } = stratum;
	const n = totalOf(stratum);
	return (
		(one.total ** 2 * two.hits -
			two.total ** 2 * one.hits +
			(one.total * two.total * (two.total - one.total)) / 2) /
		n ** 2
	);
}

/** Sato's Q. */
function noiseOf(stratum: TwoShares): number {
	const { with: one, without: two } = stratum;
	return (one.hits * (two.total - two.hits) + two.hits * (one.total - one.hits)) / (2 * totalOf(stratum));
}

function testOf(strata: readonly TwoShares[]): number | null {
	const gap = sum(strata, (stratum) => {
		const hits = stratum.with.hits + stratum.without.hits;
		return stratum.with.hits - (hits * stratum.with.total) / totalOf(stratum);
	});
	const variance = sum(strata, (stratum) => {
		const n = totalOf(stratum);
		const hits = stratum.with.hits + stratum.without.hits;
		return n < 2 ? 0 : (stratum.with.total * stratum.without.total * hits * (n - hits)) / (n * n * (n - 1));
	});
	return variance === 0 ? null : (gap * gap) / variance;
}
