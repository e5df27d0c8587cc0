import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { NOTHING_BEFORE, parse, readLine, sha256, type Head } from './entry';
import { logPath, readHead } from './head-file';

/** Where a log ends, as the one who adds to it must know. */
export interface LogEnd {
	size: number;
	/** The last entry that is whole. */
	head: Head;
	/** Whether the file ends in the midst of a line. */
	isMidLine: boolean;
	/** Whether what follows the last whole entry was cut short, as a kill does. */
	isCutShort: boolean;
	/** The number of entries that had been written, when the log does not fit the head that was kept beside it. */
	expected: number | null;
}

/** More than the longest entry, so that the last one is always in the piece that is read. */
const PIECE = 64 * 1024;

/** Looks at the end of a home's log and compares it with the head that was kept beside it. */
export async function findEnd(home: string): Promise<LogEnd> {
	const { size, text } = await readTail(home);
	const lines = text.split('\n');
	const last = lines.findLastIndex((line) => readLine(line) !== null);
	const entry = last < 0 ? null : parse(lines[last] ?? '');
	const rest = lines.slice(last + 1).filter((line) => line !== '');
	const head = entry ? { n: entry.n, hash: entry.hash } : await beginning(home, size);
	const isOlder = entry === null && rest.every(isOldLine);
	const isMidLine = size > 0 && !text.endsWith('\n');
	return {
		size,
		head,
		isMidLine,
		isCutShort: rest.length > 0 && !isOlder,
		expected: await mismatch(home, head, text)
	};
}

/** Lines of the time before entries were chained: the first chained entry holds the hash of them all. */
export function isOldLine(line: string): boolean {
	try {
		const old = JSON.parse(line) as Record<string, unknown>;
		return typeof old.at === 'string' && typeof old.who === 'string' && !('hash' in old);
	} catch {
		return false;
	}
}

async function readTail(home: string): Promise<{ size: number; text: string }> {
	const file = await open(logPath(home), 'r').catch(nothingThere);
	if (!file) return { size: 0, text: '' };
	try {
		const { size } = await file.stat();
		const length = Math.min(size, PIECE);
		const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
		return { size, text: buffer.toString('utf8') };
	} finally {
		await file.close();
	}
}

async function beginning(home: string, size: number): Promise<Head> {
	if (size === 0) return { n: 0, hash: NOTHING_BEFORE };
	const pieces: Buffer[] = [];
	for await (const piece of createReadStream(logPath(home))) pieces.push(piece as Buffer);
	const text = Buffer.concat(pieces);
	return { n: 0, hash: sha256(text.at(-1) === 10 ? text : Buffer.concat([text, Buffer.from('\n')])) };
}

/** The log may be ahead of its kept head, by what a kill left no time for; never behind or beside it. */
async function mismatch(home: string, head: Head, text: string): Promise<number | null> {
	const kept = await readHead(home);
	if (!kept) return head.n > 0 ? head.n : null;
	if (kept.n > head.n) return kept.n;
	if (kept.n === head.n) return kept.hash === head.hash || kept.n === 0 ? null : kept.n;
	const place = text.split('\n').map(parse);
	const same = place.find((entry) => entry?.n === kept.n);
	return same && same.hash !== kept.hash ? kept.n : null;
}

function nothingThere(error: NodeJS.ErrnoException): null {
	if (error.code === 'ENOENT') return null;
	throw error;
}
