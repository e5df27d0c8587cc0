-- one row per person, published quarter, service and population with an open need: -1 covered within 30 days, 0 later, or why not, the mildest reason lowest (1 delivery, 2 capacity, 3 unknown, 4 rule)
WITH judged AS (
	SELECT n.*, pop.population, r.places, CASE WHEN n.wait <= 30 THEN -1 WHEN n.is_covered THEN 0 ELSE r.level END::TINYINT AS level
	FROM mart.fct_need_people n
	JOIN mart.person_populations pop
		ON pop.person_no = n.person_no AND n.quarter_index BETWEEN pop.from_index AND pop.to_index
	LEFT JOIN mart.offering_room r USING (quarter_index, service, population)
)
SELECT person_no, quarter_index, service, population, level
FROM judged WHERE level IS NOT NULL
UNION ALL
SELECT j.person_no, j.quarter_index, j.service, j.population,
	(CASE WHEN row_number() OVER (
		PARTITION BY j.quarter_index, j.service, j.population ORDER BY j.urgency DESC, j.identified_on, p.person_key
	) <= j.places THEN 1 ELSE 2 END)::TINYINT
FROM judged j JOIN mart.dim_people p USING (person_no)
WHERE j.level IS NULL
