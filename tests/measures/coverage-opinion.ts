/**
 * The measures of coverage counted once more, straight from the live views and without any mart: person by person,
 * with correlated questions where the marts use windows and joins.
 */
export interface CoverageOpinion {
	measure: string;
	by: string[];
	/** Columns of the measure's rows that are compared, by the column of the second count. */
	columns: string[];
	sql: string;
}

const QUARTER_END = (period: string) =>
	`last_day(make_date(left(${period}, 4)::INT, right(${period}, 1)::INT * 3, 1))`;

const BASE = `quarters AS (
	SELECT DISTINCT period AS quarter, make_date(left(period, 4)::INT, right(period, 1)::INT * 3 - 2, 1) AS a, ${QUARTER_END('period')} AS z
	FROM main.submissions WHERE submission_id IN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state'))
), said AS (
	SELECT person_key, period, code AS population FROM (
		SELECT k.person_key, r.period, r.is_tanf AS tanf, r.is_low_income AS low_income, r.is_refugee AS refugee
		FROM staging.stg_participants r JOIN main.participant_keys k USING (partner, participant_id)
		WHERE r.submission_id IN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state'))
	) UNPIVOT (yes FOR code IN (tanf, low_income, refugee)) WHERE yes
), persons AS (
	SELECT DISTINCT person_key FROM main.participant_keys
), member AS (
	SELECT DISTINCT s.person_key, q.quarter, s.population FROM said s, quarters q WHERE s.period <= q.quarter
	UNION ALL
	SELECT p.person_key, q.quarter, 'none' FROM persons p, quarters q
	WHERE (p.person_key, q.quarter) NOT IN (SELECT s.person_key, o.quarter FROM said s, quarters o WHERE s.period <= o.quarter)
), needs AS (
	SELECT person_key, service, identified_date AS since, status, urgency,
		CASE WHEN status = 'open' THEN DATE '9999-12-31' ELSE coalesce(closed_date, ${QUARTER_END('period')}) END AS closed
	FROM staging.live_needs
), gifts AS (
	SELECT person_key, service, date FROM staging.live_deliveries WHERE status = 'delivered'
), each_need AS (
	SELECT q.quarter, q.z, n.*,
		(SELECT min(g.date) FROM gifts g WHERE g.person_key = n.person_key AND g.service = n.service AND g.date BETWEEN n.since AND q.z) AS given,
		CASE WHEN n.status = 'met' AND n.closed <= q.z THEN greatest(n.closed, n.since) END AS met
	FROM needs n, quarters q WHERE n.since <= q.z AND n.closed >= q.a
), open_need AS (
	SELECT quarter, person_key, service, count(given) + count(met) > 0 AS covered,
		min(since) AS since, least(min(given), min(met)) - min(since) AS wait,
		max(greatest(since, least(closed, z))) - min(since) AS watched,
		max(CASE urgency WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END) AS urgency
	FROM each_need GROUP BY quarter, person_key, service
), pairs AS (
	SELECT o.*, m.population FROM open_need o JOIN member m USING (quarter, person_key)
)`;

const LINES = `award AS (
	SELECT award_id, arg_max(start_date, period || lpad((999 - coalesce(partner_order, 999))::VARCHAR, 3, '0')) AS starts,
		arg_max(end_date, period || lpad((999 - coalesce(partner_order, 999))::VARCHAR, 3, '0')) AS ends
	FROM staging.live_awards LEFT JOIN main.partners USING (partner) GROUP BY award_id
), populations AS (
	SELECT unnest(['tanf', 'low_income', 'refugee', 'none']) AS population
), line AS (
	SELECT q.quarter, o.partner || ' ' || o.offering_id AS id, o.service, p.population, o.status, o.offering_partner, o.award_id,
		o.capacity_per_quarter AS capacity, o.status LIKE 'pays%' AS pays
	FROM staging.live_offerings o JOIN quarters q ON o.from_date <= q.z AND coalesce(o.to_date, q.a) >= q.a
	JOIN populations p ON o.population IN ('any', p.population)
	LEFT JOIN award w ON w.award_id = o.award_id
	WHERE w.award_id IS NULL OR (w.starts <= q.z AND w.ends >= q.a)
)`;

