import { dayOf, type DatasetId, type State } from '$lib/domain';
import { endAbsences, noteAbsences, type AgreementCause } from './absences';
import { ANSWERS_OF } from './ledger';
import { noteMatrixEdit, type MatrixEdit } from './matrix-edits';
import type { Warehouse } from './open-warehouse';
import { leaveOutsidersOut, type AgreedPopulations } from './populations';
import { noteRepeats } from './staging-tables';
import type { SubmissionRecord } from './submissions';
import type { Transaction } from './write';

/** What makes the next state of the present one. */
export interface StateChange {
	who: string;
	what: string;
	/** Time of the change, ISO. */
	at: string;
	add: string[];
	remove: string[];
	/** Why these submissions leave or come back, when it is an agreement that says so. */
	because?: ReadonlyMap<string, AgreementCause>;
	/** Populations that the agreements name from now on; as before unless given. */
	populations?: AgreedPopulations;
	/** Submissions that wait for an agreement no longer, since others stand in their place. */
	replaced?: string[];
	/** The changes of the service matrix on screen that made these submissions. */
	edits?: ReadonlyMap<string, MatrixEdit>;
}

type Slot = Pick<
	SubmissionRecord,
	'submission_id' | 'partner' | 'dataset' | 'period' | 'sha256' | 'supersedes' | 'file'
> & { answers: string | null };

/** Number of the latest state; 0 when nothing was ever published. */
export async function latestState(w: Warehouse): Promise<number> {
	return w.latest();
}

/** All states, the first one first. */
export async function listStates(w: Warehouse): Promise<State[]> {
	return w.read<State>('SELECT state, "at", who, what FROM main.states ORDER BY state');
}

/** Makes the next state: the present set without `remove`, with `add`; returns its number. The live views then show it. */
export async function makeState(tx: Transaction, change: StateChange): Promise<number> {
	const [added, removed] = [await slotsOf(tx, change.add), await slotsOf(tx, change.remove)];
	const state = await insertState(tx, change);
	await refuseDoubles(tx, state);
	await setStatuses(tx, added, removed);
	for (const { submission_id, partner, dataset } of added)
		await tx.run(noteRepeats(dataset as DatasetId), [submission_id, partner]);
	await noteAgreements(tx, state, { change, removed });
	await leaveOutsidersOut(tx, state, change.populations);
	for (const [submission_id, edit] of change.edits ?? [])
		await noteMatrixEdit(tx, { state, submission_id }, edit);
	noteInLedger(tx, state, { added, removed, because: change.because, edits: change.edits });
	return state;
}

async function slotsOf(tx: Transaction, ids: string[]): Promise<Slot[]> {
	const rows = await tx.read<Slot>(
		`SELECT submission_id, partner, dataset, period, sha256, supersedes, file, ${ANSWERS_OF} AS answers
		FROM main.submissions AS s
		WHERE list_contains($1::VARCHAR[], submission_id)`,
		[ids]
	);
	if (rows.length !== new Set(ids).size)
		throw new Error(`Some of these submissions do not exist: ${ids.join(', ')}`);
	return rows;
}

async function insertState(tx: Transaction, { who, what, at, add, remove }: StateChange): Promise<number> {
	const [row] = await tx.read<{ state: number }>(
		'SELECT coalesce(max(state), 0)::INTEGER + 1 AS state FROM main.states'
	);
	const state = row?.state ?? 1;
	await tx.run('INSERT INTO main.states VALUES ($1, $2, $3, $4)', [state, at, who, what]);
	await tx.run(
		`INSERT INTO main.state_submissions
		SELECT DISTINCT $1::INTEGER, submission_id FROM (
			SELECT submission_id FROM main.state_submissions
			WHERE state = $1 - 1 AND NOT list_contains($2::VARCHAR[], submission_id)
			UNION ALL SELECT unnest($3::VARCHAR[])
		) AS next`,
		[state, remove, add]
	);
	await tx.run(`SET VARIABLE state = ${state}`);
	return state;
}

/** A period of a partner's dataset is published once or not at all. */
async function refuseDoubles(tx: Transaction, state: number): Promise<void> {
	const doubles = await tx.read<Pick<Slot, 'partner' | 'dataset' | 'period'>>(
		`SELECT partner, dataset, period FROM main.state_submissions JOIN main.submissions USING (submission_id)
		WHERE state = $1 GROUP BY partner, dataset, period HAVING count(*) > 1`,
		[state]
	);
	const [double] = doubles;
	if (!double) return;
	throw new Error(
		`Two submissions of ${double.partner}, ${double.dataset}, ${double.period} cannot both be published.`
	);
}

async function setStatuses(tx: Transaction, added: Slot[], removed: Slot[]): Promise<void> {
	for (const slot of removed) {
		const heir = added.find((other) => replaces(other, slot));
		await setStatus(tx, slot, heir ? 'superseded' : 'withdrawn');
		if (!heir || heir.supersedes) continue;
		await tx.run('UPDATE main.submissions SET supersedes = $1 WHERE submission_id = $2', [
			slot.submission_id,
			heir.submission_id
		]);
	}
	for (const slot of added) await setStatus(tx, slot, 'published');
}

/** A newer submission takes the place of an older one; the older one coming back replaces nothing. */
function replaces(newer: Slot, older: Slot): boolean {
	const samePlace =
		newer.partner === older.partner && newer.dataset === older.dataset && newer.period === older.period;
	return samePlace && older.supersedes !== newer.submission_id;
}

/** Whatever is published waits no longer; what leaves because of an agreement waits for it. */
async function noteAgreements(
	tx: Transaction,
	state: number,
	{ change, removed }: { change: StateChange; removed: Slot[] }
): Promise<void> {
	const gone = removed.flatMap(({ submission_id, partner }) => {
		const because = change.because?.get(submission_id);
		return because ? [{ submission_id, partner, because }] : [];
	});
	await noteAbsences(tx, gone, { state, day: dayOf(new Date(change.at)) });
	await endAbsences(tx, [...change.add, ...(change.replaced ?? [])], state);
}

async function setStatus(tx: Transaction, slot: Slot, status: string): Promise<void> {
	await tx.run('UPDATE main.submissions SET status = $1 WHERE submission_id = $2', [
		status,
		slot.submission_id
	]);
}

function noteInLedger(
	tx: Transaction,
	state: number,
	{
		added,
		removed,
		because,
		edits
	}: { added: Slot[]; removed: Slot[] } & Pick<StateChange, 'because' | 'edits'>
): void {
	const line = ({ supersedes: _, ...slot }: Slot) => {
		const why = because?.get(slot.submission_id);
		return { state, ...slot, ...(why && { because: why }) };
	};
	for (const slot of removed) {
		const superseded = added.some((other) => replaces(other, slot));
		tx.note({ did: superseded ? 'superseded' : 'withdrawn', ...line(slot) });
	}
	for (const slot of added) {
		const edit = edits?.get(slot.submission_id);
		tx.note({ did: 'published', ...line(slot), ...(edit && { edit }) });
	}
}
