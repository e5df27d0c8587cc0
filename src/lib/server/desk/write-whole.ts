import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file so that a reader, or a crash, sees the old one or the new one whole. */
export function writeWhole(path: string, content: string | Uint8Array): void {
	const draft = `${path}.${process.pid}.draft`;
	try {
		writeToDisk(draft, typeof content === 'string' ? Buffer.from(content) : content);
		renameSync(draft, path);
		syncFolder(dirname(path));
	} catch (error) {
		rmSync(draft, { force: true });
		throw error;
	}
}

function writeToDisk(path: string, bytes: Uint8Array): void {
	const file = openSync(path, 'w', 0o600);
	try {
		for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** Makes a rename in a folder last; Windows has no folders to sync. */
export function syncFolder(path: string): void {
	if (process.platform === 'win32') return;
	const folder = openSync(path, 'r');
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
}
