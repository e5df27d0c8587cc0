import type { Leave } from './buy-moves';
import type { Cover, Sensitive } from './cover';
import { exploreMoves } from './explore-moves';
import { nearBlocks } from './near-blocks';
import { secureCell } from './secure-cell';

const NEITHER: Leave = { headline: false, known: false };

/**
 * Protects a cell that its own block cannot: first with what may be hidden in the blocks above, then by
 * withholding its table whole, zeros included, and more of its block step by step; headlined totals go last.
 */
export async function escalate(cover: Cover, cell: Sensitive): Promise<void> {
	for (const step of stepsFor(cover, cell)) {
		step.groups.forEach((group) => cover.withholdWhole(group));
		await exploreMoves(cover, step.blocks, [cell]);
		if (await secureCell(cover, step.blocks, cell, step.leave)) return;
	}
	throw new Error(`No way was found to protect ${cover.system.keys[cell.node]}; nothing is published`);
}

interface Step {
	groups: number[];
	blocks: number[];
	leave: Leave;
}

function stepsFor(cover: Cover, { node }: Sensitive): Step[] {
	const { system } = cover;
	const block = system.blockOf[node] ?? -1;
	const own = system.groupOf[node] ?? -1;
	const inBlock = [...new Set((system.blocks[block]?.nodes ?? []).map((each) => system.groupOf[each] ?? -1))];
	const headlined = (group: number) => system.headline[system.groups[group]?.nodes[0] ?? -1] ?? false;
	const table = inBlock.filter((group) => sameTable(cover, group, own));
	const blocks = nearBlocks(system, block, 4);
	const last: Step[] = [
		{ groups: [], blocks, leave: { headline: true, known: false } },
		{ groups: [], blocks, leave: { headline: true, known: true } },
		{ groups: inBlock, blocks: nearBlocks(system, block, Infinity), leave: { headline: true, known: true } }
	];
	const start: Step = { groups: [], blocks, leave: NEITHER };
	if (headlined(own)) return [start, ...last];
	const finer = inBlock.filter((group) => !headlined(group));
	return [
		start,
		{ groups: [own], blocks, leave: NEITHER },
		{ groups: table, blocks, leave: NEITHER },
		{ groups: finer, blocks, leave: { headline: false, known: true } },
		...last
	];
}

function sameTable({ system }: Cover, one: number, other: number): boolean {
	return system.groups[one]?.combination.join() === system.groups[other]?.combination.join();
}
