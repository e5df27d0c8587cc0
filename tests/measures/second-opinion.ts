import type { Warehouse } from '$lib/server/warehouse';

/** The measures counted once more, straight from the live views and without any mart, one plain question each. */
export const SECOND_OPINIONS: Opinion[] = [];

interface Opinion {
	measure: string;
	by: string[];
	/** Column of the measure's rows that is compared. */
	column: 'numerator' | 'denominator' | 'value';
	sql: string;
}

const QUARTERS = `quarters AS (
	SELECT DISTINCT s.period AS quarter,
		make_date(left(s.period, 4)::INT, right(s.period, 1)::INT * 3 - 2, 1) AS a,
		last_day(make_date(left(s.period, 4)::INT, right(s.period, 1)::INT * 3, 1)) AS z
	FROM main.state_submissions t JOIN main.submissions s USING (submission_id)
	WHERE t.state = getvariable('state')
)`;

/** Who was with whom in a quarter, said three times. */
const PRESENT = `present AS (
	SELECT quarter, person_key, partner FROM staging.live_enrollments e, quarters
	WHERE start_date <= z AND (e.status = 'active' OR greatest(start_date, coalesce(end_date, credential_date,
		last_day(make_date(left(period, 4)::INT, right(period, 1)::INT * 3, 1)))) >= a)
	UNION ALL
	SELECT quarter, person_key, partner FROM staging.live_deliveries, quarters WHERE status = 'delivered' AND date BETWEEN a AND z
	UNION ALL
	SELECT quarter, person_key, partner FROM staging.live_needs n, quarters
	WHERE identified_date <= z AND (n.status = 'open' OR
		coalesce(closed_date, last_day(make_date(left(period, 4)::INT, right(period, 1)::INT * 3, 1))) >= a)
)`;

const SAID = `said AS (
	SELECT k.person_key, r.period, unnest(list_filter(
		[CASE WHEN is_tanf THEN 'tanf' END, CASE WHEN is_low_income THEN 'low_income' END, CASE WHEN is_refugee THEN 'refugee' END],
		lambda code: code IS NOT NULL)) AS population
	FROM staging.stg_participants r
	JOIN main.state_submissions s ON s.submission_id = r.submission_id AND s.state = getvariable('state')
	JOIN main.participant_keys k ON k.partner = r.partner AND k.participant_id = r.participant_id
), member AS (
	SELECT DISTINCT person_key, quarter, population FROM said, quarters WHERE period <= quarter
	UNION ALL
	SELECT person_key, quarter, 'none' FROM (SELECT DISTINCT person_key FROM main.participant_keys) p, quarters
	WHERE NOT EXISTS (SELECT 1 FROM said WHERE said.person_key = p.person_key AND said.period <= quarters.quarter)
)`;

const NEEDY = `needy AS (
	SELECT quarter, z, person_key, service, partner, identified_date, n.status = 'met' AND
		coalesce(closed_date, last_day(make_date(left(period, 4)::INT, right(period, 1)::INT * 3, 1))) <= z AS is_met
	FROM staging.live_needs n, quarters
	WHERE identified_date <= z AND (n.status = 'open' OR
		coalesce(closed_date, last_day(make_date(left(period, 4)::INT, right(period, 1)::INT * 3, 1))) >= a)
), judged AS (
	SELECT n.*, is_met OR EXISTS (
		SELECT 1 FROM staging.live_deliveries d
		WHERE d.person_key = n.person_key AND d.service = n.service AND d.status = 'delivered'
		AND d.date >= n.identified_date AND d.date <= n.z
	) AS is_covered
	FROM needy n
)`;

const FIRSTS = `firsts AS (
	SELECT e.*, row_number() OVER (PARTITION BY person_key ORDER BY start_date, p.partner_order, enrollment_id) AS place,
		greatest(start_date, coalesce(end_date, credential_date,
			last_day(make_date(left(period, 4)::INT, right(period, 1)::INT * 3, 1)))) AS ended,
		(SELECT max(z) FROM quarters) AS data_end
	FROM staging.live_enrollments e LEFT JOIN main.partners p USING (partner)
	WHERE coalesce(is_health, true) AND start_date <= (SELECT max(z) FROM quarters)
), stays AS (
	SELECT *, CASE WHEN ended > data_end THEN 'active' ELSE status END AS standing FROM firsts WHERE place = 1
)`;

function opinion(measure: string, by: string[], column: Opinion['column'], sql: string): void {
	SECOND_OPINIONS.push({ measure, by, column, sql });
}

