import type { MatrixLine } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';

/** A line as the database hands it out: its award beside it. */
type StoredLine = Omit<MatrixLine, 'award'> & {
	award_name: string | null;
	award_start: string | null;
	award_end: string | null;
};

/** Every line of the matrix in a state, those that have ended or are to come included, in the order of services and partners. */
export async function readLines(w: Warehouse, state: number): Promise<MatrixLine[]> {
	const rows = await w.read<StoredLine>(LINES, [], state);
	return rows.map(({ award_name, award_start, award_end, ...line }) => ({
		...line,
		award:
			award_start !== null && award_end !== null
				? { name: award_name ?? line.award_id ?? '', start_date: award_start, end_date: award_end }
				: null
	}));
}

/** An award is what its latest period says, then the first partner in the order, as everywhere. */
const LINES = `
WITH awards AS (
	SELECT a.award_id, a.name, a.start_date, a.end_date
	FROM staging.current_awards AS a
	LEFT JOIN main.partners AS p USING (partner)
	QUALIFY row_number() OVER (PARTITION BY a.award_id ORDER BY a.period DESC, p.partner_order, a.partner) = 1
)
SELECT
	o.offering_id, o.offering_partner, o.award_id, o.service, o.population, o.status, o.condition, o.needs_approval,
	o.cap_usd::DOUBLE AS cap_usd, o.cap_period, o.capacity_per_quarter, o.unit_cost_usd::DOUBLE AS unit_cost_usd,
	o.wait_days, o.authority, o.from_date::VARCHAR AS from_date, o.to_date::VARCHAR AS to_date,
	o.verified_date::VARCHAR AS verified_date, o.partner, o.period, o.submission_id, o.source_row,
	awards.name AS award_name, awards.start_date::VARCHAR AS award_start, awards.end_date::VARCHAR AS award_end
FROM staging.current_offerings AS o
LEFT JOIN awards USING (award_id)
LEFT JOIN main.partners AS p ON p.partner = o.offering_partner
ORDER BY o.service, p.partner_order NULLS LAST, o.offering_partner, o.population, o.partner, o.offering_id`;
