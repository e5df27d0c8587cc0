import { createHash } from 'node:crypto';
import { createReadStream, existsSync, linkSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyFile } from './copy-file';
import type { HeldOriginals } from './hold-originals';
import { homeIn, type KeptFile } from './manifest';

/** Where originals are copied from. */
export interface From {
	home: string;
	held: HeldOriginals;
	/** An earlier backup on the same disk. */
	since: string | undefined;
}

/** An original that is being cut anew stands beside its note for a moment; then both are taken again. */
const ATTEMPTS = 3;
const PAUSE_MS = 200;

/** Copies kept originals into a backup and compares each with what was received. */
export async function copyOriginals(
	from: From,
	backup: string,
	originals: string[],
	progress?: (done: number, total: number, what: string) => void
): Promise<{ files: KeptFile[]; problems: string[] }> {
	const files: KeptFile[] = [];
	const problems: string[] = [];
	for (const [done, path] of originals.entries()) {
		progress?.(done, originals.length, path);
		const file = (await linkEarlier(from, backup, path)) ?? (await copyOriginal(from, backup, path));
		files.push({ path, bytes: file.bytes, sha256: file.sha256 });
		const expected = expectedSum(join(homeIn(backup), path));
		if (expected !== null && expected !== file.sha256)
			problems.push(`The original ${path} is not what was received.`);
	}
	progress?.(originals.length, originals.length, 'done');
	return { files, problems };
}

async function copyOriginal(
	{ home, held }: From,
	backup: string,
	path: string
): Promise<{ bytes: number; sha256: string }> {
	const target = join(homeIn(backup), path);
	let copied = await copyFile(held.pathOf(path), target);
	for (
		let attempt = 1;
		attempt < ATTEMPTS && isCut(target) && copied.sha256 !== expectedSum(target);
		attempt++
	) {
		await pause(PAUSE_MS);
		if (!existsSync(join(home, path)) || expectedSum(join(home, path)) !== expectedSum(target)) break;
		copied = await copyFile(join(home, path), target);
	}
	return copied;
}

/** Takes an original over from an earlier backup when its bytes there still are what they should be. */
async function linkEarlier(
	{ since }: From,
	backup: string,
	path: string
): Promise<{ bytes: number; sha256: string } | null> {
	const earlier = since === undefined ? null : join(homeIn(since), path);
	const target = join(homeIn(backup), path);
	if (earlier === null || !existsSync(earlier)) return null;
	const found = await sumOf(earlier);
	if (found.sha256 !== expectedSum(target)) return null;
	mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
	try {
		linkSync(earlier, target);
		return found;
	} catch {
		return null;
	}
}

async function sumOf(path: string): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
		hash.update(chunk);
		bytes += chunk.length;
	}
	return { bytes, sha256: hash.digest('hex') };
}

function isCut(path: string): boolean {
	return existsSync(`${path}.cut.json`);
}

/** The sha256 that an original must have: its name, or what its note says is left of it; null for a file of another kind. */
function expectedSum(path: string): string | null {
	if (isCut(path)) return (JSON.parse(readFileSync(`${path}.cut.json`, 'utf8')) as { kept: string }).kept;
	return /^[0-9a-f]{64}$/.test(basename(path)) ? basename(path) : null;
}
