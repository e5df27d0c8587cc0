import type { FilingChange, FilingStanding, Quarter } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';

/**
 * What a state has that an earlier one had not, and the other way round: exports by partner, dataset and quarter, in
 * the order of the partners. State 0 is that of an empty home.
 */
export async function filingsBetween(w: Warehouse, from: number, to: number): Promise<FilingChange[]> {
	const rows = await w.read<Omit<FilingChange, 'did'> & { was: boolean; is: boolean }>(
		`SELECT s.partner, coalesce(any_value(p.name), s.partner) AS name, s.dataset, s.period,
			bool_or(t.state = $1) AS was, bool_or(t.state = $2) AS "is"
		FROM main.state_submissions AS t
		JOIN main.submissions AS s USING (submission_id)
		LEFT JOIN main.partners AS p USING (partner)
		WHERE t.state IN ($1, $2)
		GROUP BY s.partner, s.dataset, s.period
		HAVING count(DISTINCT s.submission_id) > 1 OR count(*) = 1
		ORDER BY any_value(p.partner_order), s.partner, s.period, s.dataset`,
		[from, to]
	);
	if (from === to) return [];
	return rows.map(({ was, is, ...place }) => ({
		...place,
		did: was && is ? 'replaced' : is ? 'filed' : 'left'
	}));
}

/** Who of the partners behind a state has filed for its latest quarter, and who has not; nothing of an empty state. */
export async function filingStanding(w: Warehouse, state: number): Promise<FilingStanding | null> {
	const rows = await w.read<{ name: string; last: Quarter; exports: number }>(
		`SELECT coalesce(any_value(p.name), s.partner) AS name, max(s.period) AS last, count(*)::INTEGER AS exports
		FROM main.state_submissions AS t
		JOIN main.submissions AS s USING (submission_id)
		LEFT JOIN main.partners AS p USING (partner)
		WHERE t.state = $1
		GROUP BY s.partner
		ORDER BY any_value(p.partner_order), s.partner`,
		[state]
	);
	const period = rows
		.map(({ last }) => last)
		.sort()
		.at(-1);
	if (period === undefined) return null;
	const names = (isThere: boolean) =>
		rows.filter(({ last }) => (last === period) === isThere).map(({ name }) => name);
	return {
		period,
		filed: names(true),
		missing: names(false),
		exports: rows.reduce((sum, row) => sum + row.exports, 0)
	};
}
