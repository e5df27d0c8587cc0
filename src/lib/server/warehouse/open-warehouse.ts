import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { realpathSync, statSync } from 'node:fs';
import { Refusal } from '$lib/domain';
import { checkpoint, databaseFiles, logSize, putBack } from './checkpoint';
import { connect, connectTo, type Limits } from './connect';
import { holdHome } from './home-lock';
import { appendLedger, completeLedger } from './ledger';
import type { UpgradeMoment } from './migrations';
import { prepareSchema } from './prepare-schema';
import { makeQueue } from './queue';
import { askColumns, askRows, setState } from './run-statement';
import { makeWriter, type Transaction } from './write';

/** The one way to the data of a home. */
export interface Warehouse {
	readonly home: string;
	/** Rows of a question, on a connection of its own; the live views show `state`, the latest unless given. */
	read<Row = Record<string, unknown>>(sql: string, params?: unknown[], state?: number): Promise<Row[]>;
	/** The same as arrays by column: smaller and faster for many rows. */
	readColumns(sql: string, params?: unknown[], state?: number): Promise<Record<string, unknown[]>>;
	/** One writer at a time; whatever fails inside, or is stopped by the signal, nothing of it is kept. */
	transaction<T>(work: (tx: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T>;
	/** Runs `work` while nothing is written, by the names of the home's files that then are the whole database. */
	whileStill<T>(work: (files: string[]) => Promise<T>): Promise<T>;
	/** The latest published state; 0 before the first. */
	latest(): number;
	/** How many transactions were stored since the home was opened: what was read stays true while this does not grow. */
	writes(): number;
	close(): Promise<void>;
}

/** How much of the machine the database may take, and how long to wait for a home that is in use. */
export interface OpenOptions extends Partial<Limits> {
	waitMs?: number;
	/** Told where the upgrade of an older home stands. */
	reached?: (at: UpgradeMoment) => void;
}

const THREADS = 2;

/** What `BRAIDWORK_THREADS` says, where that is a number of threads. */
function threadsFrom(said: string | undefined): number {
	return said !== undefined && /^[1-9]\d?$/.test(said) ? Number(said) : THREADS;
}

const DEFAULTS = {
	memoryLimit: '512MB',
	threads: threadsFrom(process.env.BRAIDWORK_THREADS),
	waitMs: 60_000,
	reached: () => undefined
};

/** Bytes of what was stored since the last checkpoint, from which on there is a new one. */
const LONGEST_LOG = 128 * 1024 * 1024;

/** Four questions at once would block all file and crypto work of Node's pool of four threads. */
const QUESTIONS_AT_ONCE = 3;

const registry = globalThis as typeof globalThis & { braidworkWarehouses?: Map<string, Promise<Warehouse>> };

/** Opens the warehouse of a home: one instance for the whole process, whichever module asks. */
export function openWarehouse(home: string, options: OpenOptions = {}): Promise<Warehouse> {
	const folder = folderOf(home);
	const warehouses = (registry.braidworkWarehouses ??= new Map<string, Promise<Warehouse>>());
	const running = warehouses.get(folder);
	if (running) return running;
	const opening = openOnce(folder, { ...DEFAULTS, ...options }, () => warehouses.delete(folder));
	warehouses.set(folder, opening);
	opening.catch(() => warehouses.delete(folder));
	return opening;
}

function folderOf(home: string): string {
	if (statSync(home, { throwIfNoEntry: false })?.isDirectory()) return realpathSync(home);
	throw new Refusal('no_home', `There is no home at ${home}.`, 'Run "braidwork init" to make one there.');
}

async function openOnce(
	home: string,
	options: Required<OpenOptions>,
	forget: () => void
): Promise<Warehouse> {
	const letGo = await holdHome(home, options.waitMs);
	try {
		await putBack(home);
		const instance = await connect(home, options);
		const left = () => {
			forget();
			letGo();
		};
		return await serveInstance(instance, home, { reached: options.reached, left });
	} catch (error) {
		letGo();
		throw error;
	}
}

async function serveInstance(
	instance: DuckDBInstance,
	home: string,
	{ reached, left }: { reached: (at: UpgradeMoment) => void; left: () => void }
): Promise<Warehouse> {
	try {
		const writer = await connectTo(instance);
		await prepareSchema(writer, home, reached);
		const warehouse = await OpenWarehouse.over(instance, writer, home, left);
		await completeLedger(warehouse);
		return warehouse;
	} catch (error) {
		instance.closeSync();
		throw error;
	}
}

class OpenWarehouse implements Warehouse {
	private readonly inQueue = makeQueue(QUESTIONS_AT_ONCE);
	private readonly oneWriter = makeQueue(1);
	private readonly idle: DuckDBConnection[] = [];
	private readonly write: Warehouse['transaction'];
	private state = 0;
	private stored = 0;
	private closing: Promise<void> | null = null;

	static async over(
		instance: DuckDBInstance,
		writer: DuckDBConnection,
		home: string,
		left: () => void
	): Promise<OpenWarehouse> {
		const warehouse = new OpenWarehouse(instance, writer, home, left);
		await warehouse.noticeState(writer);
		return warehouse;
	}

	private constructor(
		private readonly instance: DuckDBInstance,
		private readonly writer: DuckDBConnection,
		readonly home: string,
		private readonly left: () => void
	) {
		this.write = makeWriter(writer, {
			home,
			inTurn: this.oneWriter,
			latest: () => this.state,
			stored: async (connection, entries) => {
				this.stored += 1;
				await this.noticeState(connection);
				appendLedger(home, entries);
				if (logSize(home) > LONGEST_LOG) await checkpoint(connection, home).catch(stopWhenBroken);
			},
			failed: stopWhenBroken
		});
	}

	read<Row>(sql: string, params: unknown[] = [], state = this.state): Promise<Row[]> {
		return this.ask(state, (connection) => askRows<Row>(connection, sql, params));
	}

	readColumns(sql: string, params: unknown[] = [], state = this.state): Promise<Record<string, unknown[]>> {
		return this.ask(state, (connection) => askColumns(connection, sql, params));
	}

	async transaction<T>(work: (tx: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
		this.refuseWhenClosed();
		return this.write(work, signal);
	}

	async whileStill<T>(work: (files: string[]) => Promise<T>): Promise<T> {
		this.refuseWhenClosed();
		return this.oneWriter(() => work(databaseFiles(this.home)));
	}

	latest(): number {
		return this.state;
	}

	writes(): number {
		return this.stored;
	}

	close(): Promise<void> {
		return (this.closing ??= this.closeOnce());
	}

	private async closeOnce(): Promise<void> {
		await this.write(async () => undefined);
		const everyPlace = Array.from({ length: QUESTIONS_AT_ONCE }, () => this.inQueue(async () => undefined));
		await Promise.all(everyPlace);
		await checkpoint(this.writer, this.home).catch(stopWhenBroken);
		for (const connection of [...this.idle, this.writer]) connection.closeSync();
		this.instance.closeSync();
		this.left();
	}

	private async ask<T>(state: number, question: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
		this.refuseWhenClosed();
		return this.inQueue(async () => {
			const connection = this.idle.pop() ?? (await connectTo(this.instance));
			try {
				await setState(connection, state);
				return await question(connection);
			} catch (error) {
				stopWhenBroken(error);
				throw error;
			} finally {
				this.idle.push(connection);
			}
		});
	}

	private async noticeState(connection: DuckDBConnection): Promise<void> {
		const [row] = await askRows<{ state: number }>(
			connection,
			'SELECT coalesce(max(state), 0)::INTEGER AS state FROM main.states'
		);
		this.state = row?.state ?? 0;
	}

	private refuseWhenClosed(): void {
		if (this.closing) throw stopping();
	}
}

/** Whoever comes while the process ends, a loading between two of its files for instance. */
function stopping(): Refusal {
	const hint = 'Try again once it is started; what was stored before stays.';
	return new Refusal('stopping', 'Braidwork is being stopped.', hint);
}

/** A full disk or a broken file invalidates the whole instance until the process starts anew: say so and end cleanly. */
function stopWhenBroken(error: unknown): void {
	const message = error instanceof Error ? error.message : String(error);
	if (!/database has been invalidated|^FATAL/i.test(message)) return;
	process.stderr.write(
		'The database stopped after a fatal error, most often a full disk. Ending; start again.\n'
	);
	process.exitCode = 1;
	process.kill(process.pid, 'SIGTERM');
}
