import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { filesIn } from '../bench-homes';
import { SLICE_TABLES, SLICES, sqlOf } from './slices';

/** The rival: no part of the benchmark's own bundle, loaded by its name, and only here. */
const RIVAL = '@duckdb/node-api';

interface Connection {
	run(sql: string): Promise<unknown>;
	runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): unknown[] }>;
}

interface Rival {
	DuckDBInstance: {
		create(path: string, options: Record<string, string>): Promise<{ connect(): Promise<Connection> }>;
	};
}

/** More at once trample each other on two cores. */
const CONNECTIONS = 3;

/**
 * The limit: Node's own server and DuckDB, which answer `/<number of a slice>` by hand-written SQL on typed tables that
 * were made for it, and `/load` when the delivery file has been read into a table. No accounts, protection, states or log.
 */
export async function serveBare(folder: string): Promise<object> {
	const { DuckDBInstance } = (await import(/* @vite-ignore */ RIVAL)) as Rival;
	const file = join(folder, 'raw', 'warehouse.duckdb');
	const instance = await DuckDBInstance.create(file, { threads: '2', memory_limit: '2GB' });
	const [loader, ...readers] = await Promise.all(
		Array.from({ length: CONNECTIONS + 1 }, () => instance.connect())
	);
	for (const sql of SLICE_TABLES) await loader!.run(sql);
	const inTurn = queueFor(readers);
	const questions = SLICES.map(sqlOf);
	const server = createServer(async ({ url = '' }, response) => {
		const rows =
			url === '/load'
				? await loader!.run(loadSql(filesIn(folder).deliveries)).then(() => [])
				: await inTurn(async (connection) =>
						(await connection.runAndReadAll(questions[Number(url.slice(1))]!)).getRowObjectsJson()
					);
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ rows }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	process.stdout.write(`${JSON.stringify({ address: `http://127.0.0.1:${port}` })}\n`);
	await new Promise<void>((resolve) => process.once('SIGTERM', () => resolve()));
	server.closeAllConnections();
	server.close();
	return {};
}

/** Lends connections out, first come, first served. */
function queueFor(free: Connection[]) {
	const waiting: ((connection: Connection) => void)[] = [];
	return async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
		const connection = free.pop() ?? (await new Promise<Connection>((resolve) => waiting.push(resolve)));
		try {
			return await work(connection);
		} finally {
			const next = waiting.shift();
			if (next) next(connection);
			else free.push(connection);
		}
	};
}

function loadSql(deliveries: string): string {
	return `CREATE OR REPLACE TABLE raw.loaded AS SELECT * FROM read_csv('${deliveries}',
		delim = ',', header = true, auto_detect = false, columns = {
			'delivery_id': 'VARCHAR', 'participant_id': 'VARCHAR', 'service': 'VARCHAR', 'status': 'VARCHAR',
			'date': 'DATE', 'units': 'DOUBLE', 'unit': 'VARCHAR', 'amount_usd': 'DECIMAL(18,2)',
			'award_id': 'VARCHAR', 'denial_reason': 'VARCHAR'})`;
}
