import { addQuarters, quarterEnd, quarterOf } from '$lib/domain';

/** How a source writes its days: 2015-03-31 or 20150331. */
export type Spelling = 'iso' | 'ymd';

/** The last day of the quarter that lies so many quarters after a day or month; empty where that is neither. */
export function lastDayOfQuarter(day: string, after: number, spelling: Spelling): string {
	const iso = isoDay(day);
	return iso === null ? '' : spelled(quarterEnd(addQuarters(quarterOf(iso), after)), spelling);
}

function isoDay(day: string): string | null {
	const parts = /^(\d{4})-?(\d{2})(?:-?(\d{2}))?/.exec(day);
	return parts ? `${parts[1]}-${parts[2]}-${parts[3] ?? '01'}` : null;
}

function spelled(iso: string, spelling: Spelling): string {
	return spelling === 'iso' ? iso : iso.replaceAll('-', '');
}
