import type { ReleasedCell } from '../family';
import type { Cover, Sensitive } from './cover';

/**
 * Hides what must be hidden for its own sake, and says what must be proved of it: counts below the threshold;
 * counts that differ from an earlier release by less than the threshold; and what an earlier release hid, unless
 * it changed. Marks as known what an earlier release showed with the same value.
 */
export function findSensitive(cover: Cover, earlier: ReleasedCell[][]): Sensitive[] {
	const found = new Map<number, Sensitive>();
	cover.system.values.forEach((value, node) => {
		if (value > 0 && value < cover.threshold) found.set(node, { node, reach: cover.threshold, away: [] });
	});
	for (const release of earlier) compare(cover, release, found);
	cover.hide(found.keys());
	return [...found.values()]
		.filter(({ node }) => !cover.known[node])
		.sort((one, other) => one.node - other.node);
}

function compare(cover: Cover, release: ReleasedCell[], found: Map<number, Sensitive>): void {
	const before = new Map(release.map((cell) => [cell.key, cell]));
	const changed = new Set<number>();
	cover.system.keys.forEach((key, node) => {
		const cell = before.get(key);
		if (cell && cell.value !== cover.valueOf(node)) changed.add(cover.system.blockOf[node] ?? -1);
	});
	cover.system.keys.forEach((key, node) => {
		const cell = before.get(key);
		if (!cell) return;
		if (cell.value !== cover.valueOf(node)) compareChanged(cover, node, cell, found);
		else if (cell.hidden) keepHidden(cover, node, changed, found);
		else cover.known[node] = 1;
	});
}

/** A small difference is a small count of people, whether both numbers are shown or both are narrowed down. */
function compareChanged(
	cover: Cover,
	node: number,
	before: ReleasedCell,
	found: Map<number, Sensitive>
): void {
	const value = cover.valueOf(node);
	const wasSmall = before.hidden && before.value < cover.threshold;
	if (value === 0 || wasSmall || Math.abs(value - before.value) >= cover.threshold) return;
	const cell = found.get(node) ?? { node, reach: 0, away: [] };
	found.set(node, { ...cell, away: [...cell.away, before.value] });
}

/** In a block that changed, a cell that stays hidden must stay wide by itself: the proofs of before may be gone. */
function keepHidden(cover: Cover, node: number, changed: Set<number>, found: Map<number, Sensitive>): void {
	const { system } = cover;
	cover.hide([node]);
	if (cover.valueOf(node) === 0) cover.withholdWhole(system.groupOf[node] ?? -1);
	else if (changed.has(system.blockOf[node] ?? -1) && !found.has(node))
		found.set(node, { node, reach: 0, away: [] });
}
