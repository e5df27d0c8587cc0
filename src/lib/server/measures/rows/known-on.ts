import { addQuarters, quarterEnd, type Quarter } from '$lib/domain';

/** Points after an exit at which something is observed. */
export type OutcomePoint = 'exit' | 'month_6' | 'q2' | 'q4' | 'credential';

/** Days without service that make an exit (design: retention and outcomes). */
export const QUIET_DAYS = 90;

/** The day from which on everybody who left in a quarter may be known at a point. */
export function knownOn(point: OutcomePoint, quarter: Quarter): string {
	if (point === 'q2') return quarterEnd(addQuarters(quarter, 2));
	if (point === 'q4') return quarterEnd(addQuarters(quarter, 4));
	if (point === 'month_6') return quarterEnd(addQuarters(quarter, 2));
	return daysAfter(quarterEnd(quarter), point === 'exit' ? QUIET_DAYS : 365);
}

function daysAfter(day: string, days: number): string {
	const later = new Date(`${day}T00:00:00Z`);
	later.setUTCDate(later.getUTCDate() + days);
	return later.toISOString().slice(0, 10);
}
