-- one row per partner that published in the state: its place in the order, and the last day it has told us about
SELECT
	s.partner,
	coalesce(any_value(p.partner_order), 999) AS partner_order,
	max(make_date(left(s.period, 4)::INTEGER, right(s.period, 1)::INTEGER * 3 - 2, 1) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS data_end
FROM main.state_submissions t
JOIN main.submissions s USING (submission_id)
LEFT JOIN main.partners p USING (partner)
WHERE t.state = getvariable('state')
GROUP BY s.partner
