-- one row per person, published quarter, service and population with an open need: 0 covered, or why not, the mildest reason lowest (1 delivery, 2 capacity, 3 unknown, 4 rule)
WITH placed AS (
	SELECT n.*, pop.population
	FROM mart.fct_need_people n
	JOIN mart.person_populations pop
		ON pop.person_no = n.person_no AND n.quarter_index BETWEEN pop.from_index AND pop.to_index
), judged AS (
	SELECT p.*, r.places,
		CASE
			WHEN p.is_covered THEN 0
			WHEN NOT r.may_pay AND r.is_unknown THEN 3
			WHEN NOT r.may_pay THEN 4
			WHEN r.places >= r.unmet THEN 1
			WHEN r.places = 0 THEN 2
		END AS level
	FROM placed p
	LEFT JOIN mart.offering_room r USING (quarter_index, service, population)
)
SELECT person_no, quarter_index, service, population, level::TINYINT AS level
FROM judged WHERE level IS NOT NULL
UNION ALL
SELECT person_no, quarter_index, service, population,
	(CASE WHEN row_number() OVER (PARTITION BY quarter_index, service, population ORDER BY urgency DESC, identified_on, person_no)
		<= places THEN 1 ELSE 2 END)::TINYINT
FROM judged WHERE level IS NULL
