import type { DuckDBConnection } from '@duckdb/node-api';
import type { LedgerEntry } from './ledger';
import type { Queue } from './queue';
import { askRows, askRowsAside, run, setState } from './run-statement';

/** What may be done inside a transaction. */
export interface Transaction {
	/** The home's folder. */
	readonly home: string;
	run(sql: string, params?: unknown[]): Promise<void>;
	read<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>;
	/** The same for a long statement that no two threads can share, such as one that numbers rows in the order of a file. */
	readAside<Row = Record<string, unknown>>(sql: string): Promise<Row[]>;
	/** Remembers a line for the ledger, which is written once the transaction is stored. */
	note(entry: LedgerEntry): void;
}

/** Around a transaction: whose turn it is, the latest state before it, and what is done once it is stored. */
export interface WriterDuties {
	home: string;
	inTurn: Queue;
	latest(): number;
	stored(connection: DuckDBConnection, entries: LedgerEntry[]): Promise<void>;
	failed(error: unknown): void;
}

/** Runs transactions one after another on one connection: each is stored whole or not at all. */
export function makeWriter(
	connection: DuckDBConnection,
	duties: WriterDuties
): <T>(work: (tx: Transaction) => Promise<T>, signal?: AbortSignal) => Promise<T> {
	return (work, signal) => duties.inTurn(() => writeOnce(connection, duties, { work, signal }));
}

/** Lets a signal end the statement under way, so that the transaction fails; once it is being stored, it is too late. */
async function interruptible<T>(
	connection: DuckDBConnection,
	signal: AbortSignal | undefined,
	write: () => Promise<T>
): Promise<T> {
	signal?.throwIfAborted();
	const interrupt = () => connection.interrupt();
	signal?.addEventListener('abort', interrupt, { once: true });
	try {
		const result = await write();
		signal?.throwIfAborted();
		return result;
	} finally {
		signal?.removeEventListener('abort', interrupt);
	}
}

async function writeOnce<T>(
	connection: DuckDBConnection,
	duties: WriterDuties,
	{ work, signal }: { work: (tx: Transaction) => Promise<T>; signal: AbortSignal | undefined }
): Promise<T> {
	const tx = new OpenTransaction(connection, duties.home);
	await setState(connection, duties.latest());
	await connection.run('BEGIN TRANSACTION');
	try {
		const result = await interruptible(connection, signal, () => work(tx));
		await tx.commit();
		await duties.stored(connection, tx.entries);
		return result;
	} catch (error) {
		tx.end();
		await connection.run('ROLLBACK').catch(() => undefined);
		duties.failed(error);
		throw error;
	}
}

/**
 * COMMIT resolves even after a failed statement, and stores nothing (or the rest, after a statement that did not
 * parse). So the first failure is remembered, also when it was caught, and nothing is stored after it.
 */
class OpenTransaction implements Transaction {
	readonly entries: LedgerEntry[] = [];
	private failure: { reason: unknown } | null = null;
	private open = true;

	constructor(
		private readonly connection: DuckDBConnection,
		readonly home: string
	) {}

	run(sql: string, params: unknown[] = []): Promise<void> {
		return this.guard(() => run(this.connection, sql, params));
	}

	read<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
		return this.guard(() => askRows<Row>(this.connection, sql, params));
	}

	readAside<Row>(sql: string): Promise<Row[]> {
		return this.guard(() => askRowsAside<Row>(this.connection, sql));
	}

	note(entry: LedgerEntry): void {
		this.entries.push(entry);
	}

	async commit(): Promise<void> {
		if (this.failure) throw this.failure.reason;
		this.end();
		await this.connection.run('COMMIT');
	}

	end(): void {
		this.open = false;
	}

	private async guard<T>(statement: () => Promise<T>): Promise<T> {
		if (this.failure) throw this.failure.reason;
		if (!this.open) throw new Error('This transaction is over.');
		try {
			return await statement();
		} catch (error) {
			this.failure = { reason: error };
			throw error;
		}
	}
}
