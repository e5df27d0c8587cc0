import { dayOf, quarterEnd } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';

/** Days after the end of the newest quarter that was filed within which the matrix of today is meant: two quarters. */
const FRESH_DAYS = 184;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The day that the matrix of a state is read for when none is named: today. Where nothing was filed for the last two
 * quarters (an old state, or invented data), the last day of the newest quarter that the matrix was filed for.
 */
export async function presentDay(
	w: Warehouse,
	{ state, now }: { state: number; now: Date }
): Promise<string> {
	const today = dayOf(now);
	const [filed] = await w.read<{ any: string | null; matrix: string | null }>(
		`SELECT max(period) AS "any", max(period) FILTER (WHERE dataset = 'offerings') AS matrix
		FROM main.state_submissions JOIN main.submissions USING (submission_id) WHERE state = $1`,
		[state]
	);
	if (!filed?.any || !filed.matrix) return today;
	const age = (Date.parse(today) - Date.parse(quarterEnd(filed.any))) / DAY_MS;
	return age <= FRESH_DAYS ? today : quarterEnd(filed.matrix);
}
