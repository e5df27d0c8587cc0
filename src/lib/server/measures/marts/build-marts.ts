import { ageBands } from '$lib/server/people';
import { statement, type Transaction } from '$lib/server/warehouse';
import { CODES, LEVELS, making, OF_NOBODY, OF_PERSONS, SUMS_OF_PERSONS, WITH_PERSONS } from './mart-names';

/** Makes all marts of a state anew. */
export async function buildMarts(tx: Transaction, state: number): Promise<void> {
	await tx.run(`SET VARIABLE state = ${Number(state)}`);
	await dropMarts(tx);
	await makeCodes(tx);
	await ageBands(tx);
	for (const name of [...OF_NOBODY, ...OF_PERSONS, ...ROOM]) await make(tx, making(name));
}

/** What is put in order at the end is work for one thread; asking meanwhile whether it is done would take another. */
async function make(tx: Transaction, sql: string): Promise<void> {
	if (/\bORDER BY\b/.test(sql)) await tx.readAside(sql);
	else await tx.run(sql);
}

/** Who has a place; in the order in which each stands on those before it. */
const ROOM = [...SUMS_OF_PERSONS, 'offering_room', LEVELS];

async function dropMarts(tx: Transaction): Promise<void> {
	await tx.run('DROP SCHEMA IF EXISTS mart.former CASCADE; DROP SCHEMA IF EXISTS mart.changed CASCADE');
	for (const name of [...WITH_PERSONS, ...ROOM, ...OF_NOBODY])
		await tx.run(`DROP TABLE IF EXISTS mart.${name}`);
}

async function makeCodes(tx: Transaction): Promise<void> {
	await tx.run(`CREATE OR REPLACE TABLE mart.codes AS ${statement('marts/codes')}`);
	for (const kind of CODES) {
		await tx.run(`DROP TYPE IF EXISTS mart.${kind}`);
		await tx.run(
			`CREATE TYPE mart.${kind} AS ENUM (SELECT code FROM mart.codes WHERE kind = '${kind}' ORDER BY code)`
		);
	}
}
