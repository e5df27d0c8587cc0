-- one row per line of the service matrix, population it is open to, and quarter in which its own and its award's dates are live
WITH lines AS (
	SELECT
		o.partner || '/' || o.offering_id AS offering, o.offering_partner::mart.partner AS offering_partner,
		o.award_id::mart.award AS award, o.service::mart.service AS service, o.status,
		o.status IN ('pays', 'pays_with_conditions') AS may_pay,
		o.capacity_per_quarter AS capacity, o.unit_cost_usd::DOUBLE AS unit_cost_usd,
		o.condition, o.needs_approval, o.cap_usd::DOUBLE AS cap_usd, o.cap_period, o.wait_days, o.authority, o.verified_date::VARCHAR AS verified_date,
		o.from_date, o.to_date,
		unnest(CASE WHEN o.population = 'any' THEN ['tanf', 'low_income', 'refugee', 'none'] ELSE [o.population] END)::mart.population AS population
	FROM staging.current_offerings o
)
SELECT l.* EXCLUDE (from_date, to_date), q.quarter_index, q.is_published
FROM lines l
JOIN mart.dim_quarters q ON l.from_date <= q.last_day AND (l.to_date IS NULL OR l.to_date >= q.first_day)
LEFT JOIN mart.dim_awards a ON a.award = l.award
WHERE a.award IS NULL OR (a.start_date <= q.last_day AND a.end_date >= q.first_day)
