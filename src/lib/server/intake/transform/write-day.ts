import { addQuarters, quarterEnd, quarterOf } from '$lib/domain';

/** How a source writes its days: 2015-03-31 or 20150331. */
export type Spelling = 'iso' | 'ymd';

/** The last day of the quarter that lies so many quarters after a day; empty where that is no day. */
export function lastDayOfQuarter(day: string, after: number, spelling: Spelling): string {
	const iso = isoDay(day);
	return iso === null ? '' : spelled(quarterEnd(addQuarters(quarterOf(iso), after)), spelling);
}

/** The last day of a month written YYYYMM; what is none stays as it is, so that it is found wrong. */
export function lastDayOfMonth(month: string, spelling: Spelling): string {
	const parts = /^(\d{4})(0[1-9]|1[0-2])$/.exec(month);
	if (!parts) return month;
	const last = new Date(Date.UTC(Number(parts[1]), Number(parts[2]), 0));
	return spelled(last.toISOString().slice(0, 10), spelling);
}

function isoDay(day: string): string | null {
	const parts = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(day);
	return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : null;
}

function spelled(iso: string, spelling: Spelling): string {
	return spelling === 'iso' ? iso : iso.replaceAll('-', '');
}
