-- one row per person, published quarter, service and partner whose file records a need that is open in the quarter
WITH needs AS MATERIALIZED (
	SELECT
		row_number() OVER () AS need_no, p.person_no, n.service::mart.service AS service, n.partner::mart.partner AS partner, n.identified_date, n.status = 'met' AS is_met,
		CASE n.urgency WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END AS urgency,
		CASE WHEN n.status <> 'open' THEN coalesce(
			n.closed_date,
			(make_date(left(n.period, 4)::INTEGER, right(n.period, 1)::INTEGER * 3 - 2, 1) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE
		) END AS closed_on
	FROM staging.current_needs n
	JOIN mart.dim_participants p USING (partner, participant_id)
), given AS (
	SELECT n.need_no, min(d.given_on) AS given_on
	FROM needs n
	JOIN mart.fct_deliveries d ON d.person_no = n.person_no AND d.service = n.service AND d.given_on >= n.identified_date
	GROUP BY n.need_no
)
SELECT
	n.person_no,
	q.quarter_index,
	n.service,
	n.partner,
	max(n.urgency)::TINYINT AS urgency,
	min(n.identified_date) AS identified_on,
	bool_or(coalesce(g.given_on <= q.last_day, false) OR (n.is_met AND n.closed_on <= q.last_day)) AS is_covered,
	bool_or(coalesce(g.given_on <= q.last_day, false)) AS is_in_ledger,
	min(least(
		CASE WHEN g.given_on <= q.last_day THEN g.given_on END,
		CASE WHEN n.is_met AND n.closed_on <= q.last_day THEN greatest(n.closed_on, n.identified_date) END
	)) AS served_on,
	max(greatest(least(n.closed_on, q.last_day), n.identified_date)) AS watched_until
FROM needs n
LEFT JOIN given g USING (need_no)
JOIN mart.dim_quarters q
	ON q.is_published AND n.identified_date <= q.last_day AND (n.closed_on IS NULL OR n.closed_on >= q.first_day)
GROUP BY ALL
