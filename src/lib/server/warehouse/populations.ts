import { stagingColumns } from './staging-tables';
import type { Warehouse } from './open-warehouse';
import type { Transaction } from './write';

/** Populations whose people may be counted, by partner; of a partner that is not named everybody may. */
export type AgreedPopulations = ReadonlyMap<string, string[]>;

/** The runs of states that hold a state. */
const HOLDS = (state: string) => `from_state <= ${state} AND coalesce(until_state > ${state}, true)`;

/** Statement that makes the view of people of whom nothing is counted in `getvariable('state')`. */
export function peopleOutsideView(): string {
	return `CREATE OR REPLACE VIEW main.people_outside AS
SELECT partner, participant_id FROM main.people_left_out WHERE ${HOLDS(`getvariable('state')`)}`;
}

/** SQL that is true for a roster's row which says that its person is in one of the populations. */
export function isInOneOf(populations: readonly string[]): string {
	const columns = stagingColumns('participants').map(({ name }) => name);
	const said = populations.map((name) => `is_${name}`).filter((name) => columns.includes(name));
	return said.length > 0 ? `(${said.map((name) => `coalesce("${name}", false)`).join(' OR ')})` : 'false';
}

/** Which populations a state counts, by partner. */
export async function populationsIn(
	from: Pick<Transaction, 'read'>,
	state: number
): Promise<Map<string, string[]>> {
	const rows = await from.read<{ partner: string; said: string }>(
		`SELECT partner, to_json(populations)::VARCHAR AS said FROM main.agreed_populations WHERE ${HOLDS('$1')} ORDER BY partner`,
		[state]
	);
	return new Map(rows.map(({ partner, said }) => [partner, JSON.parse(said) as string[]]));
}

/**
 * Leaves out of a new state everybody whom its partner's agreement does not include: whoever no roster of that partner in
 * this state has in one of the populations. Without `agreed` they are those of the state before.
 */
export async function leaveOutsidersOut(
	tx: Transaction,
	state: number,
	agreed: AgreedPopulations | undefined
): Promise<void> {
	if (agreed) await notePopulations(tx, state, agreed);
	const now = await populationsIn(tx, state);
	await tx.run(`CREATE OR REPLACE TEMP TABLE outside AS ${outsiders(now)}`, [state]);
	await tx.run(
		`UPDATE main.people_left_out SET until_state = $1
		WHERE until_state IS NULL AND (partner, participant_id) NOT IN (SELECT (partner, participant_id) FROM temp.outside)`,
		[state]
	);
	await tx.run(
		`INSERT INTO main.people_left_out SELECT partner, participant_id, $1::INTEGER, NULL FROM temp.outside
		ANTI JOIN (SELECT partner, participant_id FROM main.people_left_out WHERE until_state IS NULL) AS known
			USING (partner, participant_id)`,
		[state]
	);
	await tx.run('DROP TABLE temp.outside');
}

async function notePopulations(tx: Transaction, state: number, agreed: AgreedPopulations): Promise<void> {
	const before = await populationsIn(tx, state);
	for (const partner of new Set([...before.keys(), ...agreed.keys()])) {
		const now = agreed.get(partner);
		if (sameList(before.get(partner), now)) continue;
		await tx.run(
			'UPDATE main.agreed_populations SET until_state = $1 WHERE partner = $2 AND until_state IS NULL',
			[state, partner]
		);
		if (now)
			await tx.run('INSERT INTO main.agreed_populations VALUES ($1, $2::VARCHAR[], $3, NULL)', [
				partner,
				now,
				state
			]);
	}
}

/** Whether two agreements name the same populations, or neither names any. */
export function sameList(one: string[] | undefined, other: string[] | undefined): boolean {
	return JSON.stringify(one?.toSorted()) === JSON.stringify(other?.toSorted());
}

/** Question: participants of these partners whom no roster of the state `$1` has in an agreed population. */
function outsiders(agreed: AgreedPopulations): string {
	const ofOne = ([partner, populations]: [string, string[]]) =>
		`SELECT partner, participant_id FROM main.participant_keys WHERE partner = ${quoted(partner)}
		EXCEPT SELECT partner, participant_id FROM staging.stg_participants
		SEMI JOIN (SELECT submission_id FROM main.state_submissions WHERE state = $1) AS live USING (submission_id)
		WHERE partner = ${quoted(partner)} AND ${isInOneOf(populations)}`;
	const nobody = `SELECT NULL::VARCHAR AS partner, NULL::VARCHAR AS participant_id WHERE $1 IS NULL`;
	return [nobody, ...[...agreed].map(ofOne).map((one) => `(${one})`)].join(' UNION ALL ');
}

/** How many people the latest state counts, or leaves out, otherwise than the populations agreed on say. */
export async function countWronglyLeftOut(w: Warehouse): Promise<number> {
	const now = await populationsIn(w, w.latest());
	const [row] = await w.read<{ n: number }>(
		`WITH due AS (${outsiders(now)}), done AS (SELECT partner, participant_id FROM main.people_outside)
		SELECT ((SELECT count(*) FROM due ANTI JOIN done USING (partner, participant_id))
			+ (SELECT count(*) FROM done ANTI JOIN due USING (partner, participant_id)))::INTEGER AS n`,
		[w.latest()]
	);
	return row?.n ?? 0;
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
