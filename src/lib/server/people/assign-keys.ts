import { makeSecret, readSecret, type Transaction } from '$lib/server/warehouse';
import { identifierTokens } from './identifier-tokens';

/**
 * Gives every participant of these submissions a person key: that of a known person with the same Social Security
 * number, else the same names and birth date, else the same hash; else a new key, shared by new participants who
 * agree. A key that was given stays, so the same files in the same order make the same keys.
 */
export async function assignKeys(tx: Transaction, submissionIds: string[]): Promise<void> {
	if ((await gatherUnkeyed(tx, submissionIds)) > 0) {
		await tx.run(`CREATE OR REPLACE TEMP TABLE token AS ${identifierTokens('$1')}`, [submissionIds]);
		while ((await joinKnownPeople(tx)) > 0);
		await groupNewPeople(tx);
		await keyNewPeople(tx);
		await tx.run('DROP TABLE temp.token');
		await tx.run('DROP TABLE temp.newcomer');
	}
	await tx.run('DROP TABLE temp.unkeyed');
}

async function gatherUnkeyed(tx: Transaction, submissionIds: string[]): Promise<number> {
	const tables = await tx.read<{ table_name: string }>(
		`SELECT table_name FROM information_schema.columns WHERE table_catalog = 'w' AND table_schema = 'staging'
		AND table_name LIKE 'stg\\_%' ESCAPE '\\' AND column_name = 'participant_id' ORDER BY table_name`
	);
	const everyone = tables.map(
		({ table_name }) => `SELECT partner, participant_id FROM staging.${table_name}
		WHERE submission_id IN (SELECT unnest($1::VARCHAR[]))`
	);
	await tx.run(
		`CREATE OR REPLACE TEMP TABLE unkeyed AS
		SELECT DISTINCT partner, participant_id FROM (${everyone.join(' UNION ALL ')}) AS everyone
		ANTI JOIN main.participant_keys USING (partner, participant_id)
		WHERE participant_id IS NOT NULL`,
		[submissionIds]
	);
	return countOf(tx, 'temp.unkeyed');
}

/**
 * Where two known people bear an identifier, the one of whom it was published first is meant: a partner that gives a
 * number to somebody else changes nobody's past. Whoever joins a known person may in turn be what the next one agrees
 * with; so this runs until nobody joins.
 */
async function joinKnownPeople(tx: Transaction): Promise<number> {
	const before = await countOf(tx, 'temp.unkeyed');
	await tx.run(`INSERT INTO main.participant_keys
		WITH known AS (
			SELECT kind, token, arg_min(person_key, (NOT is_known, person_key)) AS person_key
			FROM temp.token JOIN main.participant_keys USING (partner, participant_id)
			GROUP BY kind, token
		)
		SELECT partner, participant_id, arg_min(person_key, (kind, person_key)) AS person_key
		FROM temp.unkeyed JOIN temp.token USING (partner, participant_id) JOIN known USING (kind, token)
		GROUP BY partner, participant_id`);
	await tx.run(`DELETE FROM temp.unkeyed WHERE (partner, participant_id) IN
		(SELECT (partner, participant_id) FROM main.participant_keys)`);
	return before - (await countOf(tx, 'temp.unkeyed'));
}

/** New participants who agree in an identifier bear the same label: the lowest of their group. Who has none needs none. */
async function groupNewPeople(tx: Transaction): Promise<void> {
	await tx.run(`CREATE OR REPLACE TEMP TABLE newcomer AS
		SELECT partner, participant_id, row_number() OVER (ORDER BY partner, participant_id) AS label
		FROM temp.unkeyed SEMI JOIN temp.token USING (partner, participant_id)`);
	for (let changed = 1; changed > 0;) {
		await tx.run(`CREATE OR REPLACE TEMP TABLE lowered AS
			WITH lowest AS (
				SELECT kind, token, min(label) AS label
				FROM temp.newcomer JOIN temp.token USING (partner, participant_id) GROUP BY kind, token
			)
			SELECT partner, participant_id, min(lowest.label) AS label
			FROM temp.newcomer JOIN temp.token USING (partner, participant_id) JOIN lowest USING (kind, token)
			GROUP BY partner, participant_id, newcomer.label HAVING min(lowest.label) < newcomer.label`);
		changed = await countOf(tx, 'temp.lowered');
		await tx.run(`UPDATE temp.newcomer SET label = lowered.label FROM temp.lowered
			WHERE newcomer.partner = lowered.partner AND newcomer.participant_id = lowered.participant_id`);
	}
	await tx.run('DROP TABLE temp.lowered');
}

/** A new key is the HMAC-SHA256 (RFC 2104) of the group's surest identifier under the home's secret. */
async function keyNewPeople(tx: Transaction): Promise<void> {
	if ((await countOf(tx, 'main.participant_keys')) === 0) makeSecret(tx.home);
	const { inner, outer } = paddedSecret(readSecret(tx.home));
	await tx.run(
		`INSERT INTO main.participant_keys
		WITH surest AS (
			SELECT label, min_by(kind::VARCHAR || '|' || token, (kind, token)) AS identifier
			FROM temp.newcomer JOIN temp.token USING (partner, participant_id) GROUP BY label
		), named AS (
			SELECT partner, participant_id, identifier FROM temp.newcomer JOIN surest USING (label)
		)
		SELECT partner, participant_id,
			'p' || left(sha256($2::BLOB || unhex(sha256($1::BLOB || encode(
				coalesce(identifier, 'participant|' || partner || '|' || participant_id)
			)))), 16) AS person_key
		FROM temp.unkeyed LEFT JOIN named USING (partner, participant_id)`,
		[inner, outer]
	);
}

/** Block size of SHA-256 in bytes (FIPS 180-4). */
const BLOCK = 64;

function paddedSecret(secret: Buffer): { inner: Uint8Array; outer: Uint8Array } {
	const block = Buffer.alloc(BLOCK);
	secret.copy(block);
	return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) };
}

async function countOf(tx: Transaction, table: string): Promise<number> {
	const [row] = await tx.read<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
	return row?.n ?? 0;
}
