import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { Refusal } from '$lib/domain';
import { createLiveViews, createStaging, extendStaging } from './staging-tables';
import { keptMarts, statement, statementsIn } from './statements';

/** Raised with every change to the tables that an older Braidwork could not read. */
const SCHEMA_VERSION = 1;

/** Makes the tables of a new home, brings those of an older one up to date, and refuses one of a newer version. */
export async function prepareSchema(connection: DuckDBConnection): Promise<void> {
	await refuseNewerHome(connection);
	for (const name of statementsIn('schema')) await connection.run(statement(name));
	for (const sql of createStaging()) await connection.run(sql);
	for (const sql of extendStaging(await stagingColumnsOf(connection))) await connection.run(sql);
	await renewViews(connection);
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
	return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<string, unknown>[];
}

async function refuseNewerHome(connection: DuckDBConnection): Promise<void> {
	const tables = await rowsOf(
		connection,
		`SELECT 1 FROM duckdb_tables() WHERE database_name = 'w' AND table_name = 'schema_version'`
	);
	if (tables.length === 0) return;
	const [row] = await rowsOf(connection, 'SELECT version FROM main.schema_version');
	if (Number(row?.version ?? 0) <= SCHEMA_VERSION) return;
	throw new Refusal(
		'newer_home',
		`This home was written by a newer Braidwork (tables of version ${row?.version}, this one knows ${SCHEMA_VERSION}).`,
		'Use the newer Braidwork, or restore a backup made with this version.'
	);
}

async function stagingColumnsOf(
	connection: DuckDBConnection
): Promise<{ table_name: string; column_name: string }[]> {
	const rows = await rowsOf(
		connection,
		`SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'w' AND schema_name = 'staging'`
	);
	return rows as { table_name: string; column_name: string }[];
}

/** Views follow the code, so they are made anew when their text changed. */
async function renewViews(connection: DuckDBConnection): Promise<void> {
	const views = [...createLiveViews(), ...keptMarts().map(statement)];
	const print = createHash('sha256').update(views.join(';')).digest('hex');
	const [row] = await rowsOf(connection, 'SELECT views FROM main.schema_version');
	if (row?.views === print) return;
	await createInAnyOrder(connection, views);
	await connection.run('DELETE FROM main.schema_version');
	await connection.run('INSERT INTO main.schema_version VALUES ($1, $2)', [SCHEMA_VERSION, print]);
	await connection.run('CHECKPOINT w');
}

/** A view may stand on one that comes later, so those that fail are tried again while any succeeds. */
async function createInAnyOrder(connection: DuckDBConnection, views: string[]): Promise<void> {
	const failed: string[] = [];
	let reason: unknown;
	for (const sql of views) {
		await connection.run(sql).catch((error: unknown) => {
			failed.push(sql);
			reason = error;
		});
	}
	if (failed.length === views.length && failed.length > 0) throw reason;
	if (failed.length > 0) await createInAnyOrder(connection, failed);
}
