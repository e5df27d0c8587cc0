import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Warehouse } from '$lib/server/warehouse';

const cleared = new WeakSet<Warehouse>();

/**
 * Removes what a load left behind whose process was killed: drafts in `files/`, folders in `work/`. One process holds a
 * home at a time, so whatever lies there before its first load is nobody's.
 */
export async function clearLeftovers(w: Warehouse): Promise<void> {
	if (cleared.has(w)) return;
	cleared.add(w);
	await clear(join(w.home, 'files'), /^\.draft-/);
	await clear(join(w.home, 'work'), /^intake-/);
}

async function clear(folder: string, names: RegExp): Promise<void> {
	const entries = await readdir(folder).catch(() => []);
	const left = entries.filter((name) => names.test(name));
	await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
