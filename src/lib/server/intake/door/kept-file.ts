import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What was cut from a kept file, and the sha256 of what is left. */
export interface CutFile {
	kept: string;
	removed: string[];
}

/**
 * Where the bytes lie that were kept of a partner's file: what its agreement left of them, or else the bytes as sent,
 * which all partners that sent the same share.
 */
export function keptPath(home: string, { sha256, partner }: { sha256: string; partner: string }): string {
	const cut = cutPath(home, { sha256, partner });
	return existsSync(cut) ? cut : sentPath(home, sha256);
}

/** Where bytes are kept as they were sent. */
export function sentPath(home: string, sha256: string): string {
	return join(home, 'files', sha256);
}

/** Where bytes are kept that went through a partner's door. */
export function cutPath(home: string, { sha256, partner }: { sha256: string; partner: string }): string {
	return join(home, 'files', `${sha256}.${partner}`);
}

/** What was cut from the file at this path; none when it lies there as sent. */
export function cutOf(path: string): CutFile | null {
	const note = `${path}.cut.json`;
	return existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as CutFile) : null;
}

/** Notes what was cut from the file at this path. */
export function noteCut(path: string, cut: CutFile): void {
	writeFileSync(`${path}.cut.json`, JSON.stringify(cut), { mode: 0o600 });
}

/** Forgets a kept file with what was noted of it. */
export async function removeKept(path: string): Promise<void> {
	await rm(path, { force: true });
	await rm(`${path}.cut.json`, { force: true });
}

/** The sha256 of the bytes as sent of a file that lies among the kept ones of this home; none for any other file. */
export function sentAs(home: string, path: string): string | null {
	if (dirname(path) !== join(home, 'files')) return null;
	return /^([0-9a-f]{64})\.[\w-]+$/.exec(basename(path))?.[1] ?? null;
}
