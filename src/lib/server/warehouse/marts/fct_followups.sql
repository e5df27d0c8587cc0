-- one row per person who left in a published quarter and of whom no partner says that they died: what is known of jobs, earnings, wages and a credential at each point after the exit
WITH filed AS (
	SELECT s.dataset, (make_date(left(s.period, 4)::INTEGER, right(s.period, 1)::INTEGER * 3 - 2, 1) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS last_day
	FROM main.state_submissions t JOIN main.submissions s USING (submission_id)
	WHERE t.state = getvariable('state')
), told AS (
	SELECT
		coalesce(max(last_day) FILTER (dataset = 'outcomes'), DATE '1900-01-01') AS jobs_until,
		coalesce(max(last_day) FILTER (dataset IN ('enrollments', 'outcomes')), DATE '1900-01-01') AS credentials_until
	FROM filed
), observed AS (
	SELECT x.person_no, o.point,
		(o.observed_date - DATE '1900-01-01') * CASE WHEN o.point = 'entry' THEN -1 ELSE 1 END AS recency,
		CASE WHEN o.observed_date <= t.jobs_until THEN o.is_employed END AS is_employed,
		coalesce(o.is_employed AND o.is_health_job, false) AS is_health,
		CASE WHEN o.is_employed AND o.hourly_wage_usd > 0 THEN o.hourly_wage_usd END AS wage,
		CASE WHEN o.is_employed AND o.quarter_earnings_usd > 0 THEN o.quarter_earnings_usd END AS earnings
	FROM staging.current_outcomes o
	JOIN mart.dim_participants p USING (partner, participant_id)
	JOIN mart.fct_exits x USING (person_no), told t
	WHERE CASE o.point WHEN 'entry' THEN o.observed_date <= x.exit_on WHEN 'exit' THEN true ELSE o.observed_date > x.exit_on END
), latest AS (
	SELECT person_no, point, arg_max(
		{'is_employed': is_employed, 'is_health': is_health, 'wage': wage, 'earnings': earnings},
		(is_employed IS NOT NULL, recency, coalesce(is_employed, false), is_health, coalesce(wage, 0), coalesce(earnings, 0))
	) AS answer
	FROM observed
	GROUP BY person_no, point
), answers AS (
	SELECT person_no,
		any_value(answer) FILTER (point = 'entry') AS at_entry,
		any_value(answer) FILTER (point = 'exit') AS at_exit,
		any_value(answer) FILTER (point = 'month_6') AS at_6m,
		any_value(answer) FILTER (point = 'q2') AS at_q2,
		any_value(answer) FILTER (point = 'q4') AS at_q4
	FROM latest
	GROUP BY person_no
), credentials AS (
	SELECT p.person_no, coalesce(e.credential_date, e.end_date, e.start_date) AS earned_on
	FROM staging.current_enrollments e JOIN mart.dim_participants p USING (partner, participant_id)
	WHERE e.credential IS NOT NULL OR e.credential_date IS NOT NULL
	UNION ALL
	SELECT p.person_no, o.observed_date
	FROM staging.current_outcomes o JOIN mart.dim_participants p USING (partner, participant_id)
	WHERE o.credential_earned
), earned AS (
	SELECT c.person_no, bool_or(c.earned_on BETWEEN s.start_date AND x.exit_on + 365) AS has_credential
	FROM credentials c JOIN mart.fct_exits x USING (person_no) JOIN mart.fct_stays s USING (person_no)
	GROUP BY c.person_no
), departed AS (
	SELECT DISTINCT p.person_no
	FROM staging.current_participants r JOIN mart.dim_participants p USING (partner, participant_id)
	WHERE r.exit_reason = 'deceased'
), dated AS (
	SELECT x.*, a.* EXCLUDE (person_no), t.*,
		coalesce(e.has_credential, false) AS has_credential,
		(x.exit_on + INTERVAL 6 MONTH)::DATE AS due_6m,
		last_day(x.exit_on + to_months(8 - (month(x.exit_on) - 1) % 3)) AS due_q2,
		last_day(x.exit_on + to_months(14 - (month(x.exit_on) - 1) % 3)) AS due_q4
	FROM mart.fct_exits x
	LEFT JOIN answers a USING (person_no)
	LEFT JOIN earned e USING (person_no)
	ANTI JOIN departed USING (person_no), told t
)
SELECT
	person_no, exit_on, quarter, quarter_index, start_quarter, program, sex, age_band,
	CASE
		WHEN at_exit IS NULL THEN CASE WHEN exit_on > jobs_until THEN 'not_yet' ELSE 'not_known' END
		WHEN at_exit.is_employed IS NULL THEN 'not_yet'
		WHEN NOT at_exit.is_employed THEN 'not_employed'
		WHEN at_exit.is_health THEN 'health_job'
		ELSE 'other_job'
	END AS job_exit,
	CASE
		WHEN due_6m > jobs_until THEN 'not_yet'
		WHEN at_6m IS NULL THEN 'not_known'
		WHEN at_6m.is_employed IS NULL THEN 'not_yet'
		WHEN NOT at_6m.is_employed THEN 'not_employed'
		WHEN at_6m.is_health THEN 'health_job'
		ELSE 'other_job'
	END AS job_6m,
	CASE
		WHEN due_q2 > jobs_until THEN 'not_yet'
		WHEN at_q2 IS NULL THEN 'not_known'
		WHEN at_q2.is_employed IS NULL THEN 'not_yet'
		WHEN NOT at_q2.is_employed THEN 'not_employed'
		ELSE 'other_job'
	END AS job_q2,
	CASE
		WHEN due_q4 > jobs_until THEN 'not_yet'
		WHEN at_q4 IS NULL THEN 'not_known'
		WHEN at_q4.is_employed IS NULL THEN 'not_yet'
		WHEN NOT at_q4.is_employed THEN 'not_employed'
		ELSE 'other_job'
	END AS job_q4,
	CASE WHEN job_q2 = 'other_job' THEN (at_q2.earnings * 100)::BIGINT END AS earnings_cents,
	CASE WHEN job_exit IN ('health_job', 'other_job') AND at_entry.is_employed THEN at_exit.wage > at_entry.wage END AS rose_exit,
	CASE WHEN job_6m IN ('health_job', 'other_job') AND at_entry.is_employed THEN at_6m.wage > at_entry.wage END AS rose_6m,
	CASE
		WHEN start_quarter = 'none' THEN 'not_trained'
		WHEN exit_on + 365 > credentials_until THEN 'not_yet'
		WHEN has_credential THEN 'earned'
		ELSE 'not_earned'
	END AS credential
FROM dated
ORDER BY person_no
