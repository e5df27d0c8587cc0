import { latestState, type Warehouse } from '$lib/server/warehouse';
import { withMarts } from './build-marts';
import { FAMILIES } from './families';
import type { KeptFamily } from './kept-family';
import { countFamily } from './count-family';
import { findKept, keep, otherContents, policyName, PUBLIC, type KeptKey, type Policy } from './kept-store';
import { readPublic } from './read-public';
import { protectCounted } from './protect-counted';

const running = new WeakMap<Warehouse, Map<string, Promise<void>>>();

/** Counts and protects all families of the latest state and keeps them; returns that state. */
export async function prepare(w: Warehouse, policy: Policy): Promise<number> {
	const state = await latestState(w);
	if (state === 0) return state;
	await prepareState(w, state, policy);
	await keptPublic(w, state);
	return state;
}

/** The latest state whose families are all protected and kept under this policy; 0 when there is none. */
export async function preparedState(w: Warehouse, policy: Policy): Promise<number> {
	const [row] = await w.read<{ state: number }>(
		`SELECT coalesce(max(state), 0)::INTEGER AS state FROM (
			SELECT state FROM main.kept_families WHERE policy = $1 GROUP BY state HAVING count(*) = $2
		)`,
		[policyName(policy), FAMILIES.length]
	);
	return row?.state ?? 0;
}

/** A kept family of a state; counted and protected first when nobody asked before. */
export async function keptFamily(
	w: Warehouse,
	state: number,
	family: string,
	policy: Policy
): Promise<KeptFamily> {
	const key = { state, family, policy: policyName(policy) };
	const found = await findKept(w, key);
	if (found) return found;
	await prepareState(w, state, policy);
	return kept(w, key);
}

/** The public figures of a state: awards, spending, the live lines of the service matrix. */
export async function keptPublic(w: Warehouse, state: number): Promise<KeptFamily> {
	const key = { state, family: 'public', policy: PUBLIC };
	const found = await findKept(w, key);
	if (found) return found;
	await once(w, `${state}/${PUBLIC}`, () => preparePublic(w, state));
	return kept(w, key);
}

async function kept(w: Warehouse, key: KeptKey): Promise<KeptFamily> {
	const found = await findKept(w, key);
	if (!found) throw new Error(`Family ${key.family} of state ${key.state} was prepared and is not kept.`);
	return found;
}

async function prepareState(w: Warehouse, state: number, policy: Policy): Promise<void> {
	await once(w, `${state}/${policyName(policy)}`, () => prepareMissing(w, state, policy));
}

/** One preparation of a kind at a time; whoever asks meanwhile waits for the same one. */
async function once(w: Warehouse, name: string, prepare: () => Promise<void>): Promise<void> {
	const known = running.get(w) ?? new Map<string, Promise<void>>();
	running.set(w, known);
	const work = known.get(name) ?? prepare();
	known.set(name, work);
	try {
		await work;
	} finally {
		known.delete(name);
	}
}

async function prepareMissing(w: Warehouse, state: number, policy: Policy): Promise<void> {
	const name = policyName(policy);
	const found = await Promise.all(FAMILIES.map(({ id }) => findKept(w, { state, family: id, policy: name })));
	const missing = FAMILIES.filter((_, at) => !found[at]);
	if (missing.length === 0) return;
	const counted = await withMarts(w, state, (ask) =>
		Promise.all(missing.map((spec) => countFamily(ask, spec)))
	);
	for (const family of counted) {
		const key = { state, family: family.spec.id, policy: name };
		await keep(w, key, await protectCounted(family, policy, await otherContents(w, key)));
	}
}

async function preparePublic(w: Warehouse, state: number): Promise<void> {
	const combinations = await withMarts(w, state, readPublic);
	const content = { print: '', combinations, withheldWhole: [], mayBeZero: [], curves: [], asides: {} };
	await keep(w, { state, family: 'public', policy: PUBLIC }, content);
}
