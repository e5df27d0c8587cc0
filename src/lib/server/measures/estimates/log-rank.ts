import { chiSquareTail } from './chi-square';

/** One time of one group: how many were watched, how many had the event. */
export interface GroupStep {
	group: string;
	/** What groups are compared within; without it, everybody is in one stratum. */
	stratum?: string;
	time: number;
	at_risk: number;
	events: number;
}

/** Whether groups differ: events seen and expected per group, and the test over all. */
export interface LogRank {
	chi_square: number;
	df: number;
	p: number;
	groups: { group: string; observed: number; expected: number }[];
}

/**
 * The log-rank test between groups over shared times; a group without a step at a time must still bring its
 * number at risk there. With strata, groups are compared within each and the sums are tested. Equals R's
 * survival::survdiff, with strata() where steps name strata.
 */
export function logRank(steps: readonly GroupStep[]): LogRank {
	const names = [...new Set(steps.map((step) => step.group))].sort();
	const expected = names.map(() => 0);
	const observed = names.map(() => 0);
	const covariance = names.map(() => names.map(() => 0));
	for (const level of byTime(steps)) addTime(level, names, { expected, observed, covariance });
	const gaps = names.map((_, g) => (observed[g] ?? 0) - (expected[g] ?? 0));
	/* A group that was watched at no event says nothing, and is no degree of freedom. */
	const heard = names.flatMap((_, g) => ((expected[g] ?? 0) > 0 ? [g] : []));
	const statistic = quadraticForm(
		heard.map((g) => heard.map((h) => covariance[g]?.[h] ?? 0)),
		heard.map((g) => gaps[g] ?? 0)
	);
	const df = Math.max(0, heard.length - 1);
	const groups = names.map((group, g) => ({ group, observed: observed[g] ?? 0, expected: expected[g] ?? 0 }));
	return { chi_square: statistic, df, p: chiSquareTail(statistic, df), groups };
}

interface Sums {
	expected: number[];
	observed: number[];
	covariance: number[][];
}

function byTime(steps: readonly GroupStep[]): GroupStep[][] {
	return [...Map.groupBy(steps, ({ stratum = '', time }) => `${time}/${stratum}`).values()];
}

function addTime(level: GroupStep[], names: string[], sums: Sums): void {
	const watched = names.map((name) => level.find((step) => step.group === name)?.at_risk ?? 0);
	const hit = names.map((name) => level.find((step) => step.group === name)?.events ?? 0);
	const all = total(watched);
	if (all === 0) return;
	const events = total(hit);
	const scale = all > 1 ? (events * (all - events)) / (all - 1) : 0;
	names.forEach((_, g) => {
		const share = (watched[g] ?? 0) / all;
		sums.observed[g] = (sums.observed[g] ?? 0) + (hit[g] ?? 0);
		sums.expected[g] = (sums.expected[g] ?? 0) + events * share;
		const row = sums.covariance[g] ?? [];
		names.forEach(
			(_, h) => (row[h] = (row[h] ?? 0) + scale * share * ((g === h ? 1 : 0) - (watched[h] ?? 0) / all))
		);
	});
}

function total(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}

/** gaps' V^-1 gaps over all groups but the last, which the others determine; by Gaussian elimination. */
function quadraticForm(covariance: number[][], gaps: number[]): number {
	const size = Math.max(0, gaps.length - 1);
	const rows = covariance.slice(0, size).map((row, g) => [...row.slice(0, size), gaps[g] ?? 0]);
	rows.forEach((pivot, at) => rows.slice(at + 1).forEach((row) => eliminate(row, pivot, at)));
	return rows.reduce((sum, row, at) => sum + (row[at] ? (row[size] ?? 0) ** 2 / row[at] : 0), 0);
}

function eliminate(row: number[], pivot: number[], at: number): void {
	const lead = pivot[at] ?? 0;
	if (lead === 0) return;
	const factor = (row[at] ?? 0) / lead;
	row.forEach((value, column) => (row[column] = value - factor * (pivot[column] ?? 0)));
}
