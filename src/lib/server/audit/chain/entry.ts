import { hash as hashOf } from 'node:crypto';
import type { Deed } from '../deeds';

/** One thing that somebody did. */
export interface AuditEntry {
	/** Its number, counted from 1 without a gap. */
	n: number;
	at: string;
	who: string;
	did: Deed;
	what: string;
	/** The request in which it was done, as in the server's log; null at the command line. */
	request: string | null;
}

/** An entry in its place in the chain: with the hash of the one before it, and its own over everything else. */
export interface ChainedEntry extends AuditEntry {
	before: string;
	hash: string;
}

/** The end of the chain: how many entries there are, and the hash of the last. */
export interface Head {
	n: number;
	hash: string;
}

/** What the first entry of a log without earlier lines holds as the hash before it. */
export const NOTHING_BEFORE = sha256('');

/** The next entry of a chain. */
export function chain(head: Head, entry: Omit<AuditEntry, 'n'>): ChainedEntry {
	const { at, did, what, request } = entry;
	const body = { n: head.n + 1, at, who: plain(entry.who), did, what, request, before: head.hash };
	return { ...body, hash: sha256(JSON.stringify(body)) };
}

/** The line of an entry, without its end. */
export function writeLine(entry: ChainedEntry): string {
	const { n, at, who, did, what, request, before, hash } = entry;
	return JSON.stringify({ n, at, who, did, what, request, before, hash });
}

/** The entry of a line exactly as we write lines and with a hash that is its own; nothing for any other line. */
export function readLine(line: string): ChainedEntry | null {
	const entry = parse(line);
	return entry && isProven(entry, line) ? entry : null;
}

/** Whether the line of an entry is exactly as we write it, and its hash is its own. */
export function isProven(entry: ChainedEntry, line: string): boolean {
	if (writeLine(entry) !== line) return false;
	// The hash is over everything before it.
	const body = line.slice(0, -`,"hash":${JSON.stringify(entry.hash)}}`.length);
	return sha256(`${body}}`) === entry.hash;
}

/** An entry as far as a line tells one, whether or not its hashes fit. */
export function parse(line: string): ChainedEntry | null {
	try {
		const { n, at, who, did, what, request, before, hash } = JSON.parse(line) as ChainedEntry;
		const texts = [at, who, did, what, before, hash].every((text) => typeof text === 'string');
		return texts && Number.isInteger(n) ? { n, at, who, did, what, request, before, hash } : null;
	} catch {
		return null;
	}
}

/** SHA-256 in hexadecimal. */
export function sha256(text: string | Uint8Array): string {
	return hashOf('sha256', text, 'hex');
}

const LONGEST_NAME = 200;

function plain(who: string): string {
	return who.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').slice(0, LONGEST_NAME);
}
