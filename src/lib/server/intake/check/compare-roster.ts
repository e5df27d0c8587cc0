import type { Dataset } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import type { Odd } from './find-odd-rows';
import { quoteName, quoteText } from './sql-text';

/** The day on which a row of these datasets happened to a participant. */
const DAYS: Partial<Record<DatasetId, string>> = {
	enrollments: 'start_date',
	needs: 'identified_date',
	deliveries: 'date',
	outcomes: 'observed_date'
};

/** SQL that joins the first day on which a partner's own rosters have a participant; nothing where rows are of nobody. */
export function fromRoster({ id }: Dataset, partner: string): string {
	if (!DAYS[id]) return '';
	return `LEFT JOIN (
		SELECT participant_id, min(intake_date) AS roster_since FROM staging.stg_participants
		WHERE partner = ${quoteText(partner)} GROUP BY participant_id
	) AS roster USING (participant_id)`;
}

/** Rows of people whom the partner never sent on a roster, and days before their intake. Other partners' rosters tell nothing. */
export function outsideRoster({ id, columns }: Dataset): Odd[] {
	const day = columns.find(({ name }) => name === DAYS[id]);
	const who = columns.find(({ name }) => name === 'participant_id');
	if (!day || !who) return [];
	const odd = { places: {}, check: null };
	const date = quoteName(day.name);
	return [
		{
			...odd,
			rule: 'unknown_participant',
			column: who,
			when: 'roster_since IS NULL',
			value: 'participant_id'
		},
		{ ...odd, rule: 'before_intake', column: day, when: `${date} < roster_since`, value: `${date}::VARCHAR` }
	];
}
