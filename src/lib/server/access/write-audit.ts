import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '$lib/domain';

/** One line of the record: who did what, when. */
export interface AuditEntry {
	at: string;
	who: string;
	did: string;
	what: string;
}

/** Adds one line to the home's record of what people did. Lines are only ever added. */
export async function writeAudit(
	home: string,
	actor: Actor,
	did: string,
	what: string,
	now: Date
): Promise<void> {
	const entry: AuditEntry = { at: now.toISOString(), who: actor.who, did, what };
	await appendFile(join(home, 'audit.jsonl'), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}
