import type { DuckDBConnection } from '@duckdb/node-api';
import { checkpoint } from './checkpoint';
import { run } from './run-statement';
import { statement } from './statements';

/** One step that brings the tables of an older home to the next version. */
interface Step {
	to: number;
	/** What it does, behind "Version N:". */
	does: string;
	statements: () => string[];
}

/**
 * What adding tables, columns and views cannot do, in order; a step is never changed once it was released. No functions
 * in ALTER: a crash before the next checkpoint would leave a file that cannot be opened.
 */
const STEPS: readonly Step[] = [
	{
		to: 2,
		does: 'counted tables stand in memory and no longer in the home',
		statements: () => ['DROP SCHEMA IF EXISTS w.mart CASCADE']
	},
	{
		to: 3,
		does: 'remembered answers keep their earlier versions',
		statements: () => [statement('schema/answers'), statement('steps/answer-versions')]
	}
];

/** The version of the tables that this Braidwork writes. */
export const SCHEMA_VERSION = Math.max(...STEPS.map(({ to }) => to));

/** Where an upgrade stands: a step begins, is written, is stored, and lies in the database itself. */
export interface UpgradeMoment {
	version: number;
	does: string;
	moment: 'begins' | 'written' | 'stored' | 'done';
}

/** Brings the tables of a home from `version` to today's, each step in a transaction with its number. */
export async function upgradeTables(
	connection: DuckDBConnection,
	{ home, version, reached }: { home: string; version: number; reached: (at: UpgradeMoment) => void }
): Promise<void> {
	for (const step of STEPS.filter(({ to }) => to > version)) {
		const at = { version: step.to, does: step.does };
		reached({ ...at, moment: 'begins' });
		await run(connection, 'BEGIN TRANSACTION');
		for (const sql of step.statements()) await run(connection, sql);
		await run(connection, `UPDATE main.schema_version SET version = $1, print = ''`, [step.to]);
		reached({ ...at, moment: 'written' });
		await run(connection, 'COMMIT');
		reached({ ...at, moment: 'stored' });
		await checkpoint(connection, home);
		reached({ ...at, moment: 'done' });
	}
}
