import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { Refusal, type SubmissionClaim } from '$lib/domain';
import { refuseWithoutSpace, type Warehouse } from '$lib/server/warehouse';
import { passThrough, type Door } from './door/door';
import { cutOf, cutPath, noteCut, sentAs, sentPath } from './door/kept-file';
import type { FileSource, LoadOptions } from './loaded-file';
import { readChunks } from './read';
import { trimArchive } from './transform';

/** A file as it was sent, kept in the home under the fingerprint of its bytes. */
export interface ReceivedFile {
	name: string;
	path: string;
	sha256: string;
	bytes: number;
	/** Headers of the columns that the agreement left out, which were cut before anything was kept. */
	removed: string[];
}

/** A file on its way through intake: the bytes, what the sender says of them, and how they are to be loaded. */
export interface Received {
	w: Warehouse;
	file: ReceivedFile;
	claim: SubmissionClaim;
	options: LoadOptions;
	answers: Record<string, string>;
}

/** How a file is received: how large it may be, what stops it, and the door that its columns go through. */
export interface Receiving {
	limit: number;
	signal?: AbortSignal | undefined;
	door?: Door | null;
	/** Whose file it is. */
	partner?: string;
}

/**
 * Keeps the bytes of a file in the home's `files/` under their sha256; whole or not at all. Refuses more than
 * `limit` bytes, and a disk that is too full. Columns that the agreement leaves out are cut before the first byte is
 * written; the sha256 stays that of the bytes as sent.
 */
export async function receive(home: string, source: FileSource, receiving: Receiving): Promise<ReceivedFile> {
	const files = join(home, 'files');
	await mkdir(files, { recursive: true, mode: 0o700 });
	const expected = await sizeOf(source);
	if (expected > receiving.limit) throw tooLarge(source.name, receiving.limit);
	refuseWithoutSpace(home, expected);
	const draft = join(files, `.draft-${process.pid}-${Math.random().toString(36).slice(2)}`);
	try {
		const { bytes, ...written } = await writeDraft(draft, source, receiving);
		const before = 'path' in source ? cutBefore(home, source.path, written.sha256) : null;
		const { sha256, removed } = { ...written, ...before };
		const told = 'path' in source ? (source.removed ?? []) : [];
		const trimmed = before ? null : await trim(draft, source.name, receiving);
		const cut = receiving.door ?? trimmed ?? (before && { partner: before.partner });
		if (!cut)
			return { name: source.name, path: await keep(draft, sentPath(home, sha256)), sha256, bytes, removed };
		const path = cutPath(home, { sha256, partner: cut.partner });
		noteCut(path, {
			kept: trimmed?.kept ?? written.kept,
			removed: [...new Set([...removed, ...written.removed, ...told])]
		});
		await rename(draft, path);
		return { name: source.name, path, sha256, bytes, removed: cutOf(path)?.removed ?? [] };
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
}

/** What a file is, without keeping it: nobody knows yet whose it is. */
export async function recogniseOnly(source: FileSource, { limit }: Receiving): Promise<ReceivedFile> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of chunksOf(source)) {
		bytes += chunk.length;
		if (bytes > limit) throw tooLarge(source.name, limit);
		hash.update(chunk);
	}
	return { name: source.name, path: '', sha256: hash.digest('hex'), bytes, removed: [] };
}

/** Takes out of a draft what is never kept of an archive; tells what is left, and nothing when it stays as it is. */
async function trim(
	draft: string,
	name: string,
	{ limit, partner }: Receiving
): Promise<{ kept: string; partner: string } | null> {
	if (partner === undefined) return null;
	const trimmed = await trimArchive(draft, name, limit);
	if (trimmed === null) return null;
	await rename(trimmed, draft);
	return { kept: (await fingerprint(draft)).sha256, partner };
}

async function keep(draft: string, path: string): Promise<string> {
	if (existsSync(path)) await rm(draft);
	else await rename(draft, path);
	return path;
}

/** A kept file that is loaded again is still the file that was sent, as long as its bytes are what was left of it. */
function cutBefore(
	home: string,
	path: string,
	sha256: string
): { sha256: string; removed: string[]; partner: string } | null {
	const sent = sentAs(home, path);
	const cut = sent === null ? null : cutOf(path);
	if (sent === null || cut?.kept !== sha256) return null;
	return { sha256: sent, removed: cut.removed, partner: basename(path).slice(sent.length + 1) };
}

/** The sha256 of a file's bytes, and how many they are. */
export async function fingerprint(path: string): Promise<{ sha256: string; bytes: number }> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of readChunks(path)) {
		hash.update(chunk);
		bytes += chunk.length;
	}
	return { sha256: hash.digest('hex'), bytes };
}

async function sizeOf(source: FileSource): Promise<number> {
	if ('bytes' in source) return source.bytes.length;
	if ('path' in source) return (await stat(source.path)).size;
	return source.size ?? 0;
}

interface Written {
	sha256: string;
	bytes: number;
	/** The sha256 of what was written, and the headers that were cut. */
	kept: string;
	removed: string[];
}

async function writeDraft(
	draft: string,
	source: FileSource,
	{ limit, signal, door }: Receiving
): Promise<Written> {
	const [sent, kept] = [createHash('sha256'), createHash('sha256')];
	const file = await open(draft, 'wx', 0o600);
	let bytes = 0;
	async function* counted(): AsyncGenerator<Uint8Array> {
		for await (const chunk of chunksOf(source)) {
			signal?.throwIfAborted();
			bytes += chunk.length;
			if (bytes > limit) throw tooLarge(source.name, limit);
			sent.update(chunk);
			yield chunk;
		}
	}
	const passed = door
		? passThrough(counted(), door, { name: source.name, limit })
		: { pieces: counted(), removed: [] };
	let written = 0;
	try {
		for await (const chunk of passed.pieces) {
			written += chunk.length;
			if (written > limit) throw tooLarge(source.name, limit);
			if (door) kept.update(chunk);
			await file.write(chunk);
		}
		await file.datasync();
	} finally {
		await file.close();
	}
	const sha256 = sent.digest('hex');
	return { sha256, bytes, kept: door ? kept.digest('hex') : sha256, removed: passed.removed };
}

function chunksOf(source: FileSource): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
	if ('bytes' in source) return [source.bytes];
	if ('path' in source) return readChunks(source.path);
	return source.stream instanceof ReadableStream ? Readable.fromWeb(source.stream as never) : source.stream;
}

function tooLarge(name: string, limit: number): Refusal {
	return new Refusal(
		'too_large',
		`${name} is larger than ${Math.floor(limit / 1024 / 1024)} MB.`,
		'Send it in parts, or ask the administrator to raise upload_limit_mb.'
	);
}
