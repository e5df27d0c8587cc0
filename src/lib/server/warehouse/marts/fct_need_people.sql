-- one row per person, published quarter and service with an open need, whoever recorded it: the days until it was met (none while it is not), and the days it was watched
SELECT person_no, quarter_index, service,
	bool_or(is_covered) AS is_covered, max(urgency) AS urgency, min(identified_on) AS identified_on,
	bool_or(is_in_ledger) AS is_in_ledger,
	(min(served_on) - min(identified_on))::INTEGER AS wait,
	(max(watched_until) - min(identified_on))::INTEGER AS watched
FROM mart.fct_needs
GROUP BY ALL
