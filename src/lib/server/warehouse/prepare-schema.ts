import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { Refusal } from '$lib/domain';
import { checkpoint } from './checkpoint';
import { SCHEMA_VERSION, upgradeTables, type UpgradeMoment } from './migrations';
import { peopleOutsideView } from './populations';
import { askRows, run } from './run-statement';
import { createLiveViews, createStaging, extendStaging } from './staging-tables';
import { statement, statementsIn } from './statements';

/** Makes the tables of a new home, brings those of an older one up to date, and refuses one of a newer version. */
export async function prepareSchema(
	connection: DuckDBConnection,
	home: string,
	reached: (at: UpgradeMoment) => void
): Promise<void> {
	const stored = await storedVersion(connection);
	if (stored && stored.version > SCHEMA_VERSION) throw newerHome(stored.version);
	if (stored) await upgradeTables(connection, { home, version: stored.version, reached });
	const tables = [...statementsIn('schema').map(statement), ...createStaging()];
	const views = [peopleOutsideView(), ...createLiveViews()];
	const print = createHash('sha256')
		.update([...tables, ...views].join(';'))
		.digest('hex');
	if (stored?.version === SCHEMA_VERSION && stored.print === print) return;
	await run(connection, 'BEGIN TRANSACTION');
	for (const sql of tables) await run(connection, sql);
	for (const sql of extendStaging(await stagedColumns(connection))) await run(connection, sql);
	for (const sql of views) await run(connection, sql);
	await run(connection, 'DELETE FROM main.schema_version');
	await run(connection, 'INSERT INTO main.schema_version VALUES ($1, $2)', [SCHEMA_VERSION, print]);
	await run(connection, 'COMMIT');
	await checkpoint(connection, home);
}

/** What version the home's tables are of, and a print of what they were made from; null in a new home. */
async function storedVersion(
	connection: DuckDBConnection
): Promise<{ version: number; print: string } | null> {
	const tables = await askRows(
		connection,
		`SELECT 1 FROM duckdb_tables() WHERE database_name = 'w' AND table_name = 'schema_version'`
	);
	if (tables.length === 0) return null;
	const [row] = await askRows<{ version: number; print: string }>(
		connection,
		'SELECT version, print FROM main.schema_version'
	);
	return row ?? null;
}

function newerHome(version: number): Refusal {
	return new Refusal(
		'newer_home',
		`This home was written by a newer Braidwork (tables of version ${version}, this one knows ${SCHEMA_VERSION}).`,
		'Use the newer Braidwork, or restore a backup made with this version.'
	);
}

function stagedColumns(connection: DuckDBConnection): Promise<{ table_name: string; column_name: string }[]> {
	return askRows(
		connection,
		`SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'w' AND schema_name = 'staging'`
	);
}
