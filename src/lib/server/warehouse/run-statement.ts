import type {
	DuckDBConnection,
	DuckDBMaterializedResult,
	DuckDBPendingResult,
	DuckDBResultReader
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { setImmediate as letOthers, setTimeout as pause } from 'node:timers/promises';
import { bindValues, toPlainValue } from './convert-values';

/** Chunks of 2,048 rows that are made plain before whoever waits for an answer has a turn: some ten milliseconds. */
const CHUNKS_AT_ONCE = 4;

/** Rows of a question in plain values; many of them hold nobody else up. */
export async function askRows<Row>(
	connection: DuckDBConnection,
	sql: string,
	params: unknown[] = []
): Promise<Row[]> {
	const found: Row[] = [];
	let chunks = 0;
	for await (const rows of (await start(connection, sql, params)).yieldConvertedRowObjects(toPlainValue)) {
		for (const row of rows) found.push(row as Row);
		if (++chunks % CHUNKS_AT_ONCE === 0) await letOthers();
	}
	return found;
}

function start(
	connection: DuckDBConnection,
	sql: string,
	params: unknown[]
): Promise<DuckDBMaterializedResult> {
	if (params.length === 0) return connection.run(sql);
	const { values, types } = bindValues(params);
	return connection.run(sql, values, types);
}

/**
 * Rows of a long statement that no two threads can share. The database's own way to wait for its worker asks without
 * a pause whether it is done, which takes a second processor for as long; here it is asked now and then.
 */
export async function askRowsAside<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
	if (!(await hasWorker(connection))) return askRows<Row>(connection, sql);
	const pending = await connection.start(sql);
	for (let looks = 0; !isOver(pending); looks++) await pause(looks < SHORT_LOOKS ? 1 : PAUSE_MS);
	return (await pending.readAll()).convertRowObjects(toPlainValue) as Row[];
}

/** Between two looks at a statement that goes on for seconds; the first looks are a millisecond apart. */
const PAUSE_MS = 5;
const SHORT_LOOKS = 40;

function isOver(pending: DuckDBPendingResult): boolean {
	const state = duckdb.pending_execute_check_state(pending['pending_result']);
	return state === duckdb.PendingState.ERROR || duckdb.pending_execution_is_finished(state);
}

/** The thread that asks counts as one of the database's threads; only others are workers. */
async function hasWorker(connection: DuckDBConnection): Promise<boolean> {
	const [row] = await askRows<{ threads: number }>(
		connection,
		`SELECT current_setting('threads')::INTEGER AS threads`
	);
	return (row?.threads ?? 1) > 1;
}

/** Columns of a question in plain values. */
export async function askColumns(
	connection: DuckDBConnection,
	sql: string,
	params: unknown[] = []
): Promise<Record<string, unknown[]>> {
	return (await ask(connection, sql, params)).convertColumnsObject(toPlainValue);
}

/** Runs a statement for its effect. */
export async function run(connection: DuckDBConnection, sql: string, params: unknown[] = []): Promise<void> {
	const { values, types } = bindValues(params);
	await (params.length > 0 ? connection.run(sql, values, types) : connection.run(sql));
}

/** Makes `state` the one that the live views show on this connection. */
export async function setState(connection: DuckDBConnection, state: number): Promise<void> {
	if (!Number.isInteger(state)) throw new RangeError(`${state} is not the number of a state`);
	await connection.run(`SET VARIABLE state = ${state}`);
}

async function ask(
	connection: DuckDBConnection,
	sql: string,
	params: unknown[]
): Promise<DuckDBResultReader> {
	if (params.length === 0) return connection.runAndReadAll(sql);
	const { values, types } = bindValues(params);
	return connection.runAndReadAll(sql, values, types);
}
