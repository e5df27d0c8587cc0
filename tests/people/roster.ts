import { makeState, type Transaction, type Warehouse } from '$lib/server/warehouse';
import { assignKeys, keepIdentifiers } from '$lib/server/people';
import { change, stage, submission } from '../warehouse/small-quarter';

/** A participant as a roster has them; what is left out is empty. */
export interface Listed {
	participant_id: string;
	first_name?: string | null;
	last_name?: string | null;
	birth_date?: string | null;
	ssn?: string | null;
	identity_hash?: string | null;
}

const TEXTS = ['participant_id', 'first_name', 'last_name', 'birth_date', 'ssn', 'identity_hash'] as const;

/** Stages a partner's roster with its identifiers in the vault. */
export async function stageRoster(
	tx: Transaction,
	where: { partner: string; period?: string },
	people: Listed[]
): Promise<string> {
	const period = where.period ?? '2015Q1';
	const id = `${where.partner}-${period}`;
	const record = submission(id, { partner: where.partner, period, dataset: 'participants' });
	await tx.run(
		`CREATE OR REPLACE TEMP TABLE roster (${TEXTS.map((name) => `${name} VARCHAR`).join(', ')}, source_row INTEGER)`
	);
	for (const [at, person] of people.entries()) {
		await tx.run('INSERT INTO temp.roster VALUES ($1, $2, $3, $4, $5, $6, $7)', [
			...TEXTS.map((name) => person[name]),
			at + 2
		]);
	}
	const open = people.map(({ participant_id }) => ({ participant_id, intake_date: '2015-01-05' }));
	await stage(tx, record, open);
	await keepIdentifiers(tx, record, 'temp.roster');
	return id;
}

/** Stages and publishes rosters in one transaction, keys assigned. */
export function publishRosters(
	w: Warehouse,
	rosters: { partner: string; period?: string; people: Listed[] }[]
): Promise<number> {
	return w.transaction(async (tx) => {
		const ids: string[] = [];
		for (const { people, ...where } of rosters) ids.push(await stageRoster(tx, where, people));
		await assignKeys(tx, ids);
		return makeState(tx, change(ids));
	});
}

/** Person keys by `partner participant_id`. */
export async function keysOf(w: Warehouse): Promise<Record<string, string>> {
	const rows = await w.read<{ who: string; person_key: string }>(
		`SELECT partner || ' ' || participant_id AS who, person_key FROM main.participant_keys ORDER BY who`
	);
	return Object.fromEntries(rows.map(({ who, person_key }) => [who, person_key]));
}