opinion(
	'people_served',
	[],
	'value',
	`WITH ${QUARTERS}, ${PRESENT} SELECT count(DISTINCT person_key) AS n FROM present`
);
opinion(
	'people_served',
	['quarter', 'partner'],
	'value',
	`WITH ${QUARTERS}, ${PRESENT}
	SELECT quarter, partner, count(DISTINCT person_key) AS n FROM present GROUP BY quarter, partner`
);
opinion(
	'people_served',
	['quarter', 'partner', 'population'],
	'value',
	`WITH ${QUARTERS}, ${PRESENT}, ${SAID}
	SELECT quarter, partner, population, count(DISTINCT person_key) AS n
	FROM present JOIN member USING (person_key, quarter) GROUP BY ALL`
);
opinion(
	'people_served',
	['partner', 'population'],
	'value',
	`WITH ${QUARTERS}, ${PRESENT}, ${SAID}
	SELECT partner, population, count(DISTINCT person_key) AS n
	FROM present JOIN member USING (person_key, quarter) GROUP BY ALL`
);
opinion(
	'people_served',
	['quarter', 'sex', 'age_band'],
	'value',
	`WITH ${QUARTERS}, ${PRESENT},
	known AS (
		SELECT k.person_key, first(sex ORDER BY r.period DESC, p.partner_order, r.participant_id) AS sex
		FROM staging.stg_participants r
		JOIN main.state_submissions s ON s.submission_id = r.submission_id AND s.state = getvariable('state')
		JOIN main.participant_keys k ON k.partner = r.partner AND k.participant_id = r.participant_id
		JOIN main.partners p ON p.partner = r.partner
		WHERE sex IS NOT NULL AND sex <> 'unknown' GROUP BY k.person_key
	)
	SELECT quarter, coalesce(sex, 'unknown') AS sex, coalesce(age_band, 'unknown') AS age_band, count(*) AS n
	FROM (SELECT DISTINCT quarter, person_key FROM present) LEFT JOIN known USING (person_key)
	LEFT JOIN (SELECT *, (index // 4) || 'Q' || (index % 4 + 1) AS quarter FROM (
		SELECT person_key, age_band, unnest(range(from_index, to_index + 1)) AS index FROM mart.person_ages
	)) USING (person_key, quarter) GROUP BY ALL`
);
opinion(
	'service_need',
	['quarter', 'service'],
	'value',
	`WITH ${QUARTERS}, ${NEEDY}
	SELECT quarter, service, count(DISTINCT person_key) AS n FROM needy GROUP BY ALL`
);
opinion(
	'service_need',
	['quarter', 'service', 'population'],
	'value',
	`WITH ${QUARTERS}, ${SAID}, ${NEEDY}
	SELECT quarter, service, population, count(DISTINCT person_key) AS n
	FROM needy JOIN member USING (person_key, quarter) GROUP BY ALL`
);
opinion(
	'service_need',
	['partner'],
	'value',
	`WITH ${QUARTERS}, ${NEEDY}
	SELECT partner, count(DISTINCT person_key) AS n FROM needy GROUP BY ALL`
);
opinion(
	'need_coverage',
	['quarter', 'service'],
	'numerator',
	`WITH ${QUARTERS}, ${NEEDY}
	SELECT quarter, service, count(DISTINCT person_key) FILTER (is_covered) AS n FROM judged GROUP BY ALL`
);
opinion(
	'need_coverage',
	['population'],
	'numerator',
	`WITH ${QUARTERS}, ${SAID}, ${NEEDY}
	SELECT population, count(DISTINCT person_key) FILTER (is_covered) AS n
	FROM judged JOIN member USING (person_key, quarter) GROUP BY ALL`
);
opinion(
	'need_coverage',
	[],
	'numerator',
	`WITH ${QUARTERS}, ${NEEDY}
	SELECT count(DISTINCT person_key) FILTER (is_covered) AS n FROM judged`
);
opinion(
	'completion_rate',
	['start_quarter', 'program'],
	'denominator',
	`WITH ${QUARTERS}, ${FIRSTS}
	SELECT year(start_date) || 'Q' || quarter(start_date) AS start_quarter, program, count(*) AS n FROM stays GROUP BY ALL`
);
opinion(
	'completion_rate',
	['program'],
	'numerator',
	`WITH ${QUARTERS}, ${FIRSTS}
	SELECT program, count(*) FILTER (standing = 'completed') AS n FROM stays GROUP BY ALL`
);
opinion(
	'employed_at_exit',
	['quarter'],
	'denominator',
	`WITH ${QUARTERS}, ${EXITS()}
	SELECT quarter, count(*) FILTER (NOT (has_outcome AND NOT is_due)) AS n FROM exits GROUP BY ALL`
);
opinion(
	'employed_at_exit',
	['quarter'],
	'numerator',
	`WITH ${QUARTERS}, ${EXITS()}
	SELECT quarter, count(*) FILTER (is_employed) AS n FROM exits GROUP BY ALL`
);
opinion(
	'employed_at_exit_health',
	[],
	'numerator',
	`WITH ${QUARTERS}, ${EXITS()}
	SELECT count(*) FILTER (is_employed AND is_health) AS n FROM exits`
);
opinion(
	'spend',
	['quarter', 'award', 'service'],
	'value',
	`SELECT quarter, award_id AS award, service, sum(spent_usd)::DOUBLE AS n
	FROM staging.live_expenditures GROUP BY ALL`
);
opinion(
	'unit_cost',
	['service', 'award'],
	'denominator',
	`WITH ${QUARTERS}
	SELECT service, coalesce(award_id, 'none') AS award, count(DISTINCT person_key) AS n
	FROM staging.live_deliveries, quarters
	WHERE status = 'delivered' AND date BETWEEN a AND z AND amount_usd > 0 GROUP BY ALL`
);

