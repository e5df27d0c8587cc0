-- one row per person, published quarter, service and population with an open need: 0 covered, or why not, the mildest reason lowest (1 delivery, 2 capacity, 3 unknown, 4 rule)
WITH people AS (
	SELECT person_no, quarter_index, service, bool_or(is_covered) AS is_covered, max(urgency) AS urgency, min(identified_on) AS identified_on
	FROM mart.fct_needs GROUP BY ALL
), placed AS (
	SELECT n.*, pop.population
	FROM people n
	JOIN mart.person_populations pop
		ON pop.person_no = n.person_no AND n.quarter_index BETWEEN pop.from_index AND pop.to_index
), queued AS (
	SELECT person_no, quarter_index, service, population,
		row_number() OVER (PARTITION BY quarter_index, service, population ORDER BY urgency DESC, identified_on, person_no) AS place
	FROM placed WHERE NOT is_covered
)
SELECT p.person_no, p.quarter_index, p.service, p.population,
	(CASE
		WHEN p.is_covered THEN 0
		WHEN NOT r.may_pay AND r.is_unknown THEN 3
		WHEN NOT r.may_pay THEN 4
		WHEN q.place <= r.places THEN 1
		ELSE 2
	END)::TINYINT AS level
FROM placed p
LEFT JOIN queued q USING (person_no, quarter_index, service, population)
LEFT JOIN mart.offering_room r USING (quarter_index, service, population)
