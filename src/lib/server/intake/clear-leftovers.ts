import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Warehouse } from '$lib/server/warehouse';

const cleared = new WeakSet<Warehouse>();

/**
 * Removes what a load left behind whose process was killed: drafts in `files/`, folders and uploads in `work/`. One
 * process holds a home at a time, so whatever is older than this process is nobody's.
 */
export async function clearLeftovers(w: Warehouse): Promise<void> {
	if (cleared.has(w)) return;
	cleared.add(w);
	await clear(join(w.home, 'files'), /^\.draft-/);
	await clear(join(w.home, 'work'), /^(intake|upload|backup)-/);
}

async function clear(folder: string, names: RegExp): Promise<void> {
	const entries = await readdir(folder).catch(() => []);
	const left = entries.filter((name) => names.test(name)).map((name) => join(folder, name));
	for (const path of left) {
		const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
		if (mtimeMs < performance.timeOrigin) await rm(path, { recursive: true, force: true });
	}
}
