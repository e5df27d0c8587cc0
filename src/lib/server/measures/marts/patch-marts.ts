import { ageBands } from '$lib/server/people';
import type { Transaction } from '$lib/server/warehouse';
import { findChangedPeople } from './changed-people';
import { AGES, among, LEVELS, making, OF_PERSONS, unequal } from './mart-names';
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
	const changed = await findChangedPeople(tx, from, to);
	if (changed === null) return null;
	await tx.run('DROP SCHEMA IF EXISTS mart.former CASCADE; CREATE SCHEMA mart.former');
	await makeChanged(tx, changed.remade);
	for (const name of [...OF_PERSONS, ...AGES]) await copyFormer(tx, name, changed.remade);
	const marts = await martsThatDiffer(tx, changed.remade);
	for (const name of [...AGES, ...OF_PERSONS]) if (marts.includes(name)) await replaceRows(tx, name);
	const levels = await patchLevels(tx, marts);
	const own = await martsThatDiffer(tx, [LEVELS]);
	return { from, people: changed.people + levels.people, marts: [...marts, ...own] };
}

/** Numbers and participants are made where the people are found. */
const GIVEN = ['person_numbers', 'dim_participants'];

/** Remakes these people's rows; a mart that names others which are not remade finds the rows as they were. */
async function makeChanged(tx: Transaction, remade: string[]): Promise<void> {
	const same = [...OF_PERSONS, ...AGES].filter((name) => !remade.includes(name) && !GIVEN.includes(name));
	for (const name of same)
		await tx.run(`CREATE TABLE mart.changed.${name} AS FROM mart.${name} WHERE ${ofPeople(name)}`);
	if (AGES.some((name) => remade.includes(name)))
		await ageBands(tx, (sql) =>
			among('changed', sql).replace(/\bmain\.participant_keys\b/g, 'mart.changed.dim_participants')
		);
	for (const name of OF_PERSONS)
		if (remade.includes(name) && !GIVEN.includes(name)) await tx.run(among('changed', making(name)));
}

/** The rows that these people had. */
async function copyFormer(tx: Transaction, name: string, remade: string[]): Promise<void> {
	const rows = `FROM mart.${name} WHERE ${ofPeople(name)}`;
	await tx.run(
		remade.includes(name)
			? `CREATE TABLE mart.former.${name} AS ${rows}`
			: `CREATE TABLE mart.former.${name} AS FROM mart.changed.${name}`
	);
}

/** Which rows of a mart are about the people in `mart.changed`; ages at the start as long as their stays are not replaced. */
function ofPeople(name: string): string {
	if (name === 'person_ages') return 'person_key IN (SELECT person_key FROM mart.changed.person_numbers)';
	if (name !== 'age_at_start') return 'person_no IN (SELECT person_no FROM mart.changed.person_numbers)';
	return `(partner, enrollment_id) IN (
		SELECT (partner, enrollment_id) FROM mart.fct_enrollments
		WHERE person_no IN (SELECT person_no FROM mart.changed.person_numbers)
	)`;
}

async function martsThatDiffer(tx: Transaction, names: string[]): Promise<string[]> {
	const differ = names.map(
		(name) =>
			`SELECT '${name}' AS name WHERE EXISTS (FROM ${unequal(`mart.former.${name}`, `mart.changed.${name}`)})`
	);
	if (names.length === 0) return [];
	const rows = await tx.read<{ name: string }>(differ.join(' UNION ALL '));
	return names.filter((name) => rows.some((row) => row.name === name));
}

async function replaceRows(tx: Transaction, name: string): Promise<void> {
	await tx.run(`DELETE FROM mart.${name} WHERE ${ofPeople(name)};
		INSERT INTO mart.${name} FROM mart.changed.${name}`);
}
