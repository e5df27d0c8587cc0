import type { Cover, Sensitive } from './cover';
import type { Relation } from './link-overlaps';

/** How the blocks that must move together with a cell are looked for. */
export interface MirrorSearch {
	/** Among the parts that could follow a total upwards: 0 the one with the most room, 1 the next, and so on. */
	rank: number;
	/** Whether cells that are still shown may be asked to move too. */
	shown: boolean;
	/** Whether all blocks above are taken along, for the sake of the cells that make up for this one. */
	above: boolean;
}

/** Cells that need the same blocks to move with them. */
export interface Together {
	blocks: number[];
	cells: Sensitive[];
}

/** The searches that are tried one after the other, the smallest programmes first. */
export const SEARCHES: readonly Omit<MirrorSearch, 'shown'>[] = [
	{ rank: 0, above: false },
	{ rank: 1, above: false },
	{ rank: 0, above: true }
];

/** Cells by the blocks that must move together with them. */
export function groupMirrored(cover: Cover, cells: Sensitive[], search: MirrorSearch): Together[] {
	const groups = new Map<string, Together>();
	for (const cell of cells) {
		const blocks = mirrorBlocks(cover, cell, search);
		const group = groups.get(blocks.join()) ?? { blocks, cells: [] };
		group.cells.push(cell);
		groups.set(blocks.join(), group);
	}
	return [...groups.values()];
}

/**
 * The blocks that must move together for a cell to rise by a threshold: a total that the cell would exceed, and for
 * a total that its parts would no longer reach, one part. Each rises in its own block as the cell does in its own.
 */
export function mirrorBlocks(cover: Cover, cell: Sensitive, search: MirrorSearch): number[] {
	const { system } = cover;
	const reached = new Set(sameCell(cover, cell.node));
	const stack = [...reached];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		const rows = (system.relationsOf[node] ?? []).map((row) => system.relations[row]);
		for (const relation of rows) {
			const next = relation ? follower(cover, node, relation, { reached, search }) : undefined;
			if (next === undefined || reached.has(next)) continue;
			reached.add(next);
			stack.push(next);
		}
	}
	return [...new Set([...reached].map((node) => system.blockOf[node] ?? -1))].sort(
		(one, other) => one - other
	);
}

/** The cell's node, and the totals inside the same cell that rise with it. */
function sameCell({ system, hidden }: Cover, start: number): number[] {
	const rising = [start];
	for (const node of rising) {
		for (const row of system.equalitiesOf[node] ?? []) {
			const { nodes, signs } = system.equalities[row] ?? { nodes: [], signs: [] };
			const total = nodes[signs.indexOf(-1)];
			const inside = total !== undefined && system.cellOf[total] === system.cellOf[start];
			if (inside && hidden[total] && !rising.includes(total)) rising.push(total);
		}
	}
	return rising;
}

interface Reach {
	reached: Set<number>;
	search: MirrorSearch;
}

function follower(cover: Cover, node: number, relation: Relation, reach: Reach): number | undefined {
	return relation.parent === node
		? partBelow(cover, relation, reach)
		: totalAbove(cover, node, relation, reach);
}

function totalAbove(
	cover: Cover,
	node: number,
	{ parent, bounded }: Relation,
	{ search }: Reach
): number | undefined {
	const room = parent < 0 ? Infinity : cover.valueOf(parent) - cover.valueOf(node);
	const follows = bounded && room < cover.threshold && (cover.hidden[parent] || search.shown);
	return follows ? parent : undefined;
}

function partBelow(cover: Cover, { parent, children, covered }: Relation, reach: Reach): number | undefined {
	const sum = children.reduce((running, child) => running + cover.valueOf(child), 0);
	if (!covered || sum - cover.valueOf(parent) >= cover.threshold) return undefined;
	if (children.some((child) => reach.reached.has(child))) return undefined;
	const able = children.filter(
		(child) => cover.hidden[child] || (reach.search.shown && cover.valueOf(child) > 0)
	);
	const room = new Map(able.map((child) => [child, roomBeside(cover, child)]));
	able.sort((one, other) => (room.get(other) ?? 0) - (room.get(one) ?? 0) || one - other);
	return able[Math.min(reach.search.rank, able.length - 1)];
}

/** How many people could move within the cells beside a node. */
function roomBeside({ system, hidden }: Cover, node: number): number {
	const beside = system.groups[system.groupOf[node] ?? -1]?.nodes ?? [];
	return beside.reduce(
		(sum, each) => sum + (hidden[each] ? Math.max(0, (system.values[each] ?? 0) - 1) : 0),
		0
	);
}
