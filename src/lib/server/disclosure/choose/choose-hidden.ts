import type { Cover, Sensitive } from './cover';
import { escalate } from './escalate';
import { exploreMoves, unsafe } from './explore-moves';
import { nearBlocks } from './near-blocks';
import { protectBlock } from './secure-cell';

/** Blocks worked on side by side: enough to keep the solver busy. */
const SIDE_BY_SIDE = 48;

/** How many blocks below a block are looked at before anything more is hidden. */
const BELOW = 3;

/**
 * Hides more until every sensitive cell is proved safe. Blocks go from the coarsest to the finest, so that totals
 * settle first. Side by side no block touches another's cells, so the choice never depends on timing.
 */
export async function chooseHidden(cover: Cover, cells: Sensitive[]): Promise<void> {
	const wards = wardsOf(cover, cells);
	const depths = [...new Set(wards.map(({ depth }) => depth))].sort((one, other) => one - other);
	for (const depth of depths)
		await protectDepth(
			cover,
			wards.filter((ward) => ward.depth === depth)
		);
}

interface Ward {
	block: number;
	depth: number;
	cells: Sensitive[];
}

function wardsOf({ system }: Cover, cells: Sensitive[]): Ward[] {
	const wards = new Map<number, Ward>();
	for (const cell of cells) {
		const block = system.blockOf[cell.node] ?? -1;
		const ward = wards.get(block) ?? { block, depth: system.blocks[block]?.depth ?? 0, cells: [] };
		ward.cells.push(cell);
		wards.set(block, ward);
	}
	return [...wards.values()];
}

async function protectDepth(cover: Cover, wards: Ward[]): Promise<void> {
	const explore = (below: number | null) => (ward: Ward) => {
		const blocks = below === null ? [ward.block] : nearBlocks(cover.system, ward.block, below);
		return exploreMoves(cover, blocks, unsafe(cover, ward.cells));
	};
	await sideBySide(cover, wards, explore(null));
	await sideBySide(cover, wards, explore(0));
	await sideBySide(cover, wards, explore(BELOW));
	await sideBySide(cover, wards, (ward) => protectBlock(cover, ward.block, ward.cells));
	for (const cell of wards.flatMap((ward) => ward.cells))
		if (!cover.isSafe(cell)) await escalate(cover, cell);
}

async function sideBySide(cover: Cover, wards: Ward[], work: (ward: Ward) => Promise<void>): Promise<void> {
	const open = wards.filter((ward) => unsafe(cover, ward.cells).length > 0);
	for (let at = 0; at < open.length; at += SIDE_BY_SIDE) {
		await Promise.all(open.slice(at, at + SIDE_BY_SIDE).map(work));
	}
}
