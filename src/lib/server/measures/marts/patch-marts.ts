import { ageBands } from '$lib/server/people';
import type { Transaction } from '$lib/server/warehouse';
import { findChangedPeople } from './changed-people';
import { among, LEVELS, making, OF_PERSONS, WITH_PERSONS } from './mart-names';
import { patchLevels } from './patch-levels';

/** What makes the marts of one state those of another: how many people's rows differ, and in which marts. */
export interface Change {
	from: number;
	people: number;
	marts: string[];
}

/**
 * Makes the marts of one state those of another of the same frame by remaking the rows of everybody of whom the two say
 * different things; they end up as if made anew. What these people's rows were and are stays in `mart.former` and
 * `mart.changed`. Returns null where that is not possible, and then the marts must be made anew.
 */
export async function patchMarts(tx: Transaction, from: number, to: number): Promise<Change | null> {
	await tx.run(`SET VARIABLE state = ${Number(to)}`);
	const people = await findChangedPeople(tx, from, to);
	if (people === null) return null;
	await makeChanged(tx);
	await copyFormer(tx);
	const marts = await martsThatDiffer(tx, [...OF_PERSONS, ...AGES]);
	for (const name of marts) await replaceRows(tx, name);
	const levels = await patchLevels(tx, marts);
	const own = await martsThatDiffer(tx, [LEVELS]);
	return { from, people: people + levels.people, marts: [...marts, ...own] };
}

const AGES = WITH_PERSONS.filter((name) => ![...OF_PERSONS, LEVELS].includes(name));

async function makeChanged(tx: Transaction): Promise<void> {
	await ageBands(tx, (sql) =>
		among('changed', sql).replace(/\bmain\.participant_keys\b/g, 'mart.changed.dim_participants')
	);
	const given = ['person_numbers', 'dim_participants'];
	for (const name of OF_PERSONS) if (!given.includes(name)) await tx.run(among('changed', making(name)));
}

/** The rows that these people had. */
async function copyFormer(tx: Transaction): Promise<void> {
	await tx.run('DROP SCHEMA IF EXISTS mart.former CASCADE; CREATE SCHEMA mart.former');
	for (const name of [...OF_PERSONS, ...AGES])
		await tx.run(
			`CREATE TABLE mart.former.${name} AS FROM mart.${name} WHERE ${ofPeople(name, ['former', 'changed'])}`
		);
}

/** Which rows of a mart are about the people in `mart.changed`. */
function ofPeople(name: string, where: string[]): string {
	if (name === 'person_ages') return 'person_key IN (SELECT person_key FROM mart.changed.person_numbers)';
	if (name !== 'age_at_start') return 'person_no IN (SELECT person_no FROM mart.changed.person_numbers)';
	const stays = where.map((beside) => `SELECT (partner, enrollment_id) FROM mart.${beside}.fct_enrollments`);
	return `(partner, enrollment_id) IN (${stays.join(' UNION ALL ')})`;
}

async function martsThatDiffer(tx: Transaction, names: string[]): Promise<string[]> {
	const differ = names.map(
		(
			name
		) => `SELECT '${name}' AS name WHERE EXISTS (FROM mart.former.${name} EXCEPT ALL FROM mart.changed.${name})
		OR EXISTS (FROM mart.changed.${name} EXCEPT ALL FROM mart.former.${name})`
	);
	const rows = await tx.read<{ name: string }>(differ.join(' UNION ALL '));
	return rows.map(({ name }) => name);
}

async function replaceRows(tx: Transaction, name: string): Promise<void> {
	await tx.run(`DELETE FROM mart.${name} WHERE ${ofPeople(name, ['former', 'changed'])};
		INSERT INTO mart.${name} FROM mart.changed.${name}`);
}
