import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Head } from './entry';

/** Where the log lies in a home. */
export function logPath(home: string): string {
	return join(home, 'audit.jsonl');
}

/** The head that was kept beside the log after the last entry; null when none is there or none can be read. */
export async function readHead(home: string): Promise<Head | null> {
	const text = await readFile(headPath(home), 'utf8').catch(() => '');
	try {
		const { n, hash } = JSON.parse(text) as Head;
		return Number.isInteger(n) && typeof hash === 'string' ? { n, hash } : null;
	} catch {
		return null;
	}
}

/** Keeps the head beside the log, whole or not at all, and returns once it is on the disk. */
export async function keepHead(home: string, head: Head): Promise<void> {
	const draft = `${headPath(home)}.${process.pid}.draft`;
	const file = await open(draft, 'w', 0o600);
	try {
		await file.writeFile(`${JSON.stringify(head)}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(draft, headPath(home));
}

function headPath(home: string): string {
	return join(home, 'audit-head.json');
}
