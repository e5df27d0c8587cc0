import type { LinkedSystem } from './link-cells';

/** A block, some of the blocks below it (those with the most people first), and all blocks above any of them. */
export function nearBlocks(system: LinkedSystem, block: number, below: number): number[] {
	const near = new Set<number>();
	const children = [...(system.blocks[block]?.children ?? [])];
	const weight = new Map(children.map((child) => [child, peopleIn(system, child)]));
	children.sort((one, other) => (weight.get(other) ?? 0) - (weight.get(one) ?? 0) || one - other);
	for (const each of [block, ...children.slice(0, below)]) addUpwards(system, each, near);
	return [...near];
}

function peopleIn(system: LinkedSystem, block: number): number {
	return (system.blocks[block]?.nodes ?? []).reduce((sum, node) => sum + (system.values[node] ?? 0), 0);
}

function addUpwards(system: LinkedSystem, block: number, near: Set<number>): void {
	if (near.has(block)) return;
	near.add(block);
	for (const parent of system.blocks[block]?.parents ?? []) addUpwards(system, parent, near);
}
