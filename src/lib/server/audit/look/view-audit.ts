import type { Verdict } from '../chain/walk';
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
	const { positions, looked } = await fittingPositions(home, log, { filter, most: wanted.most });
	const pages = Math.max(1, Math.ceil(positions.length / wanted.size));
	const page = Math.min(Math.max(1, wanted.page), pages);
	const shown = positions.slice((page - 1) * wanted.size, page * wanted.size);
	return {
		verdict,
		since: log.since,
		total: log.index.count,
		fitting: positions.length,
		looked,
		entries: await readEntries(home, log.index, shown),
		page,
		pages,
		everybody: log.index.everybody.sorted(),
		deeds: log.index.everyDeed.sorted()
	};
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
	const { positions } = await fittingPositions(home, log, { filter, most: Infinity });
	if (order === 'oldest first') positions.reverse();
	async function* batches(): AsyncGenerator<ListedEntry[]> {
		for (let at = 0; at < positions.length; at += BATCH)
			yield await readEntries(home, log.index, positions.slice(at, at + BATCH));
	}
	return { verdict, count: positions.length, batches };
}

async function fittingPositions(
	home: string,
	{ index }: FollowedLog,
	{ filter, most = MOST_FOR_WORDS }: { filter: AuditFilter; most?: number }
): Promise<{ positions: number[]; looked: number | null }> {
	const words = filter.words?.trim() ?? '';
	const all = [...index.newestFirst(indexFilter(index, filter))];
	if (words === '') return { positions: all, looked: null };
	const positions: number[] = [];
	for (let at = 0; at < Math.min(all.length, most); at += BATCH) {
		const batch = all.slice(at, Math.min(at + BATCH, most));
		const entries = await readEntries(home, index, batch);
		positions.push(...batch.filter((_, place) => saysWords(entries[place]!, words)));
	}
	return { positions, looked: all.length > most ? most : null };
}
