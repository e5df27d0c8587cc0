import { ageBands } from '$lib/server/people';
import { statement, type Transaction, type Warehouse } from '$lib/server/warehouse';
import type { AskMarts } from '../families';

/** The marts in the order in which each stands on those before it; each is one statement of the warehouse room. */
const MARTS = [
	'dim_participants',
	'dim_quarters',
	'dim_partners',
	'dim_people',
	'person_populations',
	'fct_deliveries',
	'fct_enrollments',
	'fct_needs',
	'fct_need_people',
	'fct_presence',
	'dim_awards',
	'offering_lines',
	'offering_room',
	'fct_need_levels',
	'fct_stays',
	'fct_exits'
];

/** Codes that facts hold as small numbers; each is a type that is made from `codes`. */
const CODES = ['population', 'partner', 'service', 'award', 'sex', 'race_ethnicity', 'education', 'zip'];

/** The state whose marts stand. */
const built = new WeakMap<Warehouse, number>();

const turns = new WeakMap<Warehouse, Promise<unknown>>();

/** Asks the marts of one state, built for it unless they already are; builds and questions wait for each other. */
export function withMarts<T>(w: Warehouse, state: number, work: (ask: AskMarts) => Promise<T>): Promise<T> {
	const before = turns.get(w) ?? Promise.resolve();
	const turn = before.then(async () => {
		if (built.get(w) !== state) {
			built.delete(w);
			await w.transaction((tx) => buildMarts(tx, state));
			built.set(w, state);
		}
		return work((sql) => w.read(sql, [], state));
	});
	turns.set(
		w,
		turn.catch(() => undefined)
	);
	return turn;
}

async function buildMarts(tx: Transaction, state: number): Promise<void> {
	await tx.run(`SET VARIABLE state = ${Number(state)}`);
	await ageBands(tx);
	for (const name of [...MARTS].reverse()) await tx.run(`DROP TABLE IF EXISTS mart.${name}`);
	await makeCodes(tx);
	for (const name of MARTS) await tx.run(`CREATE TABLE mart.${name} AS ${statement(`marts/${name}`)}`);
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
