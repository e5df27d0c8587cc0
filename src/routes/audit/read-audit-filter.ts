import type { AuditFilter } from '$lib/server/audit';

/** The choices of the log as an address has them; a day that is none is left out. Days are those of the partnership. */
export function readAuditFilter(query: URLSearchParams): Required<Omit<AuditFilter, 'zone'>> {
	const text = (name: string) => query.get(name)?.trim().slice(0, LONGEST) ?? '';
	return {
		who: text('who'),
		did: text('did'),
		from: dayOrNothing(text('from')),
		to: dayOrNothing(text('to')),
		words: text('words')
	};
}

const LONGEST = 200;

function dayOrNothing(text: string): string {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';
}
