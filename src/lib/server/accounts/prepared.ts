import type { DatabaseSync, StatementSync } from 'node:sqlite';

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** A statement that stands in every request, prepared once for each open database. */
export function prepared(db: DatabaseSync, sql: string): StatementSync {
	const known = statements.get(db) ?? new Map<string, StatementSync>();
	statements.set(db, known);
	const statement = known.get(sql) ?? db.prepare(sql);
	known.set(sql, statement);
	return statement;
}
