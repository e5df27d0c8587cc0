import type { Warehouse } from '$lib/server/warehouse';

/** A customer of a partner who needs a service, as that partner's own files say. */
export interface OpenNeed {
	/** The partner's own id of the customer: no name, and nothing of what another partner says. */
	participant_id: string;
	service: string;
	/** Since when, `YYYY-MM-DD`. */
	identified_date: string;
	urgency: string | null;
	/** Populations by the partner's own roster; empty where it names none. */
	populations: string[];
	/** The last line of the partner's own ledger on it since then. */
	last_step: { status: string; date: string } | null;
}

/**
 * The open needs of a partner's own customers in a state, one for each customer and service, the most urgent and then
 * the longest waiting first. Left out are those that the partner's own ledger says were delivered since, and customers
 * who have left its roster. Rows of people: for the partner itself, behind a door of its own.
 */
export async function openNeeds(w: Warehouse, partner: string, state: number): Promise<OpenNeed[]> {
	const rows = await w.read<
		Omit<OpenNeed, 'last_step'> & { step_status: string | null; step_date: string | null }
	>(OPEN, [partner], state);
	return rows.map(({ step_status, step_date, ...need }) => ({
		...need,
		last_step: step_status !== null && step_date !== null ? { status: step_status, date: step_date } : null
	}));
}

const OPEN = `
WITH needs AS (
	SELECT participant_id, service, min(identified_date) AS identified_date,
		max(CASE urgency WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END) AS rank
	FROM staging.current_needs WHERE partner = $1 AND status = 'open' GROUP BY ALL
), roster AS (
	SELECT participant_id, exit_date,
		list_filter([
			CASE WHEN is_tanf THEN 'tanf' END, CASE WHEN is_low_income THEN 'low_income' END, CASE WHEN is_refugee THEN 'refugee' END
		], lambda name: name IS NOT NULL) AS populations
	FROM staging.current_participants WHERE partner = $1
), steps AS (
	SELECT n.participant_id, n.service, bool_or(d.status = 'delivered') AS is_delivered,
		max_by(d.status, (d.date, d.delivery_id)) AS step_status, max(d.date) AS step_date
	FROM needs n
	JOIN staging.current_deliveries d
		ON d.partner = $1 AND d.participant_id = n.participant_id AND d.service = n.service AND d.date >= n.identified_date
	GROUP BY ALL
)
SELECT n.participant_id, n.service, n.identified_date::VARCHAR AS identified_date,
	CASE n.rank WHEN 3 THEN 'high' WHEN 2 THEN 'medium' WHEN 1 THEN 'low' END AS urgency,
	coalesce(r.populations, []) AS populations, s.step_status, s.step_date::VARCHAR AS step_date
FROM needs n
LEFT JOIN roster r USING (participant_id)
LEFT JOIN steps s USING (participant_id, service)
WHERE r.exit_date IS NULL AND NOT coalesce(s.is_delivered, false)
ORDER BY n.rank DESC, n.identified_date, n.participant_id, n.service`;
