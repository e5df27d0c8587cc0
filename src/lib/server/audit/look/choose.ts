import { startOfDay } from '$lib/domain';
import type { AuditEntry } from '../chain/entry';
import type { AuditIndex, IndexFilter } from './audit-index';

/** Which entries are asked for; what is empty or missing does not narrow. */
export interface AuditFilter {
	who?: string;
	did?: string;
	/** The first and the last day, as `2026-11-30`, in the time zone. */
	from?: string;
	to?: string;
	/** Words that must all stand in an entry. */
	words?: string;
	/** The IANA name of the time zone in which days are meant; the whole world's unless given. */
	zone?: string;
}

/** What the index alone can choose by. */
export function indexFilter(index: AuditIndex, filter: AuditFilter): IndexFilter {
	const { who, did, from, to, zone = 'UTC' } = filter;
	return {
		...(who && { who: index.everybody.findAlike(who) }),
		...(did && { did: index.everyDeed.find(did) }),
		...(from && { from: startOfDay(from, zone) }),
		...(to && { until: startOfDay(dayAfter(to), zone) })
	};
}

/** Whether all words stand in an entry. */
export function saysWords({ who, did, what, request }: AuditEntry, words: string): boolean {
	const told = `${who} ${did} ${what} ${request ?? ''}`.toLowerCase();
	return words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => told.includes(word));
}

function dayAfter(day: string): string {
	return new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
