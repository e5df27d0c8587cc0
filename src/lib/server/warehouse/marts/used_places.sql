-- one row per quarter, service, partner and award (the empty code for none) where a paying line has a capacity: the people who were served
SELECT service, partner, coalesce(award, ''::mart.award) AS award, quarter_index, count(DISTINCT person_no) AS people
FROM mart.fct_deliveries
WHERE (service, partner) IN (
	SELECT (service, offering_partner) FROM mart.offering_lines WHERE capacity IS NOT NULL AND may_pay
)
GROUP BY ALL
