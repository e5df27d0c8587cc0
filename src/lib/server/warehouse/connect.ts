import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '$lib/domain';
import { busy } from './home-lock';

/** How much of the machine the database may take. */
export interface Limits {
	memoryLimit: string;
	threads: number;
}

/** The database checkpoints only when it is told to, with a copy beside it (`checkpoint`). */
const NEVER = '1024TB';

/** Most that sorting and joining may put aside on disk. */
const TEMP_LIMIT = '20GB';

/**
 * Opens the home's database inside a memory instance and locks its settings: no other folder, no network, no extensions.
 * Marts are made anew for each state that is counted, so they stand in memory (or in the home's work folder), pressed together
 * when they are checkpointed.
 */
export async function connect(home: string, limits: Limits): Promise<DuckDBInstance> {
	refuseUnwritable(home);
	const work = join(home, 'work');
	mkdirSync(work, { recursive: true });
	const instance = await DuckDBInstance.create(':memory:', {
		threads: String(limits.threads),
		memory_limit: limits.memoryLimit,
		checkpoint_threshold: NEVER,
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		allow_community_extensions: 'false'
	});
	try {
		await lockDown(await instance.connect(), home, work);
	} catch (error) {
		instance.closeSync();
		throw explain(error, home);
	}
	return instance;
}

async function lockDown(connection: DuckDBConnection, home: string, work: string): Promise<void> {
	await connection.run(`SET allowed_directories = [${quote(`${home}/`)}]`);
	await connection.run(`SET temp_directory = ${quote(work)}`);
	await connection.run(`SET max_temp_directory_size = '${TEMP_LIMIT}'`);
	await connection.run(`SET enable_progress_bar = true; SET enable_progress_bar_print = false`);
	await connection.run('PRAGMA disable_checkpoint_on_shutdown');
	await connection.run(`ATTACH ${quote(join(home, 'warehouse.duckdb'))} AS w`);
	await connection.run(`ATTACH ':memory:' AS mart (COMPRESS)`);
	await connection.run('SET enable_external_access = false');
	await connection.run('SET lock_configuration = true');
	connection.closeSync();
}

/** A connection of its own, in the home's database. */
export async function connectTo(instance: DuckDBInstance): Promise<DuckDBConnection> {
	const connection = await instance.connect();
	await connection.run('USE w');
	return connection;
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

function refuseUnwritable(home: string): void {
	try {
		accessSync(home, constants.W_OK | constants.X_OK);
	} catch {
		throw unwritable(home);
	}
}

function unwritable(home: string): Refusal {
	const hint =
		'Give this account write permission on that folder and the files in it, or choose another home.';
	return new Refusal('not_writable', `Braidwork may not write in the home ${home}.`, hint);
}

/** What the database's own complaint means for whoever opens the home. */
function explain(error: unknown, home: string): unknown {
	const message = error instanceof Error ? error.message : String(error);
	if (/could not set lock/i.test(message)) return busy(home);
	if (/permission denied|read-only/i.test(message)) return unwritable(home);
	if (
		/not a valid duckdb|serialization|corrupt|checksum|wal file|could not read|deserialize/i.test(message)
	) {
		return new Refusal(
			'damaged_home',
			`The database of the home ${home} is damaged and cannot be opened.`,
			'Restore the last backup; files received since then are in the folder files/ of the home and can be loaded again.',
			{ cause: error }
		);
	}
	return error;
}
