import type { Settings } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { copying, storeTogether, writing } from './store-together';
import { openFamily, type KeptContent, type KeptFamily } from './kept-family';

/** What a kept family was protected under. */
export type Policy = Pick<Settings, 'threshold'>;

/** Which kept family is meant. */
export interface KeptKey {
	state: number;
	family: string;
	/** The policy's name, as `policyName` gives it. */
	policy: string;
}

/** Raised when families are cut or counted anew, so that kept ones of an older Braidwork are not mistaken for them. */
const FAMILIES_VERSION = 20;

/** Kept families of this many states and policies stay in memory. */
const REMEMBERED = 60;

const remembered = new WeakMap<Warehouse, Map<string, { key: KeptKey; kept: KeptFamily }>>();

/** The name under which a policy's protections are kept. */
export function policyName(policy: Policy): string {
	return `threshold ${policy.threshold}, families ${FAMILIES_VERSION}`;
}

/** The thresholds under which tables of a state are kept, the first one first. */
export async function keptThresholds(w: Warehouse, state: number): Promise<number[]> {
	const rows = await w.read<{ threshold: number }>(
		`SELECT regexp_extract(policy, '^threshold (\\d+)', 1)::INTEGER AS threshold FROM main.kept_families
		WHERE state = $1 AND starts_with(policy, 'threshold ') AND ends_with(policy, $2)
		GROUP BY ALL ORDER BY min(released_at)`,
		[state, `families ${FAMILIES_VERSION}`]
	);
	return rows.map(({ threshold }) => threshold);
}

/** What is kept of a family, from memory or else read once more without being remembered. */
export async function contentOf(
	w: Warehouse,
	{ state, family, policy }: KeptKey
): Promise<KeptContent | undefined> {
	const known = inMemory(w, { state, family, policy });
	if (known) return known.content;
	const [row] = await w.read<{ content: string }>(
		'SELECT content::VARCHAR AS content FROM main.kept_families WHERE state = $1 AND family = $2 AND policy = $3',
		[state, family, policy]
	);
	return row && (JSON.parse(row.content) as KeptContent);
}

/** All other states of which a family is kept under the same policy, the oldest first. */
export async function otherStates(w: Warehouse, { state, family, policy }: KeptKey): Promise<number[]> {
	const rows = await w.read<{ state: number }>(
		`SELECT state::INTEGER AS state FROM main.kept_families
		WHERE state <> $1 AND family = $2 AND policy = $3 ORDER BY state`,
		[state, family, policy]
	);
	return rows.map((row) => row.state);
}

/** The name under which figures that need no protection are kept. */
export const PUBLIC = `public, families ${FAMILIES_VERSION}`;

/** A kept family that is in memory. */
export function inMemory(w: Warehouse, key: KeptKey): KeptFamily | undefined {
	return memoryOf(w).get(nameOf(key))?.kept;
}

/** A kept family from memory, else from the warehouse; nothing when it was never kept. */
export async function findKept(w: Warehouse, key: KeptKey): Promise<KeptFamily | undefined> {
	const known = inMemory(w, key);
	if (known) return known;
	const [row] = await w.read<{ content: string }>(
		'SELECT content::VARCHAR AS content FROM main.kept_families WHERE state = $1 AND family = $2 AND policy = $3',
		[key.state, key.family, key.policy]
	);
	return row ? remember(w, key, JSON.parse(row.content) as KeptContent) : undefined;
}

/** Keeps a protected family for ever; the first one kept stays. */
export async function keep(w: Warehouse, key: KeptKey, content: KeptContent): Promise<KeptFamily> {
	const twin = [...memoryOf(w).values()].find(({ kept }) => kept.content === content);
	await storeTogether(w, twin ? copying(key, twin.key) : writing(key, content));
	return remember(w, key, content, twin?.kept);
}

function remember(
	w: Warehouse,
	key: KeptKey,
	content: KeptContent,
	kept: KeptFamily = openFamily(content)
): KeptFamily {
	const memory = memoryOf(w);
	memory.set(nameOf(key), { key, kept });
	const oldest = memory.keys().next().value;
	if (memory.size > REMEMBERED && oldest !== undefined) memory.delete(oldest);
	return kept;
}

function memoryOf(w: Warehouse): Map<string, { key: KeptKey; kept: KeptFamily }> {
	const memory = remembered.get(w) ?? new Map<string, { key: KeptKey; kept: KeptFamily }>();
	remembered.set(w, memory);
	return memory;
}

function nameOf({ state, family, policy }: KeptKey): string {
	return `${state}/${family}/${policy}`;
}
