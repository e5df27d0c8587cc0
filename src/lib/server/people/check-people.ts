import type { Warehouse } from '$lib/server/warehouse';

/** Datasets whose rows are of participants. */
const OF_PEOPLE = ['participants', 'enrollments', 'needs', 'deliveries', 'outcomes'];

/** Every participant of a published row has one person key, and the vault tells of no file that is not there. */
export async function checkPeople(w: Warehouse): Promise<string[]> {
	let missing = 0;
	// One dataset at a time, without the views of what is live: those join every key, and memory is bounded.
	for (const name of OF_PEOPLE)
		missing += await sumOf(
			w,
			`SELECT count(*)::INTEGER AS n FROM staging.stg_${name} AS filed
			ANTI JOIN main.participant_keys USING (partner, participant_id)
			WHERE filed.submission_id IN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state'))`
		);
	const doubles = await sumOf(
		w,
		`SELECT count(*)::INTEGER AS n FROM (
			SELECT 1 FROM main.participant_keys GROUP BY partner, participant_id HAVING count(*) > 1
		) AS doubled`
	);
	const strange = await sumOf(
		w,
		`SELECT count(DISTINCT submission_id)::INTEGER AS n FROM vault.identifiers
		ANTI JOIN main.submissions USING (submission_id)`
	);
	return [
		...(missing > 0 ? [`${missing} published rows are of participants without a person key.`] : []),
		...(doubles > 0 ? [`${doubles} participants have two person keys.`] : []),
		...(strange > 0 ? [`The vault holds identifiers of ${strange} submissions that do not exist.`] : [])
	];
}

async function sumOf(w: Warehouse, sql: string): Promise<number> {
	const rows = await w.read<{ n: number }>(sql);
	return rows.reduce((sum, { n }) => sum + n, 0);
}
