import type { DatasetId } from '$lib/domain';
import { birthsThatDiffer } from '$lib/server/people';
import {
	currentAmong,
	datasetsOfPeople,
	participantsWhoDiffer,
	stagedAmong,
	statement,
	type Transaction
} from '$lib/server/warehouse';
import { among, datasetsOf, making, remadeBy } from './mart-names';

/** Of more people than this share, making all marts anew is as quick. */
const MOST = 0.25;

/** How many people changed, and which marts may have other rows of them. */
export interface Changed {
	people: number;
	remade: string[];
}

/** Datasets that are about no person and on which no mart stands. */
const WITHOUT_MARTS = ['expenditures'];

/**
 * What the facts of every person rest on beside the rows about that person: the published quarters, how far each
 * partner and each dataset has been filed, and the order of partners. Two states of one frame differ in the people whose rows differ.
 */
export async function frameOf(from: Pick<Transaction, 'read'>, state: number): Promise<string> {
	const rows = await from.read(
		`WITH filed AS (
			SELECT partner, dataset, period FROM main.state_submissions JOIN main.submissions USING (submission_id) WHERE state = $1
		)
		SELECT DISTINCT 'quarter' AS kind, period AS name, '' AS value FROM filed
		UNION ALL SELECT 'filed until', partner, max(period) FROM filed GROUP BY partner
		UNION ALL SELECT 'told until', dataset, max(period) FROM filed WHERE dataset IN ('enrollments', 'outcomes') GROUP BY dataset
		UNION ALL SELECT 'order', partner, partner_order::VARCHAR FROM main.partners
		ORDER BY ALL`,
		[state]
	);
	return JSON.stringify(rows);
}

/**
 * Finds everybody of whom two states of one frame say different things, numbers whoever is new, and lays their
 * numbers, participants and rows as of the later state beside the marts, in `mart.changed`. Null where a change concerns
 * more than single persons, or too many of them.
 */
export async function findChangedPeople(tx: Transaction, from: number, to: number): Promise<Changed | null> {
	const datasets = await submissionsThatDiffer(tx, from, to);
	const isOtherwiseAgreed = await hasOtherOutsiders(tx, from, to);
	const ofPeople = datasetsOfPeople().filter((id) => isOtherwiseAgreed || datasets.includes(id));
	if (datasets.some((id) => ![...ofPeople, ...WITHOUT_MARTS].includes(id))) return null;
	await tx.run('CREATE OR REPLACE TEMP TABLE moved (partner VARCHAR, participant_id VARCHAR)');
	for (const id of ofPeople) await tx.run(`INSERT INTO temp.moved ${participantsWhoDiffer(id)}`);
	if (ofPeople.length > 0) await tx.run(`INSERT INTO temp.moved ${birthsThatDiffer()}`);
	if (isOtherwiseAgreed) await tx.run(`INSERT INTO temp.moved ${otherOutsiders(from, to)}`);
	const isNew = await hasNewParticipants(tx);
	if (isNew) await tx.run(`INSERT INTO temp.moved ${NEW_PARTICIPANTS}`);
	await tx.run('DROP SCHEMA IF EXISTS mart.changed CASCADE; CREATE SCHEMA mart.changed');
	await tx.run(`CREATE TABLE mart.changed.person_numbers AS ${NUMBERS}`);
	const [size] = await tx.read<{ changed: number; everybody: number }>(
		`SELECT (SELECT count(*) FROM mart.changed.person_numbers)::INTEGER AS changed,
			(SELECT count(*) FROM mart.person_numbers)::INTEGER AS everybody`
	);
	const { changed = 0, everybody = 0 } = size ?? {};
	if (changed > everybody * MOST) return null;
	await tx.run(among('changed', making('dim_participants')));
	const remade = remadeBy(ofPeople, isNew ? ['person_numbers', 'dim_participants'] : []);
	const named = remade.flatMap(datasetsOf);
	for (const id of datasetsOfPeople()) if (named.includes(id)) await layOut(tx, id);
	return (await hasNewCodes(tx, ofPeople)) ? null : { people: changed, remade };
}

