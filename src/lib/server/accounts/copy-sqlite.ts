import { backup, DatabaseSync } from 'node:sqlite';

/** Pages that are copied before others get their turn. */
const PAGES_AT_ONCE = 200;

/** Copies a database of SQLite as it is at one moment, also while it is written, into a new file. */
export async function copySqlite(from: string, to: string): Promise<void> {
	const source = new DatabaseSync(from, { readOnly: true });
	try {
		await backup(source, to, { rate: PAGES_AT_ONCE });
	} finally {
		source.close();
	}
}
