-- one row per person of the state: the last known value of what does not change by quarter, by period, then by partner order
WITH filed AS (
	SELECT
		k.person_key, r.sex, r.race_ethnicity, r.education, r.zip,
		((left(r.period, 4)::BIGINT * 4 + right(r.period, 1)::BIGINT) * 1000 - coalesce(o.partner_order, 999)) * 1048576
			+ (hash(r.participant_id) % 1048576)::BIGINT AS recency
	FROM staging.stg_participants r
	JOIN main.participant_keys k USING (partner, participant_id)
	LEFT JOIN main.partners o USING (partner)
	WHERE r.submission_id IN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state'))
), known AS (
	SELECT
		person_key,
		arg_max(sex, recency) FILTER (sex <> 'unknown') AS sex,
		arg_max(race_ethnicity, recency) FILTER (race_ethnicity <> 'unknown') AS race_ethnicity,
		arg_max(education, recency) FILTER (education <> 'unknown') AS education,
		arg_max(zip, recency) FILTER (zip <> '') AS zip
	FROM filed
	GROUP BY person_key
), everyone AS (
	SELECT person_key FROM known
	UNION SELECT person_key FROM staging.live_enrollments
	UNION SELECT person_key FROM staging.live_needs
	UNION SELECT person_key FROM staging.live_deliveries
	UNION SELECT person_key FROM staging.live_outcomes
)
SELECT
	(row_number() OVER (ORDER BY person_key))::INTEGER AS person_no,
	person_key,
	coalesce(sex, 'unknown') AS sex,
	coalesce(race_ethnicity, 'unknown') AS race_ethnicity,
	coalesce(education, 'unknown') AS education,
	coalesce(zip, 'unknown') AS zip
FROM everyone LEFT JOIN known USING (person_key)
WHERE person_key IS NOT NULL
ORDER BY person_no
