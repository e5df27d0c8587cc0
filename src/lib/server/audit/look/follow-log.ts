import { setTimeout as sleep } from 'node:timers/promises';
import { watchedLog } from '../chain/audit-log';
import { readHead } from '../chain/head-file';
import { readLines } from '../chain/read-lines';
import type { Watched } from '../chain/stamp';
import { Walk, type LoggedLine } from '../chain/walk';
import type { AuditEntry } from '../chain/entry';
import { AuditIndex } from './audit-index';

/** A log that was read and verified from its first line, and followed as it grew. */
export interface FollowedLog {
	index: AuditIndex;
	walk: Walk;
	/** When it was read from its first line. */
	since: Date;
	/** Bytes and lines that were followed. */
	size: number;
	lines: number;
	/** Whether its last line was not ended when it was read. */
	isMidLine: boolean;
	/** By whom the file was watched since, and how often strangers had written into it. */
	watched: Watched;
	strangers: number;
}

/** One home is served by a process; a second one is read anew. */
let followed: { home: string; log: FollowedLog } | null = null;
let turn: Promise<unknown> = Promise.resolve();

/**
 * A home's log as it stands now. It is read from its first line once; what this process adds is followed from there.
 * When anybody else wrote into the file, it is read from its first line again.
 */
export function followLog(home: string): Promise<FollowedLog> {
	const mine = turn.then(() => renew(home));
	turn = mine.catch(() => undefined);
	return mine;
}

/** The next look reads a home's log from its first line, because something was found that was not there before. */
export function forgetLog(home: string): void {
	if (followed?.home === home) followed = null;
}

async function renew(home: string): Promise<FollowedLog> {
	// The kept head first: the log is never behind it.
	const kept = await readHead(home);
	const { size, watched } = await extentOf(home);
	const known = followed?.home === home ? followed.log : null;
	const goesOn =
		known !== null &&
		known.watched === watched &&
		known.strangers === watched.strangers &&
		(known.size === size || (known.size < size && !known.isMidLine)) &&
		known.walk.renewKept(kept);
	const log = goesOn ? known : newLog(new Walk(kept), watched);
	followed = null;
	await readOn(home, log, size);
	followed = { home, log };
	return log;
}

/** How far the log is whole; while an entry is being written, as far as it was before. */
async function extentOf(home: string): Promise<{ size: number; watched: Watched }> {
	for (;;) {
		const watched = watchedLog(home);
		if (watched.stamp || !watched.isWriting) return { size: watched.stamp?.size ?? 0, watched };
		await sleep(5);
	}
}

function newLog(walk: Walk, watched: Watched): FollowedLog {
	const index = new AuditIndex();
	const { strangers } = watched;
	return { index, walk, since: new Date(), size: 0, lines: 0, isMidLine: false, watched, strangers };
}

async function readOn(home: string, log: FollowedLog, to: number): Promise<void> {
	if (to <= log.size) return;
	for await (const lines of readLines(home, { from: log.size, to, line: log.lines }))
		for (const line of lines) {
			log.walk.take(line);
			const entry = entryOn(line);
			if (entry) log.index.add(entry, line);
			log.lines = line.line;
			log.size = line.offset + line.length + (line.isEnded ? 1 : 0);
			log.isMidLine = !line.isEnded;
		}
}

/** What a line tells, whether or not it is proven. A line of the time before entries were chained has no number. */
export function entryOn({ entry, text }: Pick<LoggedLine, 'entry' | 'text'>): AuditEntry | null {
	if (entry) return entry;
	try {
		const { at, who, did, what } = JSON.parse(text) as AuditEntry;
		const isWhole = [at, who, did, what].every((part) => typeof part === 'string');
		return isWhole ? { n: 0, at, who, did, what, request: null } : null;
	} catch {
		return null;
	}
}
