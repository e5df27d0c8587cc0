-- one row per service, population and published quarter with a need that is not covered: the reason that holds for all who have it (1 delivery, 2 capacity, 3 unknown, 4 rule), or none where places are fewer than they
WITH paying AS (
	SELECT l.offering, l.service, l.population, l.quarter_index, l.capacity IS NULL AS is_endless,
		greatest(0, l.capacity - coalesce(u.people, 0)) AS spare, coalesce(m.people, 0) AS unmet
	FROM mart.offering_lines l
	LEFT JOIN mart.used_places u
		ON u.service = l.service AND u.partner = l.offering_partner AND u.award = coalesce(l.award, ''::mart.award) AND u.quarter_index = l.quarter_index
	LEFT JOIN mart.unmet_needs m
		ON m.service = l.service AND m.population = l.population AND m.quarter_index = l.quarter_index
	WHERE l.may_pay AND l.is_published
), claims AS (
	SELECT *, sum(unmet) OVER each_line AS claimed
	FROM paying
	WINDOW each_line AS (PARTITION BY offering, service, quarter_index)
), floors AS (
	SELECT *, (spare * unmet) // nullif(claimed, 0) AS whole, (spare * unmet) % nullif(claimed, 0) AS part
	FROM claims
), shares AS (
	SELECT *, coalesce(whole, 0) + CASE
		WHEN row_number() OVER (PARTITION BY offering, service, quarter_index ORDER BY part DESC NULLS LAST, population)
			<= spare - sum(whole) OVER (PARTITION BY offering, service, quarter_index) THEN 1 ELSE 0 END AS places
	FROM floors
), room AS (
	SELECT service, population, quarter_index, bool_or(is_endless) AS is_endless, sum(CASE WHEN is_endless THEN 0 ELSE places END) AS places
	FROM shares GROUP BY ALL
), doubt AS (
	SELECT DISTINCT service, population, quarter_index FROM mart.offering_lines WHERE status = 'unknown' AND is_published
), ever AS (
	SELECT DISTINCT service::mart.service AS service,
		unnest(CASE WHEN population = 'any' THEN ['tanf', 'low_income', 'refugee', 'none'] ELSE [population] END)::mart.population AS population
	FROM staging.current_offerings
), judged AS (
	SELECT
		m.service, m.population, m.quarter_index, m.people AS unmet,
		r.service IS NOT NULL AS may_pay,
		d.service IS NOT NULL OR e.service IS NULL AS is_unknown,
		CASE WHEN r.is_endless THEN 1000000000 ELSE coalesce(r.places, 0) END::INTEGER AS places
	FROM mart.unmet_needs m
	LEFT JOIN room r USING (service, population, quarter_index)
	LEFT JOIN doubt d USING (service, population, quarter_index)
	LEFT JOIN ever e USING (service, population)
)
SELECT service, population, quarter_index, places,
	CASE
		WHEN NOT may_pay AND is_unknown THEN 3
		WHEN NOT may_pay THEN 4
		WHEN places >= unmet THEN 1
		WHEN places = 0 THEN 2
	END::TINYINT AS level
FROM judged
