import type { DatasetId } from '$lib/domain';
import type { Warehouse } from './open-warehouse';
import type { Transaction } from './write';

/** Why a submission leaves the figures without anybody taking it back, or comes back to them. */
export type AgreementCause =
	'agreement_ended' | 'agreement_not_begun' | 'dataset_not_agreed' | 'agreement_in_force';

/** Exports of a dataset that are not in a state because of their partner's agreement, since a day. */
export interface Absence {
	partner: string;
	dataset: DatasetId;
	because: AgreementCause;
	left_on: string;
}

/** A submission that waits for its partner's agreement to be in force again. */
export interface AbsentSubmission {
	submission_id: string;
	partner: string;
	dataset: DatasetId;
	period: string;
}

/** Notes that submissions left the figures in a state because of their partner's agreement. */
export async function noteAbsences(
	tx: Transaction,
	gone: { submission_id: string; partner: string; because: AgreementCause }[],
	{ state, day }: { state: number; day: string }
): Promise<void> {
	for (const { submission_id, partner, because } of gone)
		await tx.run('INSERT INTO main.agreement_absences VALUES ($1, $2, $3, $4, $5, NULL)', [
			submission_id,
			partner,
			because,
			state,
			day
		]);
}

/** Notes that these submissions wait no longer: they are back, or another one stands in their place. */
export async function endAbsences(tx: Transaction, ids: string[], state: number): Promise<void> {
	await tx.run(
		`UPDATE main.agreement_absences SET back_state = $1
		WHERE back_state IS NULL AND list_contains($2::VARCHAR[], submission_id)`,
		[state, ids]
	);
}

/** Submissions that wait for their partner's agreement and whose rows are still there. */
export function absentSubmissions(from: Pick<Transaction, 'read'>): Promise<AbsentSubmission[]> {
	return from.read<AbsentSubmission>(
		`SELECT submission_id, s.partner, s.dataset, s.period
		FROM main.agreement_absences JOIN main.submissions AS s USING (submission_id)
		ANTI JOIN (SELECT submission_id FROM main.removals WHERE kind = 'rows') AS gone USING (submission_id)
		WHERE back_state IS NULL ORDER BY submission_id`
	);
}

/** What is not in a state because of an agreement: by partner and dataset, with the day it left. */
export function absencesIn(w: Warehouse, state: number): Promise<Absence[]> {
	return w.read<Absence>(
		`SELECT a.partner, s.dataset, max_by(because, left_state) AS because, max_by(left_on, left_state) AS left_on
		FROM main.agreement_absences AS a JOIN main.submissions AS s USING (submission_id)
		WHERE left_state <= $1 AND (back_state IS NULL OR back_state > $1)
		GROUP BY a.partner, s.dataset ORDER BY ALL`,
		[state]
	);
}
