-- one row per quarter: those published in the state, and the eight after the last of them that money is planned for
WITH published AS (
	SELECT DISTINCT s.period AS quarter
	FROM main.state_submissions t JOIN main.submissions s USING (submission_id)
	WHERE t.state = getvariable('state')
), indexed AS (
	SELECT (left(quarter, 4)::INTEGER * 4 + right(quarter, 1)::INTEGER - 1) AS quarter_index, true AS is_published
	FROM published
), ahead AS (
	SELECT (SELECT max(quarter_index) FROM indexed) + step AS quarter_index, false AS is_published
	FROM range(1, 9) AS steps(step)
), days AS (
	SELECT *, make_date(quarter_index // 4, quarter_index % 4 * 3 + 1, 1) AS first_day
	FROM (SELECT * FROM indexed UNION ALL SELECT * FROM ahead)
	WHERE quarter_index IS NOT NULL
)
SELECT
	quarter_index::INTEGER AS quarter_index,
	(quarter_index // 4) || 'Q' || (quarter_index % 4 + 1) AS quarter,
	is_published,
	first_day,
	(first_day + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS last_day
FROM days
ORDER BY quarter_index
