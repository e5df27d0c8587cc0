/** The three calendars of the field. A quarter is a view of a date; all three share quarter boundaries. */
export type Calendar = 'calendar' | 'federal' | 'program';

export const CALENDARS: readonly Calendar[] = ['calendar', 'federal', 'program'];

/** A quarter in some calendar, written `2015Q1`. Stored quarters are always of the calendar year. */
export type Quarter = string;

const QUARTER = /^(\d{4})Q([1-4])$/;

/** Calendar quarters by which a calendar's year runs ahead: federal FY2025 Q1 and program year 2024 Q1 start in 2024. */
const SHIFT: Record<Calendar, number> = { calendar: 0, federal: 1, program: -2 };

/** Years that somebody files for or asks about; with them every quarter near one of theirs has four digits too. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

/** Whether `text` is written as a quarter, like `2015Q1`, of a year from 1900 to 2199. */
export function isQuarter(text: string): boolean {
	const year = Number(QUARTER.exec(text)?.[1] ?? 0);
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** Quarters since year 0, so that quarters can be counted and compared as numbers. Throws on text that is no quarter. */
export function quarterIndex(quarter: Quarter): number {
	const match = QUARTER.exec(quarter);
	if (!match) throw new RangeError(`"${quarter}" is not a quarter like 2015Q1`);
	return Number(match[1]) * 4 + Number(match[2]) - 1;
}

/** The quarter with this index; the inverse of `quarterIndex`. */
export function quarterAt(index: number): Quarter {
	return `${String(Math.floor(index / 4)).padStart(4, '0')}Q${(index % 4) + 1}`;
}

/** The quarter `count` quarters later (earlier when negative). */
export function addQuarters(quarter: Quarter, count: number): Quarter {
	return quarterAt(quarterIndex(quarter) + count);
}

/** All quarters from `first` to `last`, both included. */
export function quartersBetween(first: Quarter, last: Quarter): Quarter[] {
	const start = quarterIndex(first);
	const length = Math.max(0, quarterIndex(last) - start + 1);
	return Array.from({ length }, (_, step) => quarterAt(start + step));
}

/** The calendar quarter that a day (`YYYY-MM-DD`) lies in. */
export function quarterOf(day: string): Quarter {
	return `${day.slice(0, 4)}Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;
}

/** First day of a calendar quarter, `YYYY-MM-DD`. */
export function quarterStart(quarter: Quarter): string {
	const month = (quarterIndex(quarter) % 4) * 3 + 1;
	return `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/** Last day of a calendar quarter, `YYYY-MM-DD`. */
export function quarterEnd(quarter: Quarter): string {
	return `${quarter.slice(0, 4)}-${['03-31', '06-30', '09-30', '12-31'][quarterIndex(quarter) % 4]}`;
}

/** A calendar quarter renamed in another calendar: 2024Q4 is federal 2025Q1 and program 2024Q2. */
export function inCalendar(quarter: Quarter, calendar: Calendar): Quarter {
	return addQuarters(quarter, SHIFT[calendar]);
}

/** The calendar quarter behind a quarter of another calendar; the inverse of `inCalendar`. */
export function fromCalendar(quarter: Quarter, calendar: Calendar): Quarter {
	return addQuarters(quarter, -SHIFT[calendar]);
}

/** A quarter as a reader writes it: `2015 Q1`, `FY2015 Q2`, `PY2014 Q3`. */
export function quarterLabel(quarter: Quarter, calendar: Calendar = 'calendar'): string {
	const prefix = { calendar: '', federal: 'FY', program: 'PY' }[calendar];
	return `${prefix}${quarter.slice(0, 4)} ${quarter.slice(4)}`;
}