const REASONS = `unmet AS (
	SELECT quarter, service, population, count(*) AS people FROM pairs WHERE NOT covered GROUP BY ALL
), spare AS (
	SELECT l.quarter, l.id, l.service, l.population, l.capacity IS NULL AS endless, coalesce(u.people, 0) AS waiting,
		greatest(0, l.capacity - (SELECT count(DISTINCT d.person_key) FROM staging.live_deliveries d, quarters q
			WHERE q.quarter = l.quarter AND d.date BETWEEN q.a AND q.z AND d.status = 'delivered' AND d.service = l.service
			AND d.partner = l.offering_partner AND d.award_id IS NOT DISTINCT FROM l.award_id)) AS spare
	FROM line l LEFT JOIN unmet u USING (quarter, service, population) WHERE l.pays
), share AS (
	SELECT s.*, (SELECT sum(o.waiting) FROM spare o WHERE o.id = s.id AND o.quarter = s.quarter) AS claims FROM spare s
), cut AS (
	SELECT *, CASE WHEN claims > 0 THEN (spare * waiting) // claims ELSE 0 END AS whole,
		CASE WHEN claims > 0 THEN (spare * waiting) % claims ELSE -1 END AS part FROM share
), dealt AS (
	SELECT c.*, whole + CASE WHEN (SELECT count(*) FROM cut o WHERE o.id = c.id AND o.quarter = c.quarter
			AND (o.part > c.part OR (o.part = c.part AND o.population < c.population)))
		< spare - (SELECT sum(o.whole) FROM cut o WHERE o.id = c.id AND o.quarter = c.quarter) THEN 1 ELSE 0 END AS places
	FROM cut c
), queue AS (
	SELECT p.*, 1 + (SELECT count(*) FROM pairs o WHERE NOT o.covered AND o.quarter = p.quarter AND o.service = p.service
		AND o.population = p.population AND (o.urgency > p.urgency OR (o.urgency = p.urgency
			AND (o.since < p.since OR (o.since = p.since AND o.person_key < p.person_key))))) AS turn
	FROM pairs p WHERE NOT covered
), reasons AS (
	SELECT quarter, person_key, service, population, CASE
		WHEN EXISTS (FROM line l WHERE l.pays AND l.quarter = w.quarter AND l.service = w.service AND l.population = w.population) THEN
			CASE WHEN EXISTS (FROM dealt d WHERE d.endless AND d.quarter = w.quarter AND d.service = w.service AND d.population = w.population) THEN 1
				WHEN turn <= (SELECT sum(places) FROM dealt d WHERE d.quarter = w.quarter AND d.service = w.service AND d.population = w.population) THEN 1
				ELSE 2 END
		WHEN EXISTS (FROM line l WHERE l.status = 'unknown' AND l.quarter = w.quarter AND l.service = w.service AND l.population = w.population)
			OR NOT EXISTS (FROM staging.live_offerings o WHERE o.service = w.service AND o.population IN ('any', w.population)) THEN 3
		ELSE 4 END AS level
	FROM queue w
	UNION ALL SELECT quarter, person_key, service, population, 0 FROM pairs WHERE covered
)`;

/** People by the mildest of their reasons: whoever is covered anywhere in the place has none. */
function reasonsBy(by: string[]): string {
	const place = by.map((name) => `${name}, `).join('');
	return `WITH ${BASE}, ${LINES}, ${REASONS}, mildest AS (
		SELECT ${place}person_key, min(level) AS level FROM reasons GROUP BY ALL
	)
	SELECT ${place}['delivery', 'capacity', 'unknown', 'rule'][level] AS reason, count(*) AS value
	FROM mildest WHERE level > 0 GROUP BY ALL`;
}

/** Kaplan-Meier by a product over all days on which somebody was served. */
function waitsBy(by: string[]): string {
	const place = by.map((name) => `${name}, `).join('');
	const same = (one: string, other: string) =>
		by.map((name) => `AND ${one}.${name} = ${other}.${name}`).join(' ');
	const from = by.includes('population') ? 'pairs' : 'open_need';
	return `WITH ${BASE}, own AS (
		SELECT ${place}person_key, min(wait) AS wait, max(watched) AS watched FROM ${from} GROUP BY ALL
	), seen AS (SELECT *, coalesce(wait, watched) AS until FROM own
	), days AS (
		SELECT DISTINCT ${place}until AS day FROM seen
	), risk AS (
		SELECT d.*, (SELECT count(*) FROM seen s WHERE s.until >= d.day ${same('s', 'd')}) AS n,
			(SELECT count(*) FROM seen s WHERE s.wait = d.day ${same('s', 'd')}) AS e FROM days d
	), curve AS (
		SELECT r.*, (SELECT product(1 - o.e / o.n) FROM risk o WHERE o.day <= r.day ${same('o', 'r')}) AS s FROM risk r
	), reached AS (
		SELECT ${place}min(day) FILTER (s <= 0.5 + 1e-8) AS first, min(day) FILTER (s < 0.5 - 1e-8) AS below, max(day) AS last
		FROM curve GROUP BY ALL
	)
	SELECT ${by.map((name) => `r.${name}, `).join('')}CASE WHEN first = below OR first IS NULL THEN first ELSE (first + coalesce(below, last)) / 2 END AS value,
		(SELECT count(*) FROM seen s WHERE true ${same('s', 'r')}) AS denominator,
		(SELECT count(wait) FROM seen s WHERE true ${same('s', 'r')}) AS numerator,
		1 - coalesce((SELECT min(s) FROM curve c WHERE c.day <= 30 ${same('c', 'r')}), 1) AS met_30_days_share
	FROM reached r`;
}

