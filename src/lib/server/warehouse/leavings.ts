import type { LeftBecause } from '$lib/domain';
import type { Transaction } from './write';

/**
 * Why withdrawn submissions left the figures when they did so last, where it was an agreement or the end of their
 * retention and not a person; all withdrawn ones, or one.
 */
export async function leftBecause(
	from: Pick<Transaction, 'read'>,
	id: string | null = null
): Promise<Map<string, LeftBecause>> {
	const rows = await from.read<LeftBecause & { submission_id: string }>(
		`WITH gone AS (
			SELECT submission_id, max(state)::INTEGER + 1 AS state FROM main.state_submissions
			SEMI JOIN (
				SELECT submission_id FROM main.submissions WHERE status = 'withdrawn' AND ($1 IS NULL OR submission_id = $1)
			) AS withdrawn USING (submission_id)
			GROUP BY submission_id
		)
		SELECT gone.submission_id, because AS why, left_on AS "on" FROM gone
		JOIN main.agreement_absences AS absence ON absence.submission_id = gone.submission_id AND left_state = gone.state
		UNION ALL
		SELECT submission_id, 'rows_removed', left("at", 10) FROM gone JOIN main.removals USING (submission_id, state)
		WHERE kind = 'rows'`,
		[id]
	);
	return new Map(rows.map(({ submission_id, why, on }) => [submission_id, { why, on }]));
}
