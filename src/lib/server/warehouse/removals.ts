import { DATASET_IDS } from '$lib/domain';
import type { Warehouse } from './open-warehouse';
import { repeatedKeys } from './staging-tables';
import type { Transaction } from './write';

/** What is removed of a submission at the end of its retention. */
export type RemovalKind = 'identifiers' | 'rows' | 'original';

/** Something that was removed: of which submission, when, by whom, and the latest state then. */
export interface Removal {
	submission_id: string;
	kind: RemovalKind;
	state: number;
	at: string;
	who: string;
}

/** Everything that was ever removed at the end of its retention. */
export function listRemovals(from: Pick<Transaction, 'read'>): Promise<Removal[]> {
	return from.read<Removal>(
		'SELECT submission_id, kind, state::INTEGER AS state, "at", who FROM main.removals ORDER BY "at", submission_id, kind'
	);
}

/** Submissions of which this was removed. */
export async function removedOf(from: Pick<Transaction, 'read'>, kind: RemovalKind): Promise<Set<string>> {
	const rows = await from.read<{ submission_id: string }>(
		'SELECT DISTINCT submission_id FROM main.removals WHERE kind = $1',
		[kind]
	);
	return new Set(rows.map(({ submission_id }) => submission_id));
}

/** When something of this kind behind a state was removed last; nothing while all of it is there. */
export async function removedOn(w: Warehouse, state: number, kind: RemovalKind): Promise<string | null> {
	const [row] = await w.read<{ at: string | null }>(
		`SELECT max("at") AS "at" FROM main.removals SEMI JOIN (
			SELECT submission_id FROM main.state_submissions WHERE state = $1
		) USING (submission_id) WHERE kind = $2`,
		[state, kind]
	);
	return row?.at ?? null;
}

/** How many removals there were: what was made of staged rows before another one cannot be carried on. */
export async function countRemovals(w: Warehouse): Promise<number> {
	const [row] = await w.read<{ n: number }>('SELECT count(*)::INTEGER AS n FROM main.removals');
	return row?.n ?? 0;
}

/** Writes removals down, here and in the ledger. */
export async function noteRemovals(tx: Transaction, removals: Removal[]): Promise<void> {
	for (const { submission_id, kind, state, at, who } of removals) {
		await tx.run('INSERT INTO main.removals VALUES ($1, $2, $3, $4, $5)', [
			submission_id,
			kind,
			state,
			at,
			who
		]);
		const [slot] = await tx.read<{ partner: string; dataset: string; period: string; sha256: string }>(
			'SELECT partner, dataset, period, sha256 FROM main.submissions WHERE submission_id = $1',
			[submission_id]
		);
		if (slot) tx.note({ did: REMOVED[kind], state, submission_id, ...slot });
	}
}

/** How the ledger calls it. */
export const REMOVED = {
	identifiers: 'identifiers_removed',
	rows: 'rows_removed',
	original: 'original_removed'
} as const;

/** How many rows of each submission are staged. */
export async function stagedCounts(w: Warehouse): Promise<Map<string, number>> {
	const counts = DATASET_IDS.map(
		(id) => `SELECT submission_id, count(*)::INTEGER AS rows FROM staging.stg_${id} GROUP BY submission_id`
	);
	const rows = await w.read<{ submission_id: string; rows: number }>(counts.join(' UNION ALL '));
	return new Map(rows.map((row) => [row.submission_id, row.rows]));
}

/** Removes the staged rows of submissions, and the keys that no row bears any more. */
export async function dropStaged(tx: Transaction, ids: string[]): Promise<void> {
	for (const id of DATASET_IDS) {
		await tx.run(`DELETE FROM staging.stg_${id} WHERE list_contains($1::VARCHAR[], submission_id)`, [ids]);
		const key = repeatedKeys(id);
		await tx.run(
			`DELETE FROM staging.repeated_${id} WHERE (${key}) NOT IN (SELECT (${key}) FROM staging.stg_${id})`
		);
	}
}