const ANSWERED = `answers AS (
	SELECT DISTINCT q.quarter, d.person_key, d.service, d.partner FROM staging.live_deliveries d JOIN quarters q ON d.date BETWEEN q.a AND q.z
	WHERE d.status IN ('denied', 'approved', 'delivered')
), judged AS (
	SELECT *, EXISTS (FROM staging.live_deliveries d, quarters q WHERE q.quarter = a.quarter AND d.date BETWEEN q.a AND q.z
		AND d.person_key = a.person_key AND d.service = a.service AND d.partner = a.partner AND d.status IN ('approved', 'delivered')) AS granted
	FROM answers a
)`;

function denialsBy(by: string[]): string {
	const place = by.map((name) => `${name}, `).join('');
	return `WITH ${BASE}, ${ANSWERED} SELECT ${place}count(*) AS denominator, count(*) FILTER (NOT granted) AS numerator FROM judged GROUP BY ALL`;
}

/** Places of paying lines against people in need, pair by pair. */
function roomBy(by: string[]): string {
	return `WITH ${BASE}, ${LINES}, needed AS (
		SELECT ${by.join(', ')}, count(DISTINCT person_key) AS people FROM ${by.includes('population') ? 'pairs' : 'open_need'} GROUP BY ALL
	)
	SELECT n.* EXCLUDE (people), people AS denominator, CASE
		WHEN EXISTS (FROM line l WHERE l.pays AND l.capacity IS NULL AND ${by.map((name) => `l.${name} = n.${name}`).join(' AND ')}) THEN people
		ELSE least(people, coalesce((SELECT sum(capacity) FROM (SELECT DISTINCT id, capacity FROM line l WHERE l.pays
			AND ${by.map((name) => `l.${name} = n.${name}`).join(' AND ')})), 0)) END AS numerator
	FROM needed n`;
}

const NOMINAL = `WITH ${BASE}, ${LINES}, needed AS (SELECT DISTINCT quarter, service, population FROM pairs)
	SELECT quarter, service, count(*) AS denominator, count(*) FILTER (EXISTS (
		FROM line l WHERE l.pays AND l.quarter = n.quarter AND l.service = n.service AND l.population = n.population
	)) AS numerator FROM needed n GROUP BY quarter, service`;

const SINGLE = `WITH ${BASE}, ${LINES}
	SELECT service, population, CASE WHEN count(DISTINCT coalesce(award_id, '')) = 1 AND bool_and(award_id IS NOT NULL) THEN 1 ELSE 0 END AS value
	FROM line WHERE pays AND quarter = (SELECT max(quarter) FROM quarters) GROUP BY ALL`;

const COVERED = (by: string[]) => `WITH ${BASE}, own AS (
		SELECT ${by.map((name) => `${name}, `).join('')}person_key, bool_or(covered) AS covered
		FROM ${by.includes('population') ? 'pairs' : 'open_need'} GROUP BY ALL
	) SELECT ${by.map((name) => `${name}, `).join('')}count(*) AS denominator, count(*) FILTER (covered) AS numerator FROM own GROUP BY ALL`;

const rate = ['numerator', 'denominator'];
const waits = ['value', 'numerator', 'denominator'];

const PAIR = ['quarter', 'service', 'population'];

/** One question each; the reasons and waits also in totals, where a person counts once. */
export const COVERAGE_OPINIONS: CoverageOpinion[] = [
	...[[], ['service'], ['quarter', 'population'], PAIR].map((by) => ({
		measure: 'need_coverage',
		by,
		columns: rate,
		sql: COVERED(by)
	})),
	...[[], ['service'], ['quarter', 'service'], PAIR].map((by) => ({
		measure: 'gap_reason',
		by,
		columns: ['value'],
		sql: reasonsBy(by)
	})),
	...[[], ['quarter'], ['population'], ['quarter', 'service'], PAIR].map((by) => ({
		measure: 'days_to_service',
		by,
		columns: waits,
		sql: waitsBy(by)
	})),
	...[[], ['partner'], ['quarter', 'service'], ['service', 'partner']].map((by) => ({
		measure: 'denials',
		by,
		columns: rate,
		sql: denialsBy(by)
	})),
	...[PAIR, ['quarter', 'service']].map((by) => ({
		measure: 'capacity_coverage',
		by,
		columns: rate,
		sql: roomBy(by)
	})),
	{ measure: 'nominal_coverage', by: ['quarter', 'service'], columns: rate, sql: NOMINAL },
	{ measure: 'single_source', by: ['service', 'population'], columns: ['value'], sql: SINGLE },
	{
		measure: 'requests_granted',
		by: ['quarter', 'partner'],
		columns: ['value'],
		sql: `WITH ${BASE}, ${ANSWERED} SELECT quarter, partner, count(*) FILTER (granted) AS value FROM judged GROUP BY ALL`
	}
];
