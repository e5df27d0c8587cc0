import { buyMoves, type Leave } from './buy-moves';
import type { Cover, Sensitive } from './cover';
import { exploreMoves, unsafe } from './explore-moves';

/** How often more is hidden for one cell before it is given up here: to reach the threshold, to widen, to widen again. */
const ATTEMPTS = 3;

/** Hides the cheapest other cells of these blocks until no reader can confirm the cell; says whether that worked. */
export async function secureCell(
	cover: Cover,
	blocks: number[],
	cell: Sensitive,
	leave: Leave
): Promise<boolean> {
	for (let attempt = 0; attempt < ATTEMPTS && !cover.isSafe(cell); attempt++) {
		const nodes = await buyWay(cover, blocks, cell, { ...leave, first: attempt === 0 });
		if (nodes === null) return false;
		cover.hide(nodes);
		await exploreMoves(cover, blocks, [cell]);
	}
	return cover.isSafe(cell);
}

async function buyWay(
	cover: Cover,
	blocks: number[],
	cell: Sensitive,
	leave: Leave & { first: boolean }
): Promise<number[] | null> {
	const missing = cell.reach - cover.valueOf(cell.node);
	const short = (cover.high[cell.node] ?? 0) < cell.reach;
	const up = leave.first && short ? missing : cover.climbOf(cell);
	const nodes = await buyMoves(cover, blocks, { cell, amount: up }, leave);
	if (nodes !== null || short) return nodes;
	return buyMoves(cover, blocks, { cell, amount: -cover.descentOf(cell) }, leave);
}

/** Protects the cells of one block by hiding others of the same block, then shows again what need not be hidden. */
export async function protectBlock(cover: Cover, block: number, cells: Sensitive[]): Promise<void> {
	const before = cover.hidden.slice();
	const { headline, values, nodes } = {
		...cover.system,
		...cover.system.blocks[block],
		nodes: cover.system.blocks[block]?.nodes ?? []
	};
	const first = (cell: Sensitive) => (headline[cell.node] ? 1 : 0);
	const order = [...cells].sort(
		(one, other) => first(other) - first(one) || (values[other.node] ?? 0) - (values[one.node] ?? 0)
	);
	for (const cell of order) {
		if (cover.isSafe(cell)) continue;
		await secureCell(cover, [block], cell, { headline: headline[cell.node] ?? false, known: false });
		await exploreMoves(cover, [block], unsafe(cover, order));
	}
	await showSpare(
		cover,
		block,
		cells,
		nodes.filter((node) => cover.hidden[node] && !before[node])
	);
}

/** Shows again, largest first, what was hidden for others that are safe without it. */
async function showSpare(cover: Cover, block: number, cells: Sensitive[], bought: number[]): Promise<void> {
	for (const node of bought.sort((one, other) => cover.valueOf(other) - cover.valueOf(one))) {
		const leaning = cells.filter((cell) => cover.isSafe(cell) && leansOn(cover, cell, node));
		const proofs = leaning.map((cell) => cover.forget(cell.node));
		cover.hidden[node] = 0;
		await exploreMoves(cover, [block], leaning);
		if (unsafe(cover, leaning).length === 0) continue;
		cover.hidden[node] = 1;
		proofs.forEach((proof) => cover.restore(proof));
	}
}

function leansOn(cover: Cover, { node }: Sensitive, on: number): boolean {
	const proofs = [cover.lowest[node], cover.highest[node]];
	return proofs.some((witness) => witness?.nodes.includes(on));
}
