import type { Warehouse } from '$lib/server/warehouse';
import { normalSsn } from './identifier-tokens';

/** So many numbers are asked for at once. */
const ASKED = 10_000;

/**
 * The partner's own participant for each Social Security number, in the order asked; null where no roster that it sent
 * and that stands has the number. Of two with one number the latest filed. Rosters of other partners are not looked at,
 * and no number is given back.
 */
export async function participantsWithSsn(
	w: Warehouse,
	partner: string,
	numbers: string[]
): Promise<(string | null)[]> {
	const found: (string | null)[] = [];
	for (let at = 0; at < numbers.length; at += ASKED) {
		const rows = await w.read<{ participant_id: string | null }>(FIND, [
			partner,
			numbers.slice(at, at + ASKED)
		]);
		found.push(...rows.map(({ participant_id }) => participant_id));
	}
	return found;
}

const FIND = `
WITH roster AS (
	SELECT ${normalSsn('ssn')} AS number, arg_max(participant_id, (period, source_row)) AS participant_id
	FROM vault.identifiers
	JOIN (SELECT submission_id, period, status FROM main.submissions) AS filed USING (submission_id)
	WHERE partner = $1 AND status NOT IN ('rejected', 'withdrawn') AND ${normalSsn('ssn')} IS NOT NULL
	GROUP BY number
), asked AS (
	SELECT unnest($2::VARCHAR[]) AS written, generate_subscripts($2::VARCHAR[], 1) AS place
)
SELECT participant_id
FROM (SELECT place, ${normalSsn('written')} AS number FROM asked) AS numbered LEFT JOIN roster USING (number)
ORDER BY place`;
