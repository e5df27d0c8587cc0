import { statement, type Transaction } from '$lib/server/warehouse';
import { among, LEVELS, making, OF_PERSONS, SUMS_OF_PERSONS, unequal } from './mart-names';

/** What levels rest on beside the room that there is. */
const RESTS_ON = ['fct_need_people', 'person_populations'];

const CHANGED = 'SELECT person_no FROM mart.changed.person_numbers';

/**
 * Decides again who has a place, after the rows of the changed people were replaced: for these, and for everybody who
 * waits where places or those who wait for them are others than before. Whoever moves up or down through that is laid
 * beside the marts too; returns how many they are.
 */
export async function patchLevels(tx: Transaction, marts: string[]): Promise<{ people: number }> {
	const moved = marts.some((name) => RESTS_ON.includes(name));
	const added = await addUp(tx, moved ? SUMS_OF_PERSONS : ['used_places']);
	const turns = (moved || added) && (await findCells(tx)) > 0;
	if (!moved && !turns) return nobody(tx);
	await judgeAgain(tx);
	const people = await findOthers(tx);
	if (people > 0) await layOthersBeside(tx);
	return { people };
}

async function nobody(tx: Transaction): Promise<{ people: number }> {
	for (const beside of ['former', 'changed'])
		await tx.run(`CREATE TABLE mart.${beside}.${LEVELS} AS FROM mart.${LEVELS} LIMIT 0`);
	return { people: 0 };
}

/** Brings sums up to date; returns whether any is another one. */
async function addUp(tx: Transaction, names: string[]): Promise<boolean> {
	let isOther = false;
	for (const name of names) {
		for (const beside of ['former', 'changed'] as const) await tx.run(among(beside, making(name)));
		const [row] = await tx.read(`FROM ${unequal(`mart.former.${name}`, `mart.changed.${name}`)} LIMIT 1`);
		if (row) await replaceSum(tx, name);
		isOther ||= row !== undefined;
	}
	return isOther;
}

/** The sum over everybody, less what the changed people were in it, and with what they are. */
async function replaceSum(tx: Transaction, name: string): Promise<void> {
	await tx.run(`CREATE OR REPLACE TEMP TABLE added AS
		SELECT * EXCLUDE (people), sum(people)::BIGINT AS people FROM (
			FROM mart.${name}
			UNION ALL (SELECT * REPLACE (-people AS people) FROM mart.former.${name})
			UNION ALL (FROM mart.changed.${name})
		) GROUP BY ALL HAVING sum(people) <> 0;
		DELETE FROM mart.${name};
		INSERT INTO mart.${name} BY NAME FROM temp.added`);
}

/**
 * Services, populations and quarters in which the reason is another one, or somebody who changed takes part in the
 * turns; returns how many they are.
 */
async function findCells(tx: Transaction): Promise<number> {
	const reason = `*, CASE WHEN level IS NULL THEN -places ELSE level END AS reason`;
	const cell = 'service, population, quarter_index';
	await tx.run(`CREATE TABLE mart.changed.offering_room AS ${statement('marts/offering_room')};
		CREATE TABLE mart.changed.cells AS
		SELECT ${cell} FROM (SELECT ${reason} FROM mart.offering_room) AS old
		FULL JOIN (SELECT ${reason} FROM mart.changed.offering_room) AS new USING (${cell})
		WHERE old.reason IS DISTINCT FROM new.reason
		UNION
		SELECT ${cell} FROM (${waiting('former')} UNION ALL ${waiting('changed')})
		SEMI JOIN (FROM mart.changed.offering_room WHERE level IS NULL) USING (${cell});
		DELETE FROM mart.offering_room;
		INSERT INTO mart.offering_room FROM mart.changed.offering_room`);
	const [row] = await tx.read<{ cells: number }>('SELECT count(*)::INTEGER AS cells FROM mart.changed.cells');
	return row?.cells ?? 0;
}

/** Where changed people wait, or waited, for a place. */
function waiting(beside: 'former' | 'changed'): string {
	return `(${among(beside, statement('marts/unmet_needs'))})`;
}

/** Levels as they were and as they are, of the changed people and in those places. */
async function judgeAgain(tx: Transaction): Promise<void> {
	await tx.run(`CREATE TABLE mart.changed.asked AS
		FROM mart.fct_need_people SEMI JOIN mart.changed.cells USING (service, quarter_index)
		UNION ALL (FROM mart.changed.fct_need_people ANTI JOIN mart.changed.cells USING (service, quarter_index))`);
	const judged = statement(`marts/${LEVELS}`).replaceAll('mart.fct_need_people', 'mart.changed.asked');
	await tx.run(`CREATE TABLE mart.changed.levels AS FROM (${judged}) WHERE ${CONCERNED};
		CREATE TABLE mart.former.levels AS FROM mart.${LEVELS} WHERE ${CONCERNED}`);
}

const CONCERNED = `person_no IN (${CHANGED})
	OR (service, population, quarter_index) IN (SELECT (service, population, quarter_index) FROM mart.changed.cells)`;

/** Replaces the levels, and keeps all levels of whoever has another one beside the marts. */
async function findOthers(tx: Transaction): Promise<number> {
	await tx.run(`CREATE TABLE mart.changed.others AS
		SELECT DISTINCT person_no FROM ${unequal('mart.former.levels', 'mart.changed.levels')}
		ANTI JOIN mart.changed.person_numbers USING (person_no)`);
	const copy = `FROM mart.${LEVELS} WHERE person_no IN (${CHANGED} UNION ALL FROM mart.changed.others)`;
	await tx.run(`CREATE TABLE mart.former.${LEVELS} AS ${copy};
		DELETE FROM mart.${LEVELS} WHERE ${CONCERNED};
		INSERT INTO mart.${LEVELS} FROM mart.changed.levels;
		CREATE TABLE mart.changed.${LEVELS} AS ${copy}`);
	const [row] = await tx.read<{ people: number }>(
		'SELECT count(*)::INTEGER AS people FROM mart.changed.others'
	);
	return row?.people ?? 0;
}

/** What else is known of them is the same before and after. */
async function layOthersBeside(tx: Transaction): Promise<void> {
	for (const beside of ['former', 'changed'])
		for (const name of [...OF_PERSONS, 'person_ages']) {
			const theirs =
				name === 'person_ages'
					? 'person_key IN (SELECT person_key FROM mart.person_numbers SEMI JOIN mart.changed.others USING (person_no))'
					: 'person_no IN (FROM mart.changed.others)';
			await tx.run(`INSERT INTO mart.${beside}.${name} FROM mart.${name} WHERE ${theirs}`);
		}
}
