-- one row per person in training and service that they got before the month in which the stay ended: in which month of it (0: at the start or before) they got it first
WITH firsts AS (
	SELECT person_no, service, min(given_on) AS given_on FROM mart.fct_deliveries GROUP BY ALL
), dated AS (
	SELECT s.*, f.service, f.given_on, date_diff('month', s.start_date, f.given_on) AS months
	FROM firsts f JOIN mart.fct_stays s USING (person_no)
	WHERE f.given_on <= s.seen_until
), entered AS (
	SELECT *, (CASE WHEN given_on <= start_date THEN 0 ELSE greatest(1,
		months + CASE WHEN start_date + to_months(months::INTEGER) >= given_on THEN 0 ELSE 1 END) END)::INTEGER AS entry
	FROM dated
)
SELECT person_no, service, program, tanf, low_income, refugee, entry, month, standing
FROM entered
-- who gets it in the month of leaving has not received it in time to stay
WHERE entry < month
ORDER BY person_no
