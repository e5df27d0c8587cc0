import type { DuckDBConnection, DuckDBResultReader } from '@duckdb/node-api';
import { bindValues, toPlainValue } from './convert-values';

/** Rows of a question in plain values. */
export async function askRows<Row>(
	connection: DuckDBConnection,
	sql: string,
	params: unknown[] = []
): Promise<Row[]> {
	return (await ask(connection, sql, params)).convertRowObjects(toPlainValue) as Row[];
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
