import { CURVES, FIRST_STAY } from './raw-questions';

/** A stay with the month, the day and the quarter in which it ended, each counted from its start. */
const ENDED = `ended_stay AS (
	SELECT person, program, start, seen, start_quarter, status,
		greatest(1, date_diff('month', start, seen)
			+ CASE WHEN start + to_months(date_diff('month', start, seen)::INTEGER) >= seen THEN 0 ELSE 1 END)::INTEGER AS month,
		seen - start AS days, (year(seen) * 4 + quarter(seen)) - (year(start) * 4 + quarter(start)) AS quarters
	FROM first_stay
)`;

/** The best SQL by hand for each set of curves: as few columns and passes as the question allows. */
export const RAW_CURVES: Record<string, string> = {
	'Kaplan-Meier and Aalen-Johansen of everybody': CURVES,
	'curves by program, for the log-rank test': `WITH ${FIRST_STAY}, ${ENDED}, stepped AS (
			SELECT program, month, count(*) AS gone, count(*) FILTER (status = 'withdrew') AS withdrew FROM ended_stay GROUP BY ALL
		), risked AS (
			SELECT *, sum(gone) OVER (PARTITION BY program ORDER BY month DESC) AS at_risk FROM stepped
		), whole AS (SELECT month, sum(at_risk) AS n, sum(withdrew) AS d FROM risked GROUP BY month)
		SELECT program, sum(withdrew) AS observed, sum(d * at_risk / n) AS expected FROM risked JOIN whole USING (month) GROUP BY program`,
	'the cohort grid': `WITH ${FIRST_STAY}, ${ENDED}
		SELECT start_quarter, quarters, count(*) FILTER (status IN ('withdrew', 'transferred')) AS gone, count(*) AS people
		FROM ended_stay GROUP BY ALL`,
	'withdrawals by days after the start': `WITH ${FIRST_STAY}, ${ENDED}
		SELECT program, CASE WHEN days <= 14 THEN 14 WHEN days <= 30 THEN 30 WHEN days <= 60 THEN 60 WHEN days <= 90 THEN 90 END AS until, count(*)
		FROM ended_stay WHERE status = 'withdrew' GROUP BY ALL`,
	'with and without each support': `WITH ${FIRST_STAY}, ${ENDED}, got AS (
			SELECT e.person, g.service, e.month, e.status, e.program, e.start, min(g.given) AS given
			FROM ended_stay e JOIN raw.gift g ON g.person = e.person AND g.given <= e.seen GROUP BY ALL
		)
		SELECT service, program, date_diff('month', start, given) AS entry, month, status, count(*) FROM got GROUP BY ALL`
};