opinion(
	'cost_per_participant',
	['start_quarter', 'program'],
	'numerator',
	`WITH ${QUARTERS}, ${FIRSTS}
	SELECT year(start_date) || 'Q' || quarter(start_date) AS start_quarter, program, sum(amount_usd)::DOUBLE AS n
	FROM stays s, staging.live_deliveries d
	WHERE d.person_key = s.person_key AND d.status = 'delivered' AND d.amount_usd > 0 AND d.date <= data_end GROUP BY ALL`
);
opinion(
	'demand',
	['quarter', 'service'],
	'numerator',
	`WITH ${QUARTERS}, ${NEEDY}
	SELECT coming.quarter, service, count(DISTINCT (person_key, needy.quarter)) / 3 AS n
	FROM needy, (SELECT unnest(['2015Q4', '2016Q1', '2016Q2', '2016Q3', '2016Q4', '2017Q1', '2017Q2', '2017Q3']) AS quarter) AS coming
	GROUP BY ALL`
);

function EXITS(): string {
	return `ends AS (
		SELECT s.partner, max(last_day(make_date(left(s.period, 4)::INT, right(s.period, 1)::INT * 3, 1))) AS told
		FROM main.state_submissions t JOIN main.submissions s USING (submission_id)
		WHERE t.state = getvariable('state') GROUP BY ALL
	), services AS (
		SELECT person_key, partner, start_date AS began, CASE WHEN status = 'active' THEN told ELSE greatest(start_date, coalesce(end_date, credential_date,
			last_day(make_date(left(period, 4)::INT, right(period, 1)::INT * 3, 1)))) END AS served, told
		FROM staging.live_enrollments JOIN ends USING (partner)
		UNION ALL
		SELECT person_key, partner, date, date, told FROM staging.live_deliveries JOIN ends USING (partner) WHERE status = 'delivered'
	), last_served AS (
		SELECT person_key, served, max(told) AS told FROM services s
		WHERE served = (SELECT max(served) FROM services o WHERE o.person_key = s.person_key) GROUP BY ALL
	), filed AS (
		SELECT person_key, max(exit_date) AS left_on FROM staging.live_participants
		WHERE exit_date <= (SELECT max(z) FROM quarters) GROUP BY person_key
	), kept AS (
		SELECT * FROM filed WHERE NOT EXISTS (
			SELECT 1 FROM services s WHERE s.person_key = filed.person_key AND served > left_on AND began <= left_on + 90
		)
	), gone AS (
		SELECT person_key, left_on FROM kept
		UNION ALL
		SELECT person_key, served FROM last_served
		WHERE date_diff('day', served, told) >= 90 AND person_key NOT IN (SELECT person_key FROM kept)
	), exits AS (
		SELECT quarter,
			EXISTS (SELECT 1 FROM staging.live_outcomes o WHERE o.person_key = g.person_key AND point = 'exit') AS has_outcome,
			EXISTS (SELECT 1 FROM staging.live_outcomes o WHERE o.person_key = g.person_key AND point = 'exit' AND is_employed IS NOT NULL) AS is_due,
			coalesce((SELECT first(is_employed ORDER BY observed_date DESC, is_employed DESC) FROM staging.live_outcomes o
				WHERE o.person_key = g.person_key AND point = 'exit' AND is_employed IS NOT NULL), false) AS is_employed,
			coalesce((SELECT first(coalesce(is_health_job, false) ORDER BY observed_date DESC, coalesce(is_health_job, false) DESC)
				FROM staging.live_outcomes o WHERE o.person_key = g.person_key AND point = 'exit' AND is_employed), false) AS is_health
		FROM gone g JOIN quarters ON left_on BETWEEN a AND z
	)`;
}

/** Counts of a second opinion by the values of its breakdowns; combinations with nobody are left out. */
export async function secondOpinion(w: Warehouse, { by, sql }: Opinion): Promise<Record<string, number>> {
	const rows = await w.read<Record<string, string | number>>(sql);
	const counted = rows.map((row) => [by.map((name) => row[name]).join('/'), Number(row.n)] as const);
	return Object.fromEntries(counted.filter(([, count]) => count !== 0));
}
