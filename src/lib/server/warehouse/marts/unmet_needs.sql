-- one row per service, population and published quarter with an open need that is not covered: the people who have one
SELECT n.service, pop.population, n.quarter_index, count(*) AS people
FROM mart.fct_need_people n
JOIN mart.person_populations pop
	ON pop.person_no = n.person_no AND n.quarter_index BETWEEN pop.from_index AND pop.to_index
WHERE NOT n.is_covered
GROUP BY ALL
