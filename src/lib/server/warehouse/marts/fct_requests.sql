-- one row per person, published quarter, service and partner that answered a request in it: 0 delivered, 1 approved, 2 denied, and the reason of that (the first of several)
WITH answered AS (
	SELECT person_no, quarter_index, service, partner, 0::TINYINT AS outcome, NULL::mart.denial_reason AS reason
	FROM mart.fct_deliveries
	UNION ALL
	SELECT
		p.person_no, (year(d.date) * 4 + quarter(d.date) - 1)::INTEGER, d.service::mart.service, d.partner::mart.partner,
		CASE d.status WHEN 'approved' THEN 1 ELSE 2 END::TINYINT,
		CASE d.status WHEN 'denied' THEN coalesce(d.denial_reason, 'unknown') END::mart.denial_reason
	FROM staging.current_deliveries d
	JOIN mart.dim_participants p USING (partner, participant_id)
	WHERE d.status IN ('approved', 'denied')
)
SELECT person_no, quarter_index, service, partner,
	min(outcome) AS outcome, CASE WHEN min(outcome) = 2 THEN min(reason) END AS reason
FROM answered
SEMI JOIN (SELECT quarter_index FROM mart.dim_quarters WHERE is_published) USING (quarter_index)
GROUP BY ALL
