import type { Verdict } from '../chain/walk';
import type { AuditIndex, Window } from './audit-index';
import { indexFilter, saysWords, type AuditFilter } from './choose';
import { followLog, forgetLog, type FollowedLog } from './follow-log';
import { LogChanged, readEntries, type ListedEntry } from './read-entries';

/** A page of a log. */
export interface AuditView {
	verdict: Verdict;
	/** When the chain was followed from its first line; since then what was added was. */
	since: Date;
	/** How many entries there are in all. */
	total: number;
	/** How many fit; with words, of those that were looked at. */
	fitting: number;
	/** How many entries were looked at for words, when there were more; null where all were. */
	looked: number | null;
	/** The entries of this page, the newest first. */
	entries: ListedEntry[];
	page: number;
	pages: number;
	/** What can be chosen: everybody and everything that occurs in the log. */
	everybody: string[];
	deeds: string[];
}

/** Which page is asked for (counted from 1), and how many entries stand on one. */
export interface PageWanted {
	page: number;
	size: number;
	/** So many entries are looked at for words, at most. */
	most?: number;
}

/** Some 17 MB of the log: a tenth of a second. Days, persons and deeds lead further back. */
const MOST_FOR_WORDS = 50_000;

/** Entries that are read together for words. */
const BATCH = 2000;

/**
 * One page of a home's log with the verdict over all of it. The log is read once by a process; after that a page costs
 * as much with a million entries as with a hundred: a look at the index, and the lines that are shown.
 */
export async function viewAudit(home: string, filter: AuditFilter, wanted: PageWanted): Promise<AuditView> {
	try {
		return await viewOnce(home, filter, wanted);
	} catch (error) {
		if (!(error instanceof LogChanged)) throw error;
		forgetLog(home);
		return viewOnce(home, filter, wanted);
	}
}

async function viewOnce(home: string, filter: AuditFilter, wanted: PageWanted): Promise<AuditView> {
	const log = await followLog(home);
	const verdict = log.walk.verdict();
	const { count, looked, page, positions } = await pageOf(home, log, { filter, wanted });
	return {
		verdict,
		since: log.since,
		total: log.index.count,
		fitting: count,
		looked,
		entries: await readEntries(home, log.index, positions),
		page,
		pages: pagesOf(count, wanted.size),
		everybody: log.index.everybody.sorted(),
		deeds: log.index.everyDeed.sorted()
	};
}

async function pageOf(
	home: string,
	{ index }: FollowedLog,
	{ filter, wanted }: { filter: AuditFilter; wanted: PageWanted }
): Promise<Window & { page: number; looked: number | null }> {
	const { size, most = MOST_FOR_WORDS } = wanted;
	const [chosen, words] = [indexFilter(index, filter), filter.words?.trim()];
	const first = Math.max(1, wanted.page);
	if (words) {
		const { count, positions } = index.window(chosen, { skip: 0, take: most });
		const found = await withWords(home, index, { positions, words });
		const page = Math.min(first, pagesOf(found.length, size));
		const shown = found.slice((page - 1) * size, page * size);
		return { count: found.length, positions: shown, page, looked: count > most ? most : null };
	}
	const found = index.window(chosen, { skip: (first - 1) * size, take: size });
	const page = Math.min(first, pagesOf(found.count, size));
	if (page === first) return { ...found, page, looked: null };
	return { ...index.window(chosen, { skip: (page - 1) * size, take: size }), page, looked: null };
}

function pagesOf(count: number, size: number): number {
	return Math.max(1, Math.ceil(count / size));
}

async function withWords(
	home: string,
	index: AuditIndex,
	{ positions, words }: { positions: number[]; words: string }
): Promise<number[]> {
	const found: number[] = [];
	for (let at = 0; at < positions.length; at += BATCH) {
		const batch = positions.slice(at, at + BATCH);
		const entries = await readEntries(home, index, batch);
		found.push(...batch.filter((_, place) => saysWords(entries[place]!, words)));
	}
	return found;
}

/** Entries in batches, and how many there are in all of them. */
export interface AuditExport {
	verdict: Verdict;
	count: number;
	batches(): AsyncGenerator<ListedEntry[]>;
}

/** All entries that fit, without holding them at once; those that come to be written meanwhile are left out. */
export async function exportAudit(
	home: string,
	filter: AuditFilter,
	order: 'newest first' | 'oldest first' = 'newest first'
): Promise<AuditExport> {
	const log = await followLog(home);
	const verdict = log.walk.verdict();
	const chosen = log.index.window(indexFilter(log.index, filter), { skip: 0, take: Infinity }).positions;
	const words = filter.words?.trim();
	const positions = words ? await withWords(home, log.index, { positions: chosen, words }) : chosen;
	if (order === 'oldest first') positions.reverse();
	async function* batches(): AsyncGenerator<ListedEntry[]> {
		for (let at = 0; at < positions.length; at += BATCH)
			yield await readEntries(home, log.index, positions.slice(at, at + BATCH));
	}
	return { verdict, count: positions.length, batches };
}
