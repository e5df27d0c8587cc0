-- one row per person who left in a published quarter: by the latest exit date filed unless they were served within 90 days after it, else by 90 days without service, dated back to the last
WITH data AS (
	SELECT max(last_day) AS data_end FROM mart.dim_quarters WHERE is_published
), rosters AS (
	SELECT r.partner, r.participant_id,
		arg_max_null(r.exit_date, (left(r.period, 4)::BIGINT * 4 + right(r.period, 1)::BIGINT) * 10000000000 + r.source_row) AS exit_date
	FROM staging.stg_participants r ANTI JOIN main.people_outside USING (partner, participant_id)
	WHERE r.submission_id IN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state'))
	GROUP BY r.partner, r.participant_id
), filed AS (
	SELECT p.person_no, max(r.exit_date) AS exit_on
	FROM rosters r
	JOIN mart.dim_participants p USING (partner, participant_id)
	WHERE r.exit_date <= (SELECT data_end FROM data)
	GROUP BY p.person_no
), services AS (
	SELECT e.person_no, e.partner, e.start_date AS began_on, coalesce(e.ended_on, d.data_end) AS served_on
	FROM mart.fct_enrollments e JOIN mart.dim_partners d USING (partner)
	UNION ALL
	SELECT person_no, partner, given_on, given_on FROM mart.fct_deliveries
), went_on AS (
	SELECT DISTINCT s.person_no FROM services s JOIN filed f USING (person_no)
	WHERE s.served_on > f.exit_on AND s.began_on <= f.exit_on + 90
), quiet AS (
	SELECT
		s.person_no,
		max(s.served_on) AS exit_on,
		arg_max(d.data_end, (s.served_on - DATE '1900-01-01') * 100000::BIGINT + (d.data_end - DATE '1900-01-01')) AS known_until
	FROM (SELECT person_no, partner, max(served_on) AS served_on FROM services GROUP BY ALL) s
	JOIN mart.dim_partners d USING (partner)
	GROUP BY s.person_no
), left_on AS (
	SELECT person_no, coalesce(f.exit_on, CASE WHEN q.exit_on + 90 <= q.known_until THEN q.exit_on END) AS exit_on
	FROM (FROM filed ANTI JOIN went_on USING (person_no)) f FULL JOIN quiet q USING (person_no)
)
SELECT
	x.person_no,
	x.exit_on,
	q.quarter,
	q.quarter_index,
	x.exit_on > (SELECT data_end FROM data) - 90 AS is_provisional,
	coalesce(s.start_quarter, 'none') AS start_quarter,
	coalesce(s.program, 'none') AS program,
	p.sex,
	coalesce(s.age_band, b.age_band, 'unknown') AS age_band
FROM left_on x
JOIN mart.dim_quarters q ON q.is_published AND x.exit_on BETWEEN q.first_day AND q.last_day
JOIN mart.dim_people p USING (person_no)
LEFT JOIN mart.fct_stays s USING (person_no)
LEFT JOIN mart.person_ages b ON b.person_key = p.person_key AND q.quarter_index BETWEEN b.from_index AND b.to_index
ORDER BY x.person_no
