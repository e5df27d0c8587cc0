-- one row per person, published quarter and service with an open need, whoever recorded it
SELECT person_no, quarter_index, service,
	bool_or(is_covered) AS is_covered, max(urgency) AS urgency, min(identified_on) AS identified_on
FROM mart.fct_needs
GROUP BY ALL
