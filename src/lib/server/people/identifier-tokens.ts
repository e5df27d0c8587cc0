/**
 * Numbers that are no one's: the advertised 078-05-1120 and 219-09-9999 (Social Security Administration, "Misused
 * Social Security numbers") and two that people type instead of their own.
 */
const NOBODYS = ['078051120', '219099999', '123456789', '987654321'];

/** Words that stand where a name is not known. */
const NO_NAMES = ['unknown', 'anonymous', 'refused', 'withheld', 'none', 'na', 'noname'];

/** SQL that makes a Social Security number of nine digits, zeros that a spreadsheet lost put back; NULL for a placeholder. */
export function normalSsn(column: string): string {
	const digits = `regexp_replace(${column}, '[^0-9]', '', 'g')`;
	const nine = `CASE WHEN length(${digits}) BETWEEN 7 AND 9 THEN lpad(${digits}, 9, '0') END`;
	const valid = [
		`${nine} NOT IN (${quoted(NOBODYS)})`,
		`${nine} <> repeat(left(${nine}, 1), 9)`,
		// Never issued: area 000 and 666, group 00, serial 0000 (SSA, POMS RM 10201.035). Areas from 900 are ITINs.
		`left(${nine}, 3) NOT IN ('000', '666')`,
		`${nine}[4:5] <> '00'`,
		`right(${nine}, 4) <> '0000'`
	];
	return `CASE WHEN ${valid.join(' AND ')} THEN ${nine} END`;
}

/** SQL that leaves the bare letters of a name: no case, accents, punctuation, spaces or suffix; NULL when nothing is left. */
export function normalName(column: string): string {
	const plain = `lower(strip_accents(trim(${column})))`;
	const bare = `regexp_replace(regexp_replace(${plain}, '[ ,]+(jr|sr|ii|iii|iv)[. ]*$', ''), '[^\\p{L}]', '', 'g')`;
	return `CASE WHEN ${bare} NOT IN ('', ${quoted(NO_NAMES)}) THEN ${bare} END`;
}

/**
 * SQL that makes the exact identifiers of participants, the surest kind first: 1 Social Security number, 2 names and
 * birth date, 3 a hash that the partner made. One row per participant and identifier; `is_known` where an earlier
 * publication brought it; `submissions` is the list
 * parameter of those whose identifiers count beside what was ever published.
 */
export function identifierTokens(submissions: string): string {
	return `WITH told AS (
	SELECT partner, participant_id, first_name, last_name, birth_date, ssn, identity_hash,
		bool_or(submission_id IN (SELECT submission_id FROM main.state_submissions)) AS is_known
	FROM vault.identifiers
	WHERE submission_id IN (SELECT submission_id FROM main.state_submissions UNION ALL SELECT unnest(${submissions}::VARCHAR[]))
	GROUP BY ALL
), normal AS (
	SELECT partner, participant_id, is_known, ${normalSsn('ssn')} AS ssn,
		${normalName('last_name')} || '|' || ${normalName('first_name')} || '|' || birth_date::VARCHAR AS names,
		lower(trim(identity_hash)) AS hash
	FROM told
)
SELECT partner, participant_id, kind, token, bool_or(is_known) AS is_known FROM (
	SELECT partner, participant_id, is_known, unnest([1, 2, 3]) AS kind, unnest([ssn, names, hash]) AS token FROM normal
) AS tokens WHERE token <> '' GROUP BY ALL`;
}

function quoted(words: string[]): string {
	return words.map((word) => `'${word}'`).join(', ');
}
