import { latestState, type Warehouse } from '$lib/server/warehouse';
import { withMarts } from './build-marts';
import { FAMILIES, familySpec } from './families';
import type { KeptFamily } from './kept-family';
import { countFamily } from './count-family';
import { earlierContents, findKept, keepAll, policyName, type Policy } from './kept-store';
import { protectCounted } from './protect-counted';

const running = new WeakMap<Warehouse, Map<string, Promise<void>>>();

/** Counts and protects all families of the latest state and keeps them; returns that state. */
export async function prepare(w: Warehouse, policy: Policy): Promise<number> {
	const state = await latestState(w);
	if (state > 0) await prepareState(w, state, policy);
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
	const found = await findKept(w, { state, family, policy });
	if (found) return found;
	await prepareState(w, state, policy);
	const made = await findKept(w, { state, family, policy });
	if (!made) throw new Error(`Family ${family} of state ${state} was prepared and is not kept.`);
	return made;
}

/** One preparation per state and policy at a time; whoever asks meanwhile waits for the same one. */
async function prepareState(w: Warehouse, state: number, policy: Policy): Promise<void> {
	const known = running.get(w) ?? new Map<string, Promise<void>>();
	running.set(w, known);
	const key = `${state}/${policyName(policy)}`;
	const work = known.get(key) ?? prepareMissing(w, state, policy);
	known.set(key, work);
	try {
		await work;
	} finally {
		known.delete(key);
	}
}

async function prepareMissing(w: Warehouse, state: number, policy: Policy): Promise<void> {
	const kept = await Promise.all(FAMILIES.map(({ id }) => findKept(w, { state, family: id, policy })));
	const missing = FAMILIES.filter((_, at) => !kept[at]).map(({ id }) => id);
	if (missing.length === 0) return;
	const counted = await withMarts(w, state, (ask) =>
		Promise.all(missing.map((id) => countFamily(ask, familySpec(id))))
	);
	for (const family of counted) {
		const earlier = await earlierContents(w, { state, family: family.spec.id, policy });
		const content = await protectCounted(family, policy, earlier);
		await keepAll(w, { state, family: family.spec.id, policy }, content);
	}
}
