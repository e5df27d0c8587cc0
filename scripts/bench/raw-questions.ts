/** A question that both sides answer: how a measure is asked, and the hand-written SQL for it. */
export interface RawQuestion {
	measure: string;
	by: string[];
	/** Columns of the breakdown, then `numerator` and `denominator` (null for a count). */
	sql: string;
}

const PRESENT = `present AS (
	SELECT person, quarter_index, partner FROM raw.stay JOIN raw.day
		ON start <= last_day AND (status = 'active' OR ended >= first_day)
	UNION SELECT person, quarter_index, partner FROM raw.gift
	UNION SELECT person, quarter_index, partner FROM raw.need JOIN raw.day
		ON found <= last_day AND (closed IS NULL OR closed >= first_day)
)`;

/** A person once per quarter and service with an open need, and whether it was covered by the quarter's end. */
const NEEDED = `needed AS (
	SELECT n.person, n.service, d.quarter_index,
		bool_or(coalesce(n.given <= d.last_day, false) OR (n.met AND n.closed <= d.last_day)) AS covered
	FROM (SELECT w.*, g.given FROM raw.need w ASOF LEFT JOIN raw.gift g
		ON w.person = g.person AND w.service = g.service AND w.found <= g.given) n
	JOIN raw.day d ON n.found <= d.last_day AND (n.closed IS NULL OR n.closed >= d.first_day)
	GROUP BY n.person, n.service, d.quarter_index
)`;

/** A person's first stay, and until when it is watched. */
export const FIRST_STAY = `first_stay AS (
	SELECT *, year(start) || 'Q' || quarter(start) AS start_quarter, coalesce(ended, DATE '2015-09-30') AS seen
	FROM raw.stay QUALIFY row_number() OVER (PARTITION BY person ORDER BY start, partner) = 1
)`;

const LEFT = `gone AS (
	SELECT person, max(served) AS day FROM (
		SELECT person, coalesce(ended, DATE '2015-09-30') AS served FROM raw.stay
		UNION ALL SELECT person, given FROM raw.gift
	) GROUP BY person HAVING max(served) + 90 <= DATE '2015-09-30'
)`;

/** The questions that are compared cell by cell before anything is timed, and then timed. */
export const QUESTIONS: RawQuestion[] = [
	served(['quarter'], '', ''),
	served(['quarter', 'partner'], 'partner', ''),
	served(['quarter', 'population'], 'population', 'JOIN raw.population p USING (person)'),
	served(['quarter', 'education'], 'education', 'JOIN raw.person USING (person)'),
	served(['quarter', 'sex', 'age_band'], `sex, ${band()} AS age_band`, 'JOIN raw.person USING (person)'),
	served(['quarter', 'zip', 'race_ethnicity'], 'zip, race_ethnicity', 'JOIN raw.person USING (person)'),
	{
		measure: 'need_coverage',
		by: ['quarter', 'service'],
		sql: `WITH ${NEEDED} SELECT quarter, service, count(*) FILTER (covered) AS numerator, count(*) AS denominator
			FROM needed JOIN raw.day USING (quarter_index) GROUP BY quarter, service`
	},
	{
		measure: 'need_coverage',
		by: ['quarter', 'service', 'population'],
		sql: `WITH ${NEEDED} SELECT quarter, service, population, count(*) FILTER (covered) AS numerator, count(*) AS denominator
			FROM needed JOIN raw.day USING (quarter_index) JOIN raw.population USING (person)
			WHERE from_index <= quarter_index GROUP BY quarter, service, population`
	},
	{
		measure: 'completion_rate',
		by: ['start_quarter', 'program'],
		sql: `WITH ${FIRST_STAY} SELECT start_quarter, program, count(*) FILTER (status = 'completed') AS numerator,
			count(*) AS denominator FROM first_stay GROUP BY start_quarter, program`
	},
	{
		measure: 'employed_at_exit',
		by: ['quarter'],
		sql: `WITH ${LEFT} SELECT quarter, count(*) FILTER (employed) AS numerator, count(*) AS denominator
			FROM gone JOIN raw.day ON day BETWEEN first_day AND last_day LEFT JOIN raw.job USING (person) GROUP BY quarter`
	}
];

function served(by: string[], columns: string, join: string): RawQuestion {
	const names = by.slice(1).join(', ');
	const grouped = ['quarter', ...(names ? [names] : [])].join(', ');
	const open = join.includes('population') ? 'WHERE from_index <= quarter_index' : '';
	return {
		measure: 'people_served',
		by,
		sql: `WITH ${PRESENT} SELECT ${grouped}, count(DISTINCT person) AS numerator, NULL AS denominator
			FROM (SELECT person, quarter${columns && `, ${columns}`} FROM present JOIN raw.day USING (quarter_index) ${join} ${open})
			GROUP BY ${grouped}`
	};
}

/** The age band at the first day of the quarter. */
function band(): string {
	const age = `date_sub('year', birth, first_day)`;
	return `CASE WHEN ${age} < 18 THEN 'under_18' WHEN ${age} < 25 THEN '18_24' WHEN ${age} < 35 THEN '25_34'
		WHEN ${age} < 45 THEN '35_44' WHEN ${age} < 55 THEN '45_54' ELSE '55_plus' END`;
}

/** Kaplan-Meier of not having withdrawn, and Aalen-Johansen of withdrawing and completing, by month. */
export const CURVES = `WITH ${FIRST_STAY}, timed AS (
	SELECT status, date_diff('month', start, seen) AS months, start, seen FROM first_stay
), dated AS (
	SELECT greatest(1, months + CASE WHEN start + to_months(months::INTEGER) >= seen THEN 0 ELSE 1 END)::INTEGER AS time, status FROM timed
), stepped AS (
	SELECT time, count(*) AS left_risk, count(*) FILTER (status = 'withdrew') AS withdrew,
		count(*) FILTER (status = 'completed') AS completed, count(*) FILTER (status = 'transferred') AS transferred
	FROM dated GROUP BY time
), risked AS (
	SELECT *, sum(left_risk) OVER (ORDER BY time DESC) AS at_risk FROM stepped
), survived AS (
	SELECT *, exp(sum(ln(nullif(1 - withdrew / at_risk, 0))) OVER (ORDER BY time)) AS retained,
		exp(sum(ln(nullif(1 - (withdrew + completed + transferred) / at_risk, 0))) OVER (ORDER BY time)) AS active FROM risked
)
SELECT time, at_risk::INTEGER AS at_risk, withdrew::INTEGER AS withdrew, retained,
	sum(coalesce(lag_active, 1) * withdrew / at_risk) OVER (ORDER BY time) AS share_withdrew,
	sum(coalesce(lag_active, 1) * completed / at_risk) OVER (ORDER BY time) AS share_completed
FROM (SELECT *, lag(active) OVER (ORDER BY time) AS lag_active FROM survived) ORDER BY time`;
