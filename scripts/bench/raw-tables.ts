/**
 * The limit: tables as an analyst would write them by hand for this one purpose, typed, narrow and sorted, straight
 * from the files. They know nothing of submissions, states, checks or the vault.
 */
export function rawTables(files: string): string[] {
	return [
		'CREATE SCHEMA IF NOT EXISTS raw',
		`CREATE OR REPLACE TABLE raw.day AS SELECT quarter_index, make_date(quarter_index // 4, quarter_index % 4 * 3 + 1, 1) AS first_day,
			(make_date(quarter_index // 4, quarter_index % 4 * 3 + 1, 1) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS last_day,
			(quarter_index // 4) || 'Q' || (quarter_index % 4 + 1) AS quarter
			FROM (SELECT unnest(range(2013 * 4 + 3, 2013 * 4 + 11))::INTEGER AS quarter_index)`,
		`CREATE OR REPLACE TEMP TABLE roster AS SELECT ${SOURCE}, * EXCLUDE (filename),
			dense_rank() OVER (ORDER BY ssn)::INTEGER AS person FROM ${read(files, 'participants')}`,
		`CREATE OR REPLACE TABLE raw.who AS SELECT DISTINCT partner, participant_id, person FROM temp.roster`,
		`CREATE OR REPLACE TABLE raw.person AS SELECT person, any_value(birth_date::DATE) AS birth, any_value(sex) AS sex,
			any_value(race_ethnicity) AS race_ethnicity, any_value(education) AS education, any_value(zip) AS zip
			FROM temp.roster GROUP BY person ORDER BY person`,
		`CREATE OR REPLACE TABLE raw.population AS ${POPULATIONS}`,
		`CREATE OR REPLACE TABLE raw.gift AS SELECT person, partner, service, award_id AS award, date::DATE AS given,
			${indexOf('date::DATE')} AS quarter_index, amount_usd::DOUBLE AS amount
			FROM (SELECT ${SOURCE}, * EXCLUDE (filename) FROM ${read(files, 'deliveries')}) JOIN raw.who USING (partner, participant_id)
			WHERE status = 'delivered' ORDER BY person, service, given`,
		`CREATE OR REPLACE TABLE raw.stay AS SELECT person, partner, program, provider, start_date::DATE AS start,
			nullif(end_date, '')::DATE AS ended, status
			FROM (${latest(files, 'enrollments', 'enrollment_id')}) JOIN raw.who USING (partner, participant_id) ORDER BY person`,
		`CREATE OR REPLACE TABLE raw.need AS SELECT person, partner, service, identified_date::DATE AS found,
			nullif(closed_date, '')::DATE AS closed, status = 'met' AS met
			FROM (${latest(files, 'needs', 'need_id')}) JOIN raw.who USING (partner, participant_id) ORDER BY person, service`,
		`CREATE OR REPLACE TABLE raw.job AS SELECT person, bool_or(is_employed::BOOLEAN) AS employed
			FROM (${latest(files, 'outcomes', 'outcome_id')}) JOIN raw.who USING (partner, participant_id) GROUP BY person`
	];
}

/** Partner and period stand in the path: .../partner/2015Q1/dataset.csv. */
const SOURCE = `string_split(filename, '/')[-3] AS partner, string_split(filename, '/')[-2] AS period`;

const POPULATIONS = `WITH said AS (
	SELECT person, min(left(period, 4)::INTEGER * 4 + right(period, 1)::INTEGER - 1) AS from_index, population
	FROM (SELECT person, period, unnest(['tanf', 'refugee', 'low_income']) AS population,
		unnest([is_tanf, is_refugee, is_low_income]::BOOLEAN[]) AS said FROM temp.roster)
	WHERE said GROUP BY person, population
)
SELECT person, population, from_index FROM said
UNION ALL SELECT person, 'none', 0 FROM raw.person ANTI JOIN said USING (person)
ORDER BY person`;

function read(files: string, dataset: string): string {
	return `read_csv('${files}/*/*/${dataset}.csv', all_varchar = true, filename = true, header = true, nullstr = 'no null')`;
}

function latest(files: string, dataset: string, key: string): string {
	return `SELECT ${SOURCE}, * EXCLUDE (filename) FROM ${read(files, dataset)}
		QUALIFY row_number() OVER (PARTITION BY partner, ${key} ORDER BY period DESC) = 1`;
}

/** SQL of the running number of a day's quarter. */
function indexOf(day: string): string {
	return `(year(${day}) * 4 + quarter(${day}) - 1)::INTEGER`;
}
