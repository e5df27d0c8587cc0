import { quarterIndex, quarterStart, quartersBetween, type Quarter } from '$lib/domain';
import type { Transaction } from '$lib/server/warehouse';

/** Says over which people a statement is run: everybody, unless it names other tables. */
export type Among = (sql: string) => string;

/**
 * Fills `mart.person_ages` (the band at the first day of each quarter from the first to the last published period) and
 * `mart.age_at_start` (of each live enrollment) for the state that the live views show. Nowhere else does a birth
 * date become anything.
 */
export async function ageBands(tx: Transaction, among: Among = (sql) => sql): Promise<void> {
	const quarters = await quartersOf(tx);
	await tx.run(among(`CREATE OR REPLACE TEMP TABLE birth AS ${LAST_KNOWN_BIRTH}`));
	await tx.run(
		among(`CREATE OR REPLACE TABLE mart.person_ages
			(person_key VARCHAR, age_band VARCHAR, from_index INTEGER, to_index INTEGER)`)
	);
	if (quarters.length > 0) await tx.run(among(agesIn(quarters)));
	await tx.run(
		among(`CREATE OR REPLACE TABLE mart.age_at_start AS
			SELECT partner, enrollment_id, ${band(calendarNumber('start_date'), 'born')} AS age_band
			FROM staging.current_enrollments
			LEFT JOIN main.participant_keys USING (partner, participant_id)
			LEFT JOIN temp.birth USING (person_key)`)
	);
	await tx.run('DROP TABLE temp.birth');
}

/** Question: participants whose birth date the submissions in `temp.gone` and in `temp.come` tell differently. */
export function birthsThatDiffer(): string {
	const told = (submissions: string) =>
		`SELECT partner, participant_id, period, birth_date
		FROM vault.identifiers JOIN temp.${submissions} USING (submission_id)`;
	return `WITH old_births AS MATERIALIZED (${told('gone')}), new_births AS MATERIALIZED (${told('come')})
		SELECT partner, participant_id FROM (
			(FROM old_births EXCEPT ALL FROM new_births) UNION ALL (FROM new_births EXCEPT ALL FROM old_births)
		)`;
}

/** Few people's band changes between the first quarter and the last; only theirs is looked up in each. */
function agesIn(quarters: Quarter[]): string {
	const [first = '', last = ''] = [quarters[0], quarters.at(-1)];
	const [from, to] = [first, last].map(dayNumber);
	const days = quarters.map((quarter) => `(${quarterIndex(quarter)}, ${dayNumber(quarter)})`);
	return `INSERT INTO mart.person_ages
		WITH ends AS MATERIALIZED (
			SELECT person_key, born, ${band(`${from}`, 'born')} AS at_first, ${band(`${to}`, 'born')} AS at_last FROM temp.birth
		)
		SELECT person_key, at_first, ${quarterIndex(first)}, ${quarterIndex(last)} FROM ends WHERE at_first = at_last
		UNION ALL
		SELECT person_key, ${band('day', 'born')} AS age_band, min(quarter_index), max(quarter_index)
		FROM ends CROSS JOIN (VALUES ${days.join(', ')}) AS days(quarter_index, day)
		WHERE at_first <> at_last
		GROUP BY ALL`;
}

function dayNumber(quarter: Quarter): number {
	return Number(quarterStart(quarter).replaceAll('-', ''));
}

/** A person's birth date: the last known by period, then by the partners' order. */
const LAST_KNOWN_BIRTH = `
SELECT person_key, ${calendarNumber('arg_max(birth_date, (period, -coalesce(partner_order, 1000000), partner, participant_id))')} AS born
FROM vault.identifiers
SEMI JOIN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state')) AS live USING (submission_id)
JOIN (SELECT submission_id, period FROM main.submissions) AS filed USING (submission_id)
ANTI JOIN main.people_outside USING (partner, participant_id)
JOIN main.participant_keys USING (partner, participant_id)
LEFT JOIN main.partners USING (partner)
WHERE birth_date IS NOT NULL
GROUP BY person_key`;

async function quartersOf(tx: Transaction): Promise<Quarter[]> {
	const [row] = await tx.read<{ first: string | null; last: string | null }>(
		`SELECT min(period) AS first, max(period) AS last
		FROM main.state_submissions JOIN main.submissions USING (submission_id) WHERE state = getvariable('state')`
	);
	return row?.first && row.last ? quartersBetween(row.first, row.last) : [];
}

/** SQL that writes a day as the number 20150131: the difference of two holds the full years between them. */
function calendarNumber(day: string): string {
	return `strftime(${day}, '%Y%m%d')::INTEGER`;
}

/** The bands of the code list `age_band`, by full years from one calendar number to another. */
function band(day: string, born: string): string {
	const age = `((${day} - ${born}) // 10000)`;
	return `CASE WHEN ${born} IS NULL OR ${born} > ${day} THEN 'unknown' WHEN ${age} < 18 THEN 'under_18'
		WHEN ${age} < 25 THEN '18_24' WHEN ${age} < 35 THEN '25_34' WHEN ${age} < 45 THEN '35_44'
		WHEN ${age} < 55 THEN '45_54' ELSE '55_plus' END`;
}
