-- one row per person and population, with the quarters it holds in: from when any partner first said so; none until then
WITH said AS (
	SELECT
		k.person_key, r.is_tanf, r.is_low_income, r.is_refugee,
		left(r.period, 4)::INTEGER * 4 + right(r.period, 1)::INTEGER - 1 AS quarter_index
	FROM staging.stg_participants r
	JOIN main.participant_keys k USING (partner, participant_id)
	WHERE (r.is_tanf OR r.is_low_income OR r.is_refugee)
	AND r.submission_id IN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state'))
), flagged AS (
	SELECT person_key, 'tanf' AS population, min(quarter_index) AS from_index FROM said WHERE is_tanf GROUP BY person_key
	UNION ALL
	SELECT person_key, 'low_income', min(quarter_index) FROM said WHERE is_low_income GROUP BY person_key
	UNION ALL
	SELECT person_key, 'refugee', min(quarter_index) FROM said WHERE is_refugee GROUP BY person_key
), unflagged AS (
	SELECT person_no, min(from_index) AS until_index
	FROM mart.dim_people LEFT JOIN flagged USING (person_key)
	GROUP BY person_no
)
SELECT person_no, population, from_index::INTEGER AS from_index, 1000000 AS to_index
FROM flagged JOIN mart.dim_people USING (person_key)
UNION ALL
SELECT person_no, 'none', 0, coalesce(until_index - 1, 1000000)::INTEGER
FROM unflagged
ORDER BY person_no
