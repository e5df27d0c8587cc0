import type { DuckDBConnection } from '@duckdb/node-api';
import {
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { join } from 'node:path';

const DATABASE = 'warehouse.duckdb';
const LOG = `${DATABASE}.wal`;

/** Where the database and its log stand as they were, for as long as a checkpoint is under way. */
const BEFORE = 'before-checkpoint';

/**
 * Brings the log into the database. While it does that the database writes over blocks that it still needs, so a process
 * that is killed then may leave a file that nobody can open; therefore a copy is kept until it is done. Nothing else
 * may write meanwhile. Without room for a copy the log simply stays.
 */
export async function checkpoint(connection: DuckDBConnection, home: string): Promise<void> {
	if (logSize(home) === 0 || !keepBefore(home)) return;
	try {
		await connection.run('CHECKPOINT w');
	} catch (error) {
		// A database that still answers goes on from here, and must never be put back to where it was before.
		await connection.run('SELECT 1 FROM w.main.schema_version');
		forget(home);
		throw error;
	}
	forget(home);
}

/** Bytes of what was stored since the last checkpoint. */
export function logSize(home: string): number {
	return statSync(join(home, LOG), { throwIfNoEntry: false })?.size ?? 0;
}

/** Puts the database back to where a checkpoint began that was never finished; whoever calls it holds the home. */
export function putBack(home: string): void {
	rmSync(draftOf(home), { recursive: true, force: true });
	const before = join(home, BEFORE);
	if (!existsSync(before)) return;
	const kept = readdirSync(before);
	for (const name of kept) copyDurably(join(before, name), join(home, name));
	for (const name of readdirSync(home))
		if (name.startsWith(DATABASE) && !kept.includes(name)) rmSync(join(home, name), { force: true });
	syncFolder(home);
	forget(home);
}

/** Whether a copy could be kept. */
function keepBefore(home: string): boolean {
	const draft = draftOf(home);
	try {
		rmSync(draft, { recursive: true, force: true });
		mkdirSync(draft, { mode: 0o700 });
		for (const name of [DATABASE, LOG]) copyDurably(join(home, name), join(draft, name));
		syncFolder(draft);
		renameSync(draft, join(home, BEFORE));
		syncFolder(home);
		return true;
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
		throw error;
	}
}

/** Gone at once by its name, then by its content. */
function forget(home: string): void {
	renameSync(join(home, BEFORE), draftOf(home));
	rmSync(draftOf(home), { recursive: true, force: true });
}

function draftOf(home: string): string {
	return join(home, `${BEFORE}.part`);
}

/** The whole file or none of it, on the disk. */
function copyDurably(from: string, to: string): void {
	const draft = `${to}.part`;
	copyFileSync(from, draft, constants.COPYFILE_FICLONE);
	sync(draft, 'r+');
	renameSync(draft, to);
}

function syncFolder(folder: string): void {
	if (process.platform !== 'win32') sync(folder, 'r');
}

function sync(path: string, flags: string): void {
	const file = openSync(path, flags);
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
