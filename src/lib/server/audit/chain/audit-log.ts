import { open, stat } from 'node:fs/promises';
import { sayAbout, type About, type Deed } from '../deeds';
import { chain, writeLine, type AuditEntry, type ChainedEntry, type Head } from './entry';
import { findEnd } from './find-end';
import { keepHead, logPath, readHead } from './head-file';

type Noted = Omit<AuditEntry, 'n'>;

/** One thing to write down. */
export interface Note {
	who: string;
	did: Deed;
	about: About;
	now: Date;
	/** The id of the request in which it was done. */
	request?: string;
}

interface Waiting {
	noted: Noted;
	done(): void;
	failed(fault: unknown): void;
}

/** The one writer of a home's log in this process. */
interface Writer {
	waiting: Waiting[];
	isWriting: boolean;
	/** Where the log ended after our last entry; another process that had the home may have added to it since. */
	end: { size: number; head: Head } | null;
}

declare global {
	/** The console and the pages of one process are two bundles; both write through the same writer. */
	var braidworkAuditWriters: Map<string, Writer> | undefined;
}

/** Writes down in a home's log what somebody did; returns once it is on the disk. Entries are only ever added, one after another. */
export function noteDeed(home: string, { who, did, about, now, request }: Note): Promise<void> {
	const noted: Noted = { at: now.toISOString(), who, did, what: sayAbout(about), request: request ?? null };
	const writer = writerOf(home);
	return new Promise((done, failed) => {
		writer.waiting.push({ noted, done, failed });
		if (!writer.isWriting) void writeWaiting(home, writer);
	});
}

function writerOf(home: string): Writer {
	const writers = (globalThis.braidworkAuditWriters ??= new Map());
	const known = writers.get(home) ?? { waiting: [], isWriting: false, end: null };
	writers.set(home, known);
	return known;
}

/** Whatever waits is written together, so that many requests at once cost one flush of the disk. */
async function writeWaiting(home: string, writer: Writer): Promise<void> {
	writer.isWriting = true;
	while (writer.waiting.length > 0) {
		const together = writer.waiting.splice(0);
		try {
			await addEntries(
				home,
				writer,
				together.map(({ noted }) => noted)
			);
			for (const { done } of together) done();
		} catch (fault) {
			writer.end = null;
			for (const { failed } of together) failed(fault);
		}
	}
	writer.isWriting = false;
}

async function addEntries(home: string, writer: Writer, noted: Noted[]): Promise<void> {
	const { size, head, start, first } = await place(home, writer, noted[0]?.at ?? '');
	const entries: ChainedEntry[] = [];
	for (const one of [...first, ...noted]) entries.push(chain(entries.at(-1) ?? head, one));
	const bytes = Buffer.from(start + entries.map((entry) => `${writeLine(entry)}\n`).join(''));
	await addBytes(logPath(home), bytes);
	const { n, hash } = entries.at(-1) ?? head;
	await keepHead(home, { n, hash });
	writer.end = { size: size + bytes.length, head: { n, hash } };
}

/** Where the next entries go, and what has to be said first of how the log was found. */
async function place(home: string, writer: Writer, at: string) {
	const size = await sizeOf(home);
	if (writer.end?.size === size) return { ...writer.end, start: '', first: [] };
	const end = await findEnd(home);
	if (end.head.n === 0 && !(await readHead(home))) await keepHead(home, end.head);
	const first: Noted[] = [];
	const say = (did: Deed, about: About) =>
		first.push({ at, who: 'braidwork', did, what: sayAbout(about), request: null });
	if (end.isCutShort) say('found a line cut short', {});
	if (end.expected !== null)
		say('found the log cut or changed', { entries: end.head.n, expected: end.expected });
	return { size: end.size, head: end.head, start: end.isMidLine ? '\n' : '', first };
}

async function addBytes(path: string, bytes: Buffer): Promise<void> {
	const file = await open(path, 'a', 0o600);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

async function sizeOf(home: string): Promise<number> {
	try {
		return (await stat(logPath(home))).size;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
		throw error;
	}
}
