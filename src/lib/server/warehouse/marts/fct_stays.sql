-- one row per person who began training in the health field: the first stay, how it stood at data end, and the month (k-th after its start), the day and the calendar quarter (both after its start) of that; and whether the person was in a population by the end of the quarter in which the stay began
WITH bounds AS (
	SELECT max(last_day) AS data_end, min(quarter_index) AS first_index FROM mart.dim_quarters WHERE is_published
), firsts AS (
	SELECT e.*, d.data_end AS partner_end
	FROM mart.fct_enrollments e
	JOIN mart.dim_partners d USING (partner)
	WHERE e.is_health AND e.start_date <= (SELECT data_end FROM bounds)
	QUALIFY row_number() OVER (PARTITION BY e.person_no ORDER BY e.start_date, d.partner_order, e.partner, e.enrollment_id) = 1
), stood AS (
	SELECT f.*, b.first_index, b.data_end,
		CASE WHEN f.ended_on > b.data_end THEN 'active' ELSE f.status END AS standing,
		CASE WHEN f.status <> 'active' AND f.ended_on <= b.data_end THEN f.ended_on
			ELSE greatest(f.start_date, least(f.partner_end, b.data_end)) END AS seen_until
	FROM firsts f, bounds b
), dated AS (
	SELECT *, (year(start_date) * 4 + quarter(start_date) - 1)::INTEGER AS start_index, date_diff('month', start_date, seen_until) AS months,
		datediff('day', start_date, (start_date + to_months(1))::DATE) - 30 AS to_30,
		datediff('day', start_date, (start_date + to_months(2))::DATE) - 60 AS to_60,
		datediff('day', start_date, (start_date + to_months(3))::DATE) - 90 AS to_90
	FROM stood
)
SELECT
	s.person_no, s.partner, s.program, s.provider, s.start_date, s.standing,
	year(s.start_date) || 'Q' || quarter(s.start_date) AS start_quarter,
	greatest(s.start_index, s.first_index)::INTEGER AS population_index,
	s.seen_until,
	greatest(1, s.months + CASE WHEN s.start_date + to_months(s.months::INTEGER) >= s.seen_until THEN 0 ELSE 1 END)::INTEGER AS month,
	-- who withdrew: by day 14 (0), 30 (1), 60 (2), 90 (3), later (4)
	CASE WHEN s.standing = 'withdrew' THEN CASE
		WHEN s.seen_until - s.start_date <= 14 THEN 0 WHEN s.seen_until - s.start_date <= 30 THEN 1
		WHEN s.seen_until - s.start_date <= 60 THEN 2 WHEN s.seen_until - s.start_date <= 90 THEN 3 ELSE 4 END END::TINYINT AS withdrew_in,
	(year(s.seen_until) * 4 + quarter(s.seen_until) - 1 - s.start_index)::INTEGER AS quarters,
	-- whether months 1, 2 and 3 all end before day 30, 60 and 90 (-1), or all after (1)
	CASE WHEN greatest(s.to_30, s.to_60, s.to_90) < 0 THEN -1 WHEN least(s.to_30, s.to_60, s.to_90) > 0 THEN 1 ELSE 0 END::TINYINT AS span,
	s.standing = 'active' AND s.partner_end < s.data_end AS is_censored_early,
	p.sex,
	coalesce(a.age_band, 'unknown') AS age_band,
	CASE WHEN p.tanf_from <= greatest(s.start_index, s.first_index) THEN 'yes' ELSE 'no' END AS tanf,
	CASE WHEN p.low_income_from <= greatest(s.start_index, s.first_index) THEN 'yes' ELSE 'no' END AS low_income,
	CASE WHEN p.refugee_from <= greatest(s.start_index, s.first_index) THEN 'yes' ELSE 'no' END AS refugee
FROM dated s
JOIN mart.dim_people p USING (person_no)
LEFT JOIN mart.age_at_start a ON a.partner = s.partner AND a.enrollment_id = s.enrollment_id
ORDER BY s.person_no
