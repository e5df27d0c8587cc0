-- one row per person, published quarter and partner with an enrollment, a delivery or an open need in it
WITH stays AS (
	SELECT e.person_no, q.quarter_index, e.partner
	FROM mart.fct_enrollments e
	JOIN mart.dim_quarters q
		ON q.is_published AND e.start_date <= q.last_day AND (e.ended_on IS NULL OR e.ended_on >= q.first_day)
), gifts AS (
	SELECT DISTINCT d.person_no, d.quarter_index, d.partner
	FROM mart.fct_deliveries d
	SEMI JOIN (SELECT quarter_index FROM mart.dim_quarters WHERE is_published) USING (quarter_index)
)
SELECT person_no, quarter_index, partner FROM stays
UNION SELECT person_no, quarter_index, partner FROM gifts
UNION SELECT person_no, quarter_index, partner FROM mart.fct_needs
