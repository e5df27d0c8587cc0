-- one row per person, published quarter and partner with an enrollment, a delivery or an open need in it
WITH stays AS (
	SELECT e.person_no, q.quarter_index, e.partner::mart.partner AS partner
	FROM mart.fct_enrollments e
	JOIN mart.dim_quarters q
		ON q.is_published AND e.start_date <= q.last_day AND (e.ended_on IS NULL OR e.ended_on >= q.first_day)
), presence AS (
	SELECT person_no, quarter_index, partner FROM stays
	UNION ALL
	SELECT person_no, quarter_index, partner FROM mart.fct_deliveries
	UNION ALL
	SELECT person_no, quarter_index, partner FROM mart.fct_needs
)
SELECT DISTINCT person_no, quarter_index, partner
FROM presence
SEMI JOIN (SELECT quarter_index FROM mart.dim_quarters WHERE is_published) USING (quarter_index)
