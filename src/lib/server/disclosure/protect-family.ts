import { chooseHidden } from './choose/choose-hidden';
import { Cover } from './choose/cover';
import { findSensitive } from './choose/find-sensitive';
import { linkCells } from './choose/link-cells';
import { cellKey, type Family, type Policy, type Protection, type ReleasedCell } from './family';
import { sayWhole } from './say-whole';

/**
 * Chooses what to withhold so that no reader of everything published, in this release and the earlier ones, can
 * confirm a count (or a difference between releases) that is below the threshold. Throws rather than publish
 * what is not proved.
 */
export async function protectFamily(
	family: Family,
	policy: Policy,
	earlier: ReleasedCell[][] = []
): Promise<Protection> {
	if (isHarmless(family, policy, earlier)) return release(policy, keysAndValues(family), new Set(), []);
	const cover = new Cover(linkCells(family), policy.threshold);
	await chooseHidden(cover, findSensitive(cover, earlier));
	const { keys, values } = cover.system;
	const hidden = new Set(keys.filter((_, node) => cover.hidden[node]));
	const mayBeZero = keys.filter((_, node) => cover.hidden[node] && cover.open[node]);
	const cells = keys.map((key, node): [string, number] => [key, values[node] ?? 0]);
	return { ...release(policy, cells, hidden, mayBeZero), withheldWhole: sayWhole(cover) };
}

/** Nothing is small and nothing was released before: nothing to do. */
function isHarmless(family: Family, { threshold }: Policy, earlier: ReleasedCell[][]): boolean {
	if (earlier.some((cells) => cells.length > 0)) return false;
	return family.cells.every(({ counts }) =>
		Object.values(counts).every((count) => count === 0 || count >= threshold)
	);
}

function keysAndValues(family: Family): [string, number][] {
	return family.cells.flatMap(({ at, counts }) =>
		Object.entries(counts).map(([variable, count]): [string, number] => [cellKey(variable, at), count])
	);
}

function release(
	{ threshold }: Policy,
	cells: [string, number][],
	hidden: Set<string>,
	mayBeZero: string[]
): Protection {
	const released = cells.map(([key, value]) => ({ key, value, hidden: hidden.has(key) }));
	return { threshold, hidden: [...hidden], mayBeZero, withheldWhole: [], released };
}
