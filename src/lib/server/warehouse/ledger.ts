import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from './open-warehouse';

/** What happened to one submission, as the ledger tells it. */
export interface LedgerEntry {
	did: 'published' | 'superseded' | 'withdrawn';
	state: number;
	submission_id: string;
	partner: string;
	dataset: string;
	period: string;
	sha256: string;
}

/** A line of the ledger: what happened, and when it was written. */
export interface LedgerLine extends LedgerEntry {
	at: string;
}

/** Adds lines to the home's ledger and returns once they are on the disk. */
export function appendLedger(home: string, entries: LedgerEntry[]): void {
	if (entries.length === 0) return;
	const at = new Date().toISOString();
	const file = openSync(ledgerPath(home), 'a', 0o600);
	try {
		writeSync(
			file,
			startOfLine(home) + entries.map((entry) => `${JSON.stringify({ at, ...entry })}\n`).join('')
		);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** Published submissions that the ledger knows and the database has lost; empty in a sound home. */
export async function compareLedger(w: Warehouse): Promise<LedgerLine[]> {
	const known = new Set((await statesOf(w)).map((row) => `${row.state} ${row.submission_id}`));
	return readLedger(w.home).filter(
		(line) => line.did === 'published' && !known.has(`${line.state} ${line.submission_id}`)
	);
}

/** Writes the lines that a process could not write any more after its transaction was stored. */
export async function completeLedger(w: Warehouse): Promise<void> {
	const written = new Set(readLedger(w.home).map((line) => `${line.state} ${line.submission_id}`));
	const changes = await w.read<LedgerEntry>(CHANGES);
	appendLedger(
		w.home,
		changes.filter((change) => !written.has(`${change.state} ${change.submission_id}`))
	);
}

/** Every submission that came into a state or left it, by comparing each state with the one before. */
const CHANGES = `
WITH change AS (
	SELECT coalesce(fresh.state, old.state + 1) AS state,
		coalesce(fresh.submission_id, old.submission_id) AS submission_id,
		fresh.submission_id IS NOT NULL AS added
	FROM main.state_submissions AS fresh
	FULL JOIN main.state_submissions AS old
		ON old.state = fresh.state - 1 AND old.submission_id = fresh.submission_id
	WHERE fresh.submission_id IS NULL OR old.submission_id IS NULL
)
SELECT CASE WHEN added THEN 'published' WHEN status = 'superseded' THEN 'superseded' ELSE 'withdrawn' END AS did,
	state, submission_id, partner, dataset, period, sha256
FROM change JOIN main.states USING (state) JOIN main.submissions USING (submission_id)
ORDER BY state, added, submission_id`;

function statesOf(w: Warehouse): Promise<{ state: number; submission_id: string }[]> {
	return w.read('SELECT state, submission_id FROM main.state_submissions');
}

/** Lines of the ledger; one that a crash cut short says nothing and is left out. */
function readLedger(home: string): LedgerLine[] {
	const path = ledgerPath(home);
	if (!existsSync(path)) return [];
	return readFileSync(path, 'utf8').split('\n').flatMap(parseLine);
}

function parseLine(line: string): LedgerLine[] {
	try {
		return line === '' ? [] : [JSON.parse(line) as LedgerLine];
	} catch {
		return [];
	}
}

/** After a line that was cut short, the next one begins on a line of its own. */
function startOfLine(home: string): string {
	const text = readFileSync(ledgerPath(home), 'utf8');
	return text === '' || text.endsWith('\n') ? '' : '\n';
}

function ledgerPath(home: string): string {
	return join(home, 'ledger.jsonl');
}
