-- one row per person: the last known value of what does not change by quarter (by period, then by partner order), and the quarter from which on a partner said each population
WITH periods AS (
	SELECT s.submission_id, left(s.period, 4)::INTEGER * 4 + right(s.period, 1)::INTEGER - 1 AS quarter_index
	FROM main.state_submissions t JOIN main.submissions s USING (submission_id)
	WHERE t.state = getvariable('state')
), filed AS (
	SELECT p.person_no, s.quarter_index, s.quarter_index * 1000000000::BIGINT - p.place AS recency,
		nullif(r.sex, 'unknown') AS sex, nullif(r.race_ethnicity, 'unknown') AS race_ethnicity,
		nullif(r.education, 'unknown') AS education, nullif(r.zip, '') AS zip, r.is_tanf, r.is_low_income, r.is_refugee
	FROM staging.stg_participants r
	JOIN periods s USING (submission_id)
	JOIN mart.dim_participants p USING (partner, participant_id)
	ANTI JOIN main.people_outside USING (partner, participant_id)
), known AS (
	SELECT
		person_no,
		arg_max(sex, recency) AS sex,
		arg_max(race_ethnicity, recency) AS race_ethnicity,
		arg_max(education, recency) AS education,
		arg_max(zip, recency) AS zip,
		min(quarter_index) FILTER (is_tanf) AS tanf_from,
		min(quarter_index) FILTER (is_low_income) AS low_income_from,
		min(quarter_index) FILTER (is_refugee) AS refugee_from
	FROM filed
	GROUP BY person_no
)
SELECT
	person_no, person_key,
	coalesce(sex, 'unknown')::mart.sex AS sex,
	coalesce(race_ethnicity, 'unknown')::mart.race_ethnicity AS race_ethnicity,
	coalesce(education, 'unknown')::mart.education AS education,
	coalesce(zip, 'unknown')::mart.zip AS zip,
	tanf_from, low_income_from, refugee_from
FROM mart.person_numbers LEFT JOIN known USING (person_no)
ORDER BY person_no
