-- one row per stay of a person in a training programme, as last sent; a stay ended without a date ends with the period that said so
WITH stays AS (
	SELECT
		p.person_no, e.partner, e.enrollment_id, e.start_date, e.status,
		coalesce(e.program, 'unknown') AS program,
		coalesce(e.provider, 'unknown') AS provider,
		coalesce(e.is_health, true) AS is_health,
		CASE WHEN e.status <> 'active' THEN coalesce(
			e.end_date,
			e.credential_date,
			(make_date(left(e.period, 4)::INTEGER, right(e.period, 1)::INTEGER * 3 - 2, 1) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE
		) END AS ended
	FROM staging.current_enrollments e
	JOIN mart.dim_participants p USING (partner, participant_id)
)
SELECT * EXCLUDE (ended), greatest(ended, CASE WHEN ended IS NOT NULL THEN start_date END) AS ended_on
FROM stays
