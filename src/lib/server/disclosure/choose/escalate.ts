import type { Leave } from './buy-moves';
import type { Cover, Sensitive } from './cover';
import { exploreMoves } from './explore-moves';
import { mirrorBlocks, SEARCHES } from './mirror-blocks';
import { secureCell } from './secure-cell';

/**
 * Protects a cell that its own block cannot: first with what may be hidden in the blocks above, then by
 * withholding its table whole, zeros included, and more of its block step by step; headlined totals go last.
 */
export async function escalate(cover: Cover, cell: Sensitive): Promise<void> {
	for (const { groups, leave } of stepsFor(cover, cell)) {
		groups.forEach((group) => cover.withholdWhole(group));
		for (const search of SEARCHES) {
			const blocks = mirrorBlocks(cover, cell, { ...search, shown: true });
			await exploreMoves(cover, blocks, [cell]);
			if (await secureCell(cover, blocks, cell, leave)) return;
		}
	}
	throw new Error(`No way was found to protect ${cover.system.keys[cell.node]}; nothing is published`);
}

interface Step {
	groups: number[];
	leave: Leave;
}

function stepsFor(cover: Cover, { node }: Sensitive): Step[] {
	const { system } = cover;
	const own = system.groupOf[node] ?? -1;
	const nodes = system.blocks[system.blockOf[node] ?? -1]?.nodes ?? [];
	const inBlock = [...new Set(nodes.map((each) => system.groupOf[each] ?? -1))];
	const headlined = (group: number) => system.headline[system.groups[group]?.nodes[0] ?? -1] ?? false;
	const last: Step[] = [
		{ groups: [], leave: { headline: true, known: false } },
		{ groups: inBlock, leave: { headline: true, known: true } }
	];
	if (headlined(own)) return last;
	const table = inBlock.filter((group) => sameTable(cover, group, own));
	const finer = inBlock.filter((group) => !headlined(group));
	const whole = [[own], table, finer].map((groups) => ({ groups, leave: { headline: false, known: false } }));
	return [...whole, ...last];
}

function sameTable({ system }: Cover, one: number, other: number): boolean {
	return system.groups[one]?.combination.join() === system.groups[other]?.combination.join();
}