/** Notes which submissions are in one of two states only; returns their datasets. */
async function submissionsThatDiffer(tx: Transaction, from: number, to: number): Promise<string[]> {
	const without = (one: number, other: number) =>
		`SELECT submission_id, dataset, period FROM main.submissions
		SEMI JOIN (SELECT submission_id FROM main.state_submissions WHERE state = ${Number(one)}) USING (submission_id)
		ANTI JOIN (SELECT submission_id FROM main.state_submissions WHERE state = ${Number(other)}) USING (submission_id)`;
	await tx.run(`CREATE OR REPLACE TEMP TABLE gone AS ${without(from, to)};
		CREATE OR REPLACE TEMP TABLE come AS ${without(to, from)}`);
	const rows = await tx.read<{ dataset: string }>(
		'SELECT dataset FROM temp.gone UNION SELECT dataset FROM temp.come'
	);
	return rows.map(({ dataset }) => dataset);
}

/** Whether another agreement leaves other people out of one state than of the other. */
async function hasOtherOutsiders(tx: Transaction, from: number, to: number): Promise<boolean> {
	const rows = await tx.read(`SELECT 1 FROM (${otherOutsiders(from, to)}) LIMIT 1`);
	return rows.length > 0;
}

function otherOutsiders(from: number, to: number): string {
	const isOut = (state: number) =>
		`(from_state <= ${Number(state)} AND coalesce(until_state > ${Number(state)}, true))`;
	return `SELECT partner, participant_id FROM main.people_left_out WHERE ${isOut(from)} <> ${isOut(to)}`;
}

/** Keys of people are given once and never taken back, so where there are as many as before there are the same. */
async function hasNewParticipants(tx: Transaction): Promise<boolean> {
	const [size] = await tx.read<{ keys: number; participants: number }>(
		`SELECT (SELECT count(*) FROM main.participant_keys)::INTEGER AS keys,
			(SELECT count(*) FROM mart.dim_participants)::INTEGER AS participants`
	);
	return size?.keys !== size?.participants;
}

const NEW_PARTICIPANTS = `SELECT partner, participant_id FROM main.participant_keys
	ANTI JOIN mart.dim_participants USING (partner, participant_id)`;

/** Whoever is new gets the numbers after the last one. */
const NUMBERS = `WITH people AS (
		SELECT DISTINCT person_key FROM main.participant_keys SEMI JOIN temp.moved USING (partner, participant_id)
	)
	SELECT person_key, coalesce(
		known.person_no,
		(SELECT max(person_no) FROM mart.person_numbers) + row_number() OVER (PARTITION BY known.person_no IS NULL ORDER BY person_key)
	)::INTEGER AS person_no
	FROM people LEFT JOIN mart.person_numbers AS known USING (person_key)`;

async function layOut(tx: Transaction, id: DatasetId): Promise<void> {
	const staged = `mart.changed.stg_${id}`;
	await tx.run(`CREATE TABLE ${staged} AS ${stagedAmong(id, 'mart.changed.dim_participants')};
		CREATE TABLE mart.changed.current_${id} AS ${currentAmong(id, staged)}`);
}

/** Codes in the rows of these datasets that the marts have no number for. */
async function hasNewCodes(tx: Transaction, datasets: DatasetId[]): Promise<boolean> {
	const codes = statement('marts/codes')
		.split('\n')
		.filter((line) => datasets.some((id) => line.includes(`staging.stg_${id}`)))
		.map((line) => among('changed', line.trim().replace(/^UNION ALL /, '')));
	if (codes.length === 0) return false;
	const [found] = await tx.read(
		`SELECT kind FROM (${codes.join(' UNION ALL ')}) AS own (kind, code)
		ANTI JOIN mart.codes ON codes.kind = own.kind AND codes.code = coalesce(own.code, '') LIMIT 1`
	);
	return found !== undefined;
}
