import { quarterEnd, type Submission } from '$lib/domain';
import type { Transaction } from '$lib/server/warehouse';

/** Columns of the vault that a source may bring; whatever it lacks stays empty. */
const TEXTS = ['first_name', 'last_name', 'ssn', 'alt_id', 'identity_hash'];

/**
 * Moves what identifies people from a submission's source table into the vault, replacing what the same submission
 * brought before. Birth dates that cannot be (before 1900, or after the period) are kept empty.
 */
export async function keepIdentifiers(
	tx: Transaction,
	submission: Pick<Submission, 'submission_id' | 'partner' | 'period'>,
	sourceTable: string
): Promise<void> {
	const columns = await columnsOf(tx, sourceTable);
	if (!columns.has('participant_id')) throw new Error(`${sourceTable} has no participant_id.`);
	const texts = TEXTS.map((name) => (columns.has(name) ? `nullif(trim(${name}::VARCHAR), '')` : 'NULL'));
	await forgetIdentifiers(tx, submission.submission_id);
	await tx.run(
		`INSERT INTO vault.identifiers (submission_id, partner, participant_id, source_row, birth_date, ${TEXTS.join(', ')})
		SELECT $1, $2, participant_id, ${columns.has('source_row') ? 'source_row' : 'NULL'},
			${columns.has('birth_date') ? possibleBirth('birth_date', '$3::DATE') : 'NULL'}, ${texts.join(', ')}
		FROM ${sourceTable} WHERE participant_id IS NOT NULL AND $3 IS NOT NULL`,
		[submission.submission_id, submission.partner, quarterEnd(submission.period)]
	);
}

/** 1900-01-01 is what systems write for an unknown day; nobody older than that is served. */
function possibleBirth(column: string, latest: string): string {
	const day = `TRY_CAST(${column} AS DATE)`;
	return `CASE WHEN ${day} > DATE '1900-01-01' AND ${day} <= ${latest} THEN ${day} END`;
}

async function columnsOf(tx: Transaction, table: string): Promise<Set<string>> {
	const rows = await tx.read<{ column_name: string }>(`SELECT column_name FROM (DESCRIBE ${table})`);
	return new Set(rows.map((row) => row.column_name));
}

/** Removes what a submission told of people. Keys that were given stay. */
export async function forgetIdentifiers(tx: Transaction, submissionId: string): Promise<void> {
	await tx.run('DELETE FROM vault.identifiers WHERE submission_id = $1', [submissionId]);
}

/** How many people's identifiers each submission brought that are still there. */
export async function countIdentifiers(from: Pick<Transaction, 'read'>): Promise<Map<string, number>> {
	const rows = await from.read<{ submission_id: string; n: number }>(
		'SELECT submission_id, count(*)::INTEGER AS n FROM vault.identifiers GROUP BY submission_id'
	);
	return new Map(rows.map(({ submission_id, n }) => [submission_id, n]));
}

/** Forgets the keys of these partners' participants whom no staged row names any more. */
export async function forgetKeys(tx: Transaction, partners: string[]): Promise<void> {
	const tables = await tx.read<{ table_name: string }>(
		`SELECT table_name FROM information_schema.columns WHERE table_catalog = 'w' AND table_schema = 'staging'
		AND table_name LIKE 'stg\\_%' ESCAPE '\\' AND column_name = 'participant_id' ORDER BY table_name`
	);
	const named = tables.map(
		({ table_name }) =>
			`SELECT partner, participant_id FROM staging.${table_name} WHERE participant_id IS NOT NULL`
	);
	for (const table of ['participant_keys', 'people_left_out'])
		await tx.run(
			`DELETE FROM main.${table} WHERE list_contains($1::VARCHAR[], partner)
			AND (partner, participant_id) NOT IN (SELECT (partner, participant_id) FROM (${named.join(' UNION ALL ')}) AS named)`,
			[partners]
		);
}
