/** A day as a whole number, so that days can be added. */
export type Day = number;

const MS = 86_400_000;

/** Quarters are counted from the first one filed, 2013Q4. */
const ORIGIN = 2013 * 4 + 3;

/** How many quarters the partners filed: 2013Q4 to 2015Q3. */
export const QUARTERS = 8;

/** The day written `2014-03-31`. */
export function day(text: string): Day {
	return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / MS;
}

const written = new Map<Day, string>();

/** A day as `2014-03-31`. */
export function iso(value: Day): string {
	const known = written.get(value);
	if (known !== undefined) return known;
	const text = new Date(value * MS).toISOString().slice(0, 10);
	written.set(value, text);
	return text;
}

/** A day as `3/31/2014`. */
export function us(text: string): string {
	return `${Number(text.slice(5, 7))}/${Number(text.slice(8, 10))}/${text.slice(0, 4)}`;
}

/** Quarters since 2013Q4; negative before. */
export function quarterOf(value: Day): number {
	const text = iso(value);
	return Number(text.slice(0, 4)) * 4 + Math.floor((Number(text.slice(5, 7)) - 1) / 3) - ORIGIN;
}

/** `2013Q4` for 0, `2014Q1` for 1. */
export function quarterName(quarter: number): string {
	const index = quarter + ORIGIN;
	return `${Math.floor(index / 4)}Q${(index % 4) + 1}`;
}

/** First day of a quarter. */
export function startOf(quarter: number): Day {
	const index = quarter + ORIGIN;
	return Date.UTC(Math.floor(index / 4), (index % 4) * 3, 1) / MS;
}

/** Last day of a quarter. */
export function endOf(quarter: number): Day {
	return startOf(quarter + 1) - 1;
}

/** The same day of the month, `count` months later; the last of the month where there is none. */
export function addMonths(value: Day, count: number): Day {
	const text = iso(value);
	const month = Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1 + count;
	const first = Date.UTC(Math.floor(month / 12), month % 12, 1) / MS;
	const last = Date.UTC(Math.floor((month + 1) / 12), (month + 1) % 12, 1) / MS - 1;
	return Math.min(first + Number(text.slice(8, 10)) - 1, last);
}
