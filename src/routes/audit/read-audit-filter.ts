import type { AuditFilter } from '$lib/server/audit';
import { dayAsked } from '../day-asked';

/** The choices of the log as an address has them; a day that is none is refused. Days are those of the partnership. */
export function readAuditFilter(query: URLSearchParams): Required<Omit<AuditFilter, 'zone'>> {
	const text = (name: string) => query.get(name)?.trim().slice(0, LONGEST) ?? '';
	return {
		who: text('who'),
		did: text('did'),
		from: dayAsked(query, 'from'),
		to: dayAsked(query, 'to'),
		words: text('words')
	};
}

const LONGEST = 200;
