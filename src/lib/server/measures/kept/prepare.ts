import { Refusal, writeDay } from '$lib/domain';
import { latestState, removedOn, unlessWritten, type Warehouse } from '$lib/server/warehouse';
import { withMarts } from '../marts/stand-marts';
import { FAMILIES, familySpec, type FamilySpec } from '../families';
import type { KeptContent, KeptFamily } from './kept-family';
import { countFamily } from '../counting/count-family';
import { findKept, keep, policyName, PUBLIC, type KeptKey, type Policy } from './kept-store';
import { readAwardRules, readPublic } from '../counting/read-public';
import { protectCounted } from './protect-counted';
import { policyFor } from './threshold';
import { hearTold, noteTold, toldBefore } from './told-before';
import { toldTogether } from './told-together';

const running = new WeakMap<Warehouse, Map<string, Promise<KeptFamily>>>();

/** So many states back one is looked for whose tables are ready. */
const LOOKED_BACK = 20;

/** Families beside which others are protected, then these. */
const OTHERS_FIRST = [...FAMILIES].sort((one, other) => standing(other) - standing(one));

function standing({ id }: FamilySpec): number {
	return FAMILIES.filter(({ beside }) => beside?.includes(id)).length;
}

/** Counts and protects all families of the latest state and keeps them; returns that state. */
export async function prepare(w: Warehouse, settings: Policy): Promise<number> {
	const state = await latestState(w);
	if (state === 0) return state;
	const policy = await policyFor(w, state, settings);
	const families = OTHERS_FIRST.map(({ id }) => keptFamily(w, state, id, policy));
	await Promise.all([...families, keptPublic(w, state), keptAwardRules(w, state)]);
	/* What fails here is met again by whoever protects the next state. */
	hearTold(w).catch(() => undefined);
	return state;
}

/**
 * Makes the marts of the latest state, its counts, and what it and the others say stand ready in memory, so that a
 * quarter that is filed again is compared with them at once; nothing is kept.
 */
export async function standReady(w: Warehouse, settings: Policy): Promise<void> {
	const state = await latestState(w);
	if (state === 0) return;
	const policy = await policyFor(w, state, settings);
	for (const { id } of FAMILIES) {
		const spec = familySpec(id);
		await withMarts(w, state, (ask) => countFamily(ask, spec));
		const next = { state: state + 1, family: id, policy: policyName(policy) };
		await toldBefore(w, next);
		await toldTogether(w, next);
	}
	await hearTold(w);
}

/** The latest state whose families are all protected and kept under the policy that it is shown under; 0 when there is none. */
export async function preparedState(w: Warehouse, settings: Policy): Promise<number> {
	const rows = await unlessWritten(w, 'states that are kept whole', () => keptWhole(w));
	for (const { state, policies } of rows)
		if (policies.includes(policyName(await policyFor(w, state, settings)))) return state;
	return 0;
}

/** The latest states whose families are all kept, and under which policies. */
function keptWhole(w: Warehouse): Promise<{ state: number; policies: string[] }[]> {
	return w.read(
		`SELECT state::INTEGER AS state, list(policy) AS policies FROM (
			SELECT state, policy FROM main.kept_families GROUP BY state, policy HAVING count(*) = $1
		) GROUP BY state ORDER BY state DESC LIMIT ${LOOKED_BACK}`,
		[FAMILIES.length]
	);
}

/** A kept family of a state; counted and protected first when nobody asked before. */
export function keptFamily(w: Warehouse, state: number, family: string, policy: Policy): Promise<KeptFamily> {
	const key = { state, family, policy: policyName(policy) };
	return findOrMake(w, key, () => inTurn(w, `${family}/${key.policy}`, () => keepState(w, key, policy)));
}

/** The public figures of a state: awards, spending, the live lines of the service matrix. */
export function keptPublic(w: Warehouse, state: number): Promise<KeptFamily> {
	const key = { state, family: 'public', policy: PUBLIC };
	return findOrMake(w, key, () => keepRead(w, key, readPublic));
}

/** The rules of a state's awards beside them: they came later, and what was kept before stays as it is. */
export function keptAwardRules(w: Warehouse, state: number): Promise<KeptFamily> {
	const key = { state, family: 'award_rules', policy: PUBLIC };
	return findOrMake(w, key, () => keepRead(w, key, readAwardRules));
}

/** One preparation of a family at a time; whoever asks meanwhile waits for the same one. */
async function findOrMake(w: Warehouse, key: KeptKey, make: () => Promise<KeptFamily>): Promise<KeptFamily> {
	const found = await findKept(w, key);
	if (found) return found;
	const known = running.get(w) ?? new Map<string, Promise<KeptFamily>>();
	running.set(w, known);
	const name = JSON.stringify(key);
	const work = known.get(name) ?? refuseRemoved(w, key.state).then(make);
	known.set(name, work);
	try {
		return await work;
	} finally {
		known.delete(name);
	}
}

/** A state whose rows were removed cannot be counted any more; what was kept of it before stays. */
async function refuseRemoved(w: Warehouse, state: number): Promise<void> {
	const at = await unlessWritten(w, `removed rows ${state}`, () => removedOn(w, state, 'rows'));
	if (at === null) return;
	throw new Refusal(
		'rows_removed',
		`State ${state} cannot be asked this any more: rows behind it were removed on ${writeDay(at)}, at the end of their retention.`,
		'Figures that were made of it before stay at their addresses; ask anything else of the latest state.'
	);
}

const turns = new WeakMap<Warehouse, Map<string, Promise<unknown>>>();

/** States of one family are protected one after another: each has to answer for what the others say. */
function inTurn<T>(w: Warehouse, family: string, work: () => Promise<T>): Promise<T> {
	const mine = turns.get(w) ?? new Map<string, Promise<unknown>>();
	turns.set(w, mine);
	const turn = (mine.get(family) ?? Promise.resolve()).then(work);
	mine.set(
		family,
		turn.catch(() => undefined)
	);
	return turn;
}

/** Protects a family and keeps it; what it tells is known before another state of it has its turn. */
async function keepState(w: Warehouse, key: KeptKey, policy: Policy): Promise<KeptFamily> {
	const content = await protectState(w, key, policy);
	const kept = await keep(w, key, content);
	noteTold(w, key, content);
	return kept;
}

async function protectState(w: Warehouse, key: KeptKey, policy: Policy): Promise<KeptContent> {
	const spec = familySpec(key.family);
	/* Read while the marts are made: behind what they are asked, each short question would wait for long ones. */
	const reading = toldBefore(w, key);
	const together = toldTogether(w, key);
	for (const early of [reading, together]) early.catch(() => undefined);
	const counted = await withMarts(w, key.state, (ask) => countFamily(ask, spec));
	const beside = (spec.beside ?? []).map(async (id) => {
		const { content } = await keptFamily(w, key.state, id, policy);
		return { spec: familySpec(id), content };
	});
	const [told, others] = await Promise.all([reading, Promise.all(beside)]);
	return protectCounted(counted, policy, told, others, () => together);
}

async function keepRead(w: Warehouse, key: KeptKey, read: typeof readPublic): Promise<KeptFamily> {
	const combinations = await withMarts(w, key.state, read);
	return keep(w, key, {
		print: '',
		combinations,
		withheldWhole: [],
		mayBeZero: [],
		curves: [],
		asides: {}
	});
}
