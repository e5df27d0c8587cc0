const DAY_MS = 24 * 60 * 60 * 1000;

/** A day as the number of days since 1 January 1970, so that a slider can move over it. */
export function numberOfDay(day: string): number {
	return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** The day of a number; nothing when it is no day between the years 1900 and 2200. */
export function dayFromNumber(days: number): string | null {
	if (!Number.isInteger(days) || days < -25567 || days > 84006) return null;
	return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** The day so many days later: the next one unless said otherwise. */
export function dayAfter(day: string, count = 1): string {
	return dayFromNumber(numberOfDay(day) + count) ?? day;
}
