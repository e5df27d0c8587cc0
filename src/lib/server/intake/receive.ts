import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Refusal, type SubmissionClaim } from '$lib/domain';
import { refuseWithoutSpace, type Warehouse } from '$lib/server/warehouse';
import type { FileSource, LoadOptions } from './loaded-file';
import { readChunks } from './read';

/** A file as it was sent, kept in the home under the fingerprint of its bytes. */
export interface ReceivedFile {
	name: string;
	path: string;
	sha256: string;
	bytes: number;
}

/** A file on its way through intake: the bytes, what the sender says of them, and how they are to be loaded. */
export interface Received {
	w: Warehouse;
	file: ReceivedFile;
	claim: SubmissionClaim;
	options: LoadOptions;
	answers: Record<string, string>;
}

/**
 * Keeps the bytes of a file in the home's `files/` under their sha256; whole or not at all. Refuses more than
 * `limit` bytes, and a disk that is too full.
 */
export async function receive(
	home: string,
	source: FileSource,
	{ limit, signal }: { limit: number; signal?: AbortSignal | undefined }
): Promise<ReceivedFile> {
	const files = join(home, 'files');
	await mkdir(files, { recursive: true, mode: 0o700 });
	const expected = await sizeOf(source);
	if (expected > limit) throw tooLarge(source.name, limit);
	refuseWithoutSpace(home, expected);
	const draft = join(files, `.draft-${process.pid}-${Math.random().toString(36).slice(2)}`);
	try {
		const { sha256, bytes } = await writeDraft(draft, source, { limit, signal });
		const path = keptPath(home, sha256);
		if (existsSync(path)) await rm(draft);
		else await rename(draft, path);
		return { name: source.name, path, sha256, bytes };
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
}

/** Where the bytes of a fingerprint lie. */
export function keptPath(home: string, sha256: string): string {
	return join(home, 'files', sha256);
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
	return 0;
}

async function writeDraft(
	draft: string,
	source: FileSource,
	{ limit, signal }: { limit: number; signal?: AbortSignal | undefined }
): Promise<{ sha256: string; bytes: number }> {
	const hash = createHash('sha256');
	const file = await open(draft, 'wx', 0o600);
	let bytes = 0;
	try {
		for await (const chunk of chunksOf(source)) {
			signal?.throwIfAborted();
			bytes += chunk.length;
			if (bytes > limit) throw tooLarge(source.name, limit);
			hash.update(chunk);
			await file.write(chunk);
		}
		await file.datasync();
	} finally {
		await file.close();
	}
	return { sha256: hash.digest('hex'), bytes };
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
