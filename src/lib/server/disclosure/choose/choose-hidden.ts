import type { Cover, Sensitive } from './cover';
import { escalate } from './escalate';
import { exploreMoves, unsafe } from './explore-moves';
import { groupMirrored, SEARCHES, type MirrorSearch } from './mirror-blocks';
import { protectBlock, protectTogether } from './secure-cell';

/** Blocks worked on side by side: enough to keep the solver busy. */
const SIDE_BY_SIDE = 48;

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
	/** Which blocks were already asked for a node, as text. */
	tried: Map<number, string[]>;
}

function wardsOf({ system }: Cover, cells: Sensitive[]): Ward[] {
	const wards = new Map<number, Ward>();
	for (const cell of cells) {
		const block = system.blockOf[cell.node] ?? -1;
		const ward: Ward = wards.get(block) ?? {
			block,
			depth: system.blocks[block]?.depth ?? 0,
			cells: [],
			tried: new Map()
		};
		ward.cells.push(cell);
		wards.set(block, ward);
	}
	return [...wards.values()];
}

async function protectDepth(cover: Cover, wards: Ward[]): Promise<void> {
	await sideBySide(cover, wards, (ward) => exploreMoves(cover, [ward.block], unsafe(cover, ward.cells)));
	for (const search of SEARCHES)
		await sideBySide(cover, wards, (ward) => exploreMirrored(cover, ward, search));
	await sideBySide(cover, wards, (ward) => protectBlock(cover, ward.block, ward.cells));
	for (const ward of wards) await protectMirrored(cover, ward.cells);
	for (const cell of wards.flatMap((ward) => ward.cells))
		if (!cover.isSafe(cell)) await escalate(cover, cell);
}

async function exploreMirrored(cover: Cover, ward: Ward, search: Omit<MirrorSearch, 'shown'>): Promise<void> {
	for (const { blocks, cells } of groupMirrored(cover, unsafe(cover, ward.cells), {
		...search,
		shown: false
	})) {
		const key = blocks.join();
		const fresh = cells.filter(
			({ node }) => key !== String(ward.block) && !ward.tried.get(node)?.includes(key)
		);
		for (const { node } of fresh) ward.tried.set(node, [...(ward.tried.get(node) ?? []), key]);
		await exploreMoves(cover, blocks, unsafe(cover, fresh));
	}
}

/** What its own block could not protect, one group of blocks after the other: they share the blocks above. */
async function protectMirrored(cover: Cover, cells: Sensitive[]): Promise<void> {
	for (const search of SEARCHES) {
		const groups = groupMirrored(cover, unsafe(cover, cells), { ...search, shown: true });
		for (const { blocks, cells } of groups) await protectTogether(cover, blocks, cells);
	}
}

async function sideBySide(cover: Cover, wards: Ward[], work: (ward: Ward) => Promise<void>): Promise<void> {
	const open = wards.filter((ward) => unsafe(cover, ward.cells).length > 0);
	for (let at = 0; at < open.length; at += SIDE_BY_SIDE) {
		await Promise.all(open.slice(at, at + SIDE_BY_SIDE).map(work));
	}
}
