import { logRank, type GroupStep, type LogRank } from './log-rank';

/** Two groups compared, with the p-value as it is and as adjusted for the number of comparisons. */
export interface Pair {
	groups: [string, string];
	chi_square: number;
	p: number;
	adjusted_p: number;
}

/**
 * The log-rank test of every two groups, p-values adjusted by Holm's step-down method.
 * Source: Holm, Scandinavian Journal of Statistics 6 (1979); equals R's p.adjust(method = "holm").
 */
export function pairwiseLogRank(steps: readonly GroupStep[]): Pair[] {
	const names = [...new Set(steps.map(({ group }) => group))].sort();
	const pairs = names.flatMap((one, at) => names.slice(at + 1).map((two): [string, string] => [one, two]));
	const tests = pairs.map((groups) => logRank(steps.filter(({ group }) => groups.includes(group))));
	const adjusted = holm(tests.map(({ p }) => p));
	return pairs.map((groups, at) => {
		const { chi_square, p } = tests[at] as LogRank;
		return { groups, chi_square, p, adjusted_p: adjusted[at] ?? 1 };
	});
}

/** P-values adjusted so that the chance of any false alarm among them stays what it was for one; in their own order. */
export function holm(values: readonly number[]): number[] {
	const order = values.map((_, at) => at).sort((one, two) => (values[one] ?? 0) - (values[two] ?? 0));
	const adjusted = values.map(() => 1);
	let most = 0;
	order.forEach((at, rank) => {
		most = Math.max(most, Math.min(1, (values[at] ?? 1) * (values.length - rank)));
		adjusted[at] = most;
	});
	return adjusted;
}
