import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AgreementCause } from './absences';
import { EDIT_OF, type MatrixEdit } from './matrix-edits';
import type { Warehouse } from './open-warehouse';
import { listRemovals, REMOVED, type RemovalKind } from './removals';

/** What was removed of it at the end of its retention. */
type RemovalDid = (typeof REMOVED)[RemovalKind];

/** What happened to one submission, as the ledger tells it. */
export interface LedgerEntry {
	did: 'published' | 'superseded' | 'withdrawn' | RemovalDid;
	state: number;
	submission_id: string;
	partner: string;
	dataset: string;
	period: string;
	sha256: string;
	/** What the sender called the file, and the answers that held for it (JSON); lines of older homes lack them. */
	file?: string;
	answers?: string | null;
	/** The partner's agreement, where nobody took it back or published it. */
	because?: AgreementCause;
	/** The change of the service matrix on screen that made it, where no file was sent. */
	edit?: MatrixEdit;
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

/** What the ledger knows and the database has lost: publications that are not there, and all of later states; empty in a sound home. */
export async function compareLedger(w: Warehouse): Promise<LedgerLine[]> {
	const known = new Set((await statesOf(w)).map(nameOf));
	const lines = ledgerLines(w.home);
	const removed = removedSays(w.home, 'original');
	return lines.filter(
		(line) =>
			(line.state > w.latest() && !isRemoval(line)) ||
			(line.did === 'published' && !known.has(nameOf(line)) && !removed.has(line.submission_id))
	);
}

/** Changes of states that the ledger knows and that are later than the database's latest, each once, in order. */
export function lostChanges(w: Warehouse): LedgerLine[] {
	const lost = ledgerLines(w.home).filter((line) => line.state > w.latest() && !isRemoval(line));
	const once = new Map(lost.map((line) => [`${line.did} ${nameOf(line)}`, line]));
	return [...once.values()].sort((one, other) => one.state - other.state);
}

/** Submissions of which the ledger says that this was removed at the end of its retention. */
export function removedSays(home: string, kind: RemovalKind): Set<string> {
	const lines = ledgerLines(home).filter(({ did }) => did === REMOVED[kind]);
	return new Set(lines.map(({ submission_id }) => submission_id));
}

function isRemoval({ did }: LedgerLine): boolean {
	return Object.values<string>(REMOVED).includes(did);
}

function nameOf({ state, submission_id }: Pick<LedgerLine, 'state' | 'submission_id'>): string {
	return `${state} ${submission_id}`;
}

/** SQL of the answers that hold for a submission `s`, as a JSON object; what its own file proves is left out. */
export const ANSWERS_OF = `(SELECT json_group_object(code, json_extract_string(answer, '$.choice'))::VARCHAR FROM main.answers
	WHERE answers.partner = s.partner AND answers.dataset = s.dataset AND NOT starts_with(code, 'seen_order.'))`;

/** Writes the lines that a process could not write any more after its transaction was stored. */
export async function completeLedger(w: Warehouse): Promise<void> {
	appendLedger(w.home, await unwrittenChanges(w));
}

/** What the database knows and the ledger does not; empty once it was completed. */
export async function unwrittenChanges(w: Warehouse): Promise<LedgerEntry[]> {
	const lines = ledgerLines(w.home);
	const written = new Set(lines.filter((line) => !isRemoval(line)).map(nameOf));
	const changes = await w.read<StoredChange>(CHANGES);
	return [
		...changes
			.filter((change) => !written.has(nameOf(change)))
			.map(({ because, edit, ...change }) => ({
				...change,
				...(because && { because }),
				...(edit && { edit: JSON.parse(edit) as MatrixEdit })
			})),
		...(await unwrittenRemovals(w, lines))
	];
}

type StoredChange = Omit<LedgerEntry, 'because' | 'edit'> & {
	because: AgreementCause | null;
	edit: string | null;
};

async function unwrittenRemovals(w: Warehouse, lines: LedgerLine[]): Promise<LedgerEntry[]> {
	const written = new Set(lines.map(({ did, submission_id }) => `${did} ${submission_id}`));
	const missing = (await listRemovals(w)).filter(
		({ kind, submission_id }) => !written.has(`${REMOVED[kind]} ${submission_id}`)
	);
	if (missing.length === 0) return [];
	const slots = await w.read<
		Pick<LedgerEntry, 'submission_id' | 'partner' | 'dataset' | 'period' | 'sha256'>
	>('SELECT submission_id, partner, dataset, period, sha256 FROM main.submissions');
	const known = new Map(slots.map((slot) => [slot.submission_id, slot]));
	return missing.flatMap(({ kind, state, submission_id }) => {
		const slot = known.get(submission_id);
		return slot ? [{ did: REMOVED[kind], state, ...slot }] : [];
	});
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
	state, submission_id, s.partner, s.dataset, period, sha256, file, ${ANSWERS_OF} AS answers,
	CASE WHEN gone.because IS NOT NULL THEN gone.because WHEN back.because IS NOT NULL THEN 'agreement_in_force' END AS because,
	CASE WHEN added THEN ${EDIT_OF} END AS edit
FROM change JOIN main.states USING (state) JOIN main.submissions AS s USING (submission_id)
LEFT JOIN main.agreement_absences AS gone
	ON NOT added AND gone.submission_id = s.submission_id AND gone.left_state = state
LEFT JOIN main.agreement_absences AS back
	ON added AND back.submission_id = s.submission_id AND back.back_state = state
ORDER BY state, added, submission_id`;

function statesOf(w: Warehouse): Promise<{ state: number; submission_id: string }[]> {
	return w.read('SELECT state, submission_id FROM main.state_submissions');
}

/** Lines of the ledger; one that a crash cut short says nothing and is left out. */
export function ledgerLines(home: string): LedgerLine[] {
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
