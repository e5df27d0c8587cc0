import { codeLabel, type Dataset } from '$lib/catalog';
import { agreementOf } from '$lib/server/agreements';
import { isInOneOf, type Transaction } from '$lib/server/warehouse';
import type { StagedRows } from './find-odd-rows';
import type { WrongWhen } from './typing';

/** Rows of people whom the sender's agreement does not include: how they are recognised, and the populations that it names, in words. */
export interface OutsideAgreement {
	wrong: WrongWhen;
	populations: string;
}

/** The rule by which such a row is refused. It is no fault of the file. */
export const OUTSIDE_AGREEMENT = 'outside_agreement';

/**
 * How rows of people outside the populations of the partner's agreement are recognised, once the file is typed; null
 * where the agreement names none or the rows are about nobody. Somebody is inside when a roster of that partner says so,
 * this one included: one that is published, may be, or waits for its agreement. Who is on none is not known to be.
 */
export async function outsideAgreement(
	tx: Transaction,
	dataset: Dataset,
	staged: StagedRows
): Promise<OutsideAgreement | null> {
	const populations = agreementOf(tx.home, staged.partner)?.populations ?? null;
	const isOfPeople = dataset.columns.some(({ name }) => name === 'participant_id');
	if (populations === null || !isOfPeople) return null;
	await tx.run(
		`CREATE OR REPLACE TEMP TABLE agreed_people AS
		SELECT DISTINCT participant_id FROM staging.stg_participants SEMI JOIN (
			SELECT submission_id FROM main.submissions
			WHERE dataset = 'participants' AND partner = $1 AND NOT ($2 = 'participants' AND period = $3) AND (
				status IN ('published', 'checked', 'checked_with_warnings')
				OR submission_id IN (SELECT submission_id FROM main.agreement_absences WHERE back_state IS NULL)
			)
		) AS own USING (submission_id)
		WHERE ${isInOneOf(populations)}`,
		[staged.partner, dataset.id, staged.period]
	);
	const known = `coalesce(participant_id, '') IN (SELECT participant_id FROM temp.agreed_people)`;
	const here = dataset.id === 'participants' ? ` AND NOT ${isInOneOf(populations)}` : '';
	return {
		wrong: { rule: OUTSIDE_AGREEMENT, column: '', when: `(NOT ${known}${here})` },
		populations: populations.map((code) => codeLabel('populations', code)).join(', ')
	};
}
