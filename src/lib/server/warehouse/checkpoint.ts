import type { DuckDBConnection } from '@duckdb/node-api';
import { constants, existsSync, statSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
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
	if (logSize(home) === 0 || !(await keepBefore(home))) return;
	try {
		await connection.run('CHECKPOINT w');
	} catch (error) {
		// A database that still answers goes on from here, and must never be put back to where it was before.
		await connection.run('SELECT 1 FROM w.main.schema_version');
		await forget(home);
		throw error;
	}
	await forget(home);
}

/** Names of the files in a home that are its database, as long as nothing is written. */
export function databaseFiles(home: string): string[] {
	return [DATABASE, LOG].filter((name) => existsSync(join(home, name)));
}

/** Bytes of what was stored since the last checkpoint. */
export function logSize(home: string): number {
	return statSync(join(home, LOG), { throwIfNoEntry: false })?.size ?? 0;
}

/** Puts the database back to where a checkpoint began that was never finished; whoever calls it holds the home. */
export async function putBack(home: string): Promise<void> {
	await rm(draftOf(home), { recursive: true, force: true });
	const before = join(home, BEFORE);
	if (!existsSync(before)) return;
	const kept = await readdir(before);
	for (const name of kept) await copyDurably(join(before, name), join(home, name));
	for (const name of await readdir(home))
		if (name.startsWith(DATABASE) && !kept.includes(name)) await rm(join(home, name), { force: true });
	await syncFolder(home);
	await forget(home);
}

/** Whether a copy could be kept. */
async function keepBefore(home: string): Promise<boolean> {
	const draft = draftOf(home);
	try {
		await rm(draft, { recursive: true, force: true });
		await mkdir(draft, { mode: 0o700 });
		for (const name of [DATABASE, LOG]) await copyDurably(join(home, name), join(draft, name));
		await syncFolder(draft);
		await rename(draft, join(home, BEFORE));
		await syncFolder(home);
		return true;
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
		throw error;
	}
}

/** Gone at once by its name, then by its content. */
async function forget(home: string): Promise<void> {
	await rename(join(home, BEFORE), draftOf(home));
	await rm(draftOf(home), { recursive: true, force: true });
}

function draftOf(home: string): string {
	return join(home, `${BEFORE}.part`);
}

/** The whole file or none of it, on the disk. */
async function copyDurably(from: string, to: string): Promise<void> {
	const draft = `${to}.part`;
	await copyFile(from, draft, constants.COPYFILE_FICLONE);
	await sync(draft, 'r+');
	await rename(draft, to);
}

async function syncFolder(folder: string): Promise<void> {
	if (process.platform !== 'win32') await sync(folder, 'r');
}

async function sync(path: string, flags: string): Promise<void> {
	const file = await open(path, flags);
	try {
		await file.sync();
	} finally {
		await file.close();
	}
}
