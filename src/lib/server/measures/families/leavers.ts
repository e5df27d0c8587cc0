import type { FamilySum } from '$lib/server/disclosure';

/** Calendar quarters after the one of the start that a cohort is followed for; whoever leaves later is counted together. */
export const FOLLOWED = 8;

const QUARTERS = Array.from({ length: FOLLOWED + 1 }, (_, quarter) => quarter);

/** The count of those of a cohort who are active or have completed by the end of its n-th calendar quarter. */
export function keptBy(quarter: number): string {
	return `kept_${quarter}`;
}

/** The count of those of a cohort who withdrew or transferred in its n-th calendar quarter. */
export function leftIn(quarter: number): string {
	return `left_${quarter}`;
}

const HAS_LEFT = `standing IN ('withdrew', 'transferred')`;

/**
 * How many of a cohort are kept at the end of each quarter since their start, and who left in it. Of quarters to come
 * nobody has left yet: they repeat what is known today, so that one chain of sums holds for every cohort.
 */
export const COHORT_COUNTS: Record<string, string> = {
	...Object.fromEntries(
		QUARTERS.map((quarter) => [
			keptBy(quarter),
			`count(*) FILTER (NOT (${HAS_LEFT} AND quarters <= ${quarter}))`
		])
	),
	...Object.fromEntries(
		QUARTERS.map((quarter) => [leftIn(quarter), `count(*) FILTER (${HAS_LEFT} AND quarters = ${quarter})`])
	),
	left_later: `count(*) FILTER (${HAS_LEFT} AND quarters > ${FOLLOWED})`
};

/** What a reader knows of these counts: each quarter is the one before less who left in it, and the last one is how the cohort stands. */
export const COHORT_SUMS: FamilySum[] = [
	...QUARTERS.map((quarter) => ({
		total: quarter === 0 ? 'started' : keptBy(quarter - 1),
		parts: [keptBy(quarter), leftIn(quarter)]
	})),
	{ total: keptBy(FOLLOWED), parts: ['completed', 'active', 'left_later'] }
];

/** Days after the start in which people withdraw (design: withdrawal_timing), with the last day of each; the last one has no end. */
export const TIMINGS = [
	{ days: '0-14', until: 14 },
	{ days: '15-30', until: 30 },
	{ days: '31-60', until: 60 },
	{ days: '61-90', until: 90 },
	{ days: '91+', until: Infinity }
];

/** The count of those who withdrew in these days. */
export function withdrewIn({ days }: { days: string }): string {
	return `withdrew_${days.replace('-', '_').replace('+', '')}`;
}

export const TIMING_COUNTS: Record<string, string> = Object.fromEntries(
	TIMINGS.map((timing, at) => [withdrewIn(timing), `count(*) FILTER (withdrew_in = ${at})`])
);

/** Months that end near one of these days: the first and day 30, the second and 60, the third and 90. */
export const NEAR_MONTHS = TIMINGS.flatMap(({ until }, at) =>
	at > 0 && Number.isFinite(until) ? [{ month: at, day: until }] : []
);

/** For how many people all of these months end before their days, and for how many all end after. */
export const SPAN_SUMS: Record<string, string> = {
	shorter: 'count(*) FILTER (span < 0)',
	longer: 'count(*) FILTER (span > 0)'
};

export const TIMING_SUM: FamilySum = { total: 'withdrew', parts: TIMINGS.map(withdrewIn) };
