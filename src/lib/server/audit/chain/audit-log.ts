import { open } from 'node:fs/promises';
import { sayAbout, type About, type Deed } from '../deeds';
import { chain, writeLine, type AuditEntry, type ChainedEntry, type Head } from './entry';
import { findEnd } from './find-end';
import { keepHead, logPath, readHead } from './head-file';
import { lookAgain, stampFrom, type Stamp, type Watched } from './stamp';

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
interface Writer extends Watched {
	waiting: Waiting[];
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

/** What this process knows of who wrote into a home's log, looked at anew unless it is writing itself. */
export function watchedLog(home: string): Watched {
	const writer = writerOf(home);
	if (!writer.isWriting) lookAgain(home, writer);
	return writer;
}

function writerOf(home: string): Writer {
	const writers = (globalThis.braidworkAuditWriters ??= new Map());
	const known = writers.get(home) ?? newWriter();
	writers.set(home, known);
	return known;
}

function newWriter(): Writer {
	return { waiting: [], isWriting: false, end: null, stamp: null, strangers: 0 };
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
	writer.stamp = await addBytes(logPath(home), bytes);
	const { n, hash } = entries.at(-1) ?? head;
	await keepHead(home, { n, hash });
	writer.end = { size: size + bytes.length, head: { n, hash } };
}

/** Where the next entries go, and what has to be said first of how the log was found. */
async function place(home: string, writer: Writer, at: string) {
	lookAgain(home, writer);
	const size = writer.stamp?.size ?? 0;
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

async function addBytes(path: string, bytes: Buffer): Promise<Stamp> {
	const file = await open(path, 'a', 0o600);
	try {
		await file.writeFile(bytes);
		await file.sync();
		return stampFrom(await file.stat({ bigint: true }));
	} finally {
		await file.close();
	}
}
