import type { AuditEntry } from './chain/entry';
import { verifyAudit, type Verdict } from './chain/verify-audit';

/** Which entries are asked for; what is empty or missing does not narrow. */
export interface AuditFilter {
	who?: string;
	did?: string;
	/** The first and the last day, as `2026-11-30`. */
	from?: string;
	to?: string;
	/** Words that must all stand in an entry. */
	words?: string;
}

/** An entry as it is listed. */
export interface ListedEntry extends AuditEntry {
	/** The line of the log on which it stands. */
	line: number;
}

/** Entries of a log with what its chain proves. */
export interface AuditList {
	verdict: Verdict;
	/** How many entries there are in all. */
	total: number;
	/** The entries that fit, the newest first. */
	entries: ListedEntry[];
	/** What can be chosen: everybody and everything that occurs in the log. */
	everybody: string[];
	deeds: string[];
}

/** The entries of a home's log that fit, the newest first, with the verdict over the whole log. */
export async function listAudit(home: string, filter: AuditFilter = {}): Promise<AuditList> {
	const entries: ListedEntry[] = [];
	const everybody = new Set<string>();
	const deeds = new Set<string>();
	let total = 0;
	const verdict = await verifyAudit(home, ({ line, entry, text }) => {
		const told = entry ?? olderEntry(text);
		if (!told) return;
		total++;
		everybody.add(told.who);
		deeds.add(told.did);
		if (fits(told, filter)) entries.push(listed(told, line));
	});
	return { verdict, total, entries: entries.reverse(), everybody: sorted(everybody), deeds: sorted(deeds) };
}

function listed({ n, at, who, did, what, request }: AuditEntry, line: number): ListedEntry {
	return { n, at, who, did, what, request, line };
}

/** A line of the time before entries were chained has no number. */
function olderEntry(text: string): AuditEntry | null {
	try {
		const { at, who, did, what } = JSON.parse(text) as AuditEntry;
		const isWhole = [at, who, did, what].every((part) => typeof part === 'string');
		return isWhole ? { n: 0, at, who, did, what, request: null } : null;
	} catch {
		return null;
	}
}

function fits(entry: AuditEntry, { who, did, from, to, words = '' }: AuditFilter): boolean {
	const day = entry.at.slice(0, 10);
	if (who && entry.who.toLowerCase() !== who.toLowerCase()) return false;
	if (did && entry.did !== did) return false;
	if (from && day < from) return false;
	if (to && day > to) return false;
	const told = `${entry.who} ${entry.did} ${entry.what} ${entry.request ?? ''}`.toLowerCase();
	return words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => told.includes(word));
}

function sorted(values: Set<string>): string[] {
	return [...values].sort((a, b) => a.localeCompare(b, 'en-US'));
}
