import { buyMoves, type Leave } from './buy-moves';
import type { Cover, Sensitive } from './cover';
import { exploreMoves, glanceMoves, unsafe } from './explore-moves';

/** How often more is hidden for one cell before it is given up here: to reach the threshold, to widen, to widen again. */
const ATTEMPTS = 3;

/** A bought cell that more proofs than this lean on is left hidden: showing it again would take too long to prove. */
const LEANING = 24;

/** Hides the cheapest other cells of these blocks until no reader can confirm the cell; says whether that worked. */
export async function secureCell(
	cover: Cover,
	blocks: number[],
	cell: Sensitive,
	leave: Leave
): Promise<boolean> {
	for (let attempt = 0; attempt < ATTEMPTS && !cover.isSafe(cell); attempt++) {
		if (!(await buyWay(cover, blocks, cell, { ...leave, first: attempt === 0 }))) return false;
		if (!cover.isSafe(cell)) await exploreMoves(cover, blocks, [cell]);
	}
	return cover.isSafe(cell);
}

async function buyWay(
	cover: Cover,
	blocks: number[],
	cell: Sensitive,
	leave: Leave & { first: boolean }
): Promise<boolean> {
	const short = (cover.high[cell.node] ?? 0) < cell.reach;
	const climb = leave.first && short ? cell.reach - cover.valueOf(cell.node) : cover.climbOf(cell);
	if (await buyMoves(cover, blocks, { cell, amount: climb }, leave)) return true;
	return !short && (await buyMoves(cover, blocks, { cell, amount: -cover.descentOf(cell) }, leave));
}

/** Protects the cells of one block by hiding others of the same block, then shows again what need not be hidden. */
export async function protectBlock(cover: Cover, block: number, cells: Sensitive[]): Promise<void> {
	const nodes = cover.system.blocks[block]?.nodes ?? [];
	const shown = nodes.filter((node) => !cover.hidden[node]);
	await protectTogether(cover, [block], cells);
	await showSpare(
		cover,
		block,
		cells,
		shown.filter((node) => cover.hidden[node])
	);
}

/** Protects cells one after the other by hiding others of these blocks; each may find itself safe by what was hidden before. */
export async function protectTogether(cover: Cover, blocks: number[], cells: Sensitive[]): Promise<void> {
	let news = true;
	for (const cell of inOrder(cover, cells)) {
		if (cover.isSafe(cell)) continue;
		if (news) await glanceMoves(cover, blocks, unsafe(cover, cells));
		if (!cover.isSafe(cell)) await exploreMoves(cover, blocks, [cell]);
		if (cover.isSafe(cell)) continue;
		const headline = cover.system.headline[cell.node] ?? false;
		news = await secureCell(cover, blocks, cell, { headline, known: false });
	}
}

/** Headlined totals first, then the largest: what is hidden for them helps the smaller ones. */
function inOrder({ system }: Cover, cells: Sensitive[]): Sensitive[] {
	const weight = ({ node }: Sensitive) => (system.headline[node] ? 1e6 : 0) + (system.values[node] ?? 0);
	return [...cells].sort((one, other) => weight(other) - weight(one) || one.node - other.node);
}

/** Shows again, largest first, what was hidden for others that are safe without it. */
async function showSpare(cover: Cover, block: number, cells: Sensitive[], bought: number[]): Promise<void> {
	for (const node of bought.sort((one, other) => cover.valueOf(other) - cover.valueOf(one) || one - other)) {
		const leaning = cells.filter((cell) => cover.isSafe(cell) && leansOn(cover, cell, node));
		if (leaning.length > LEANING) continue;
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
