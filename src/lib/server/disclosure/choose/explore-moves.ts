import { solve, solveEach, type Objective, type Solution } from '$lib/server/solver';
import type { Cover, Sensitive, Witness } from './cover';
import { draftMoves, type Freedom, type MoveProgram } from './draft-moves';

/** How many objectives travel together; the proofs that come back may spare the next ones. */
const TOGETHER = 8;

/** Weight of lifting others beside the one that is asked for: small enough never to cost it a person. */
const BESIDE = 1e-3;

/** Moves closer to a whole number than this are whole. */
const WHOLE = 1e-6;

/**
 * Looks for alternative tables that move hidden nodes of these blocks only, and keeps them as proofs. Each
 * unsafe cell is asked how high it can stand, and how low when that is not enough; one table often proves many.
 */
export async function exploreMoves(cover: Cover, blocks: number[], cells: Sensitive[]): Promise<void> {
	const drafted = draftMoves(cover, freedomsOf(cover, blocks));
	const movable = cells.filter((cell) => drafted.columnOf.has(cell.node));
	const asked = new Set<Sensitive>();
	await pose(cover, drafted, [lowest(drafted, unsafe(cover, movable))]);
	for (let next = choose(cover, movable, asked); next.length > 0; next = choose(cover, movable, asked)) {
		next.forEach((cell) => asked.add(cell));
		await pose(
			cover,
			drafted,
			next.map((cell) => highest(drafted, cell, unsafe(cover, movable)))
		);
	}
	await pose(
		cover,
		drafted,
		unsafe(cover, movable).map((cell) => lowest(drafted, [cell]))
	);
}

/** The cells that are not proved safe yet. */
export function unsafe(cover: Cover, cells: Sensitive[]): Sensitive[] {
	return cells.filter((cell) => !cover.isSafe(cell));
}

/** Farthest that a node may move in one alternative table: twice the threshold is enough for every criterion. */
export function reachOf(cover: Cover): number {
	return 2 * cover.threshold;
}

function freedomsOf(cover: Cover, blocks: number[]): Map<number, Freedom> {
	const free = new Map<number, Freedom>();
	for (const block of blocks) {
		for (const node of cover.system.blocks[block]?.nodes ?? []) {
			if (!cover.hidden[node] || cover.known[node]) continue;
			free.set(node, { down: cover.valueOf(node) - cover.floorOf(node), up: reachOf(cover), cost: 0 });
		}
	}
	return free;
}

function choose(cover: Cover, cells: Sensitive[], asked: Set<Sensitive>): Sensitive[] {
	return unsafe(cover, cells)
		.filter((cell) => !asked.has(cell))
		.slice(0, TOGETHER);
}

function highest({ columnOf }: MoveProgram, cell: Sensitive, others: Sensitive[]): Objective {
	const terms = others.map(({ node }): [number, number] => [columnOf.get(node) ?? 0, BESIDE]);
	return { sense: 'maximize', terms: [...terms, [columnOf.get(cell.node) ?? 0, 1]] };
}

function lowest({ columnOf }: MoveProgram, cells: Sensitive[]): Objective {
	return { sense: 'minimize', terms: cells.map(({ node }) => [columnOf.get(node) ?? 0, 1]) };
}

async function pose(cover: Cover, drafted: MoveProgram, objectives: Objective[]): Promise<void> {
	const posed = objectives.filter(({ terms }) => terms.length > 0);
	const solutions = await solveEach(drafted.program, posed);
	for (const [at, solution] of solutions.entries()) {
		const objective = posed[at];
		if (objective) await keep(cover, drafted, objective, solution);
	}
}

/** Readers know that people are whole: a table with parts of people proves nothing and is asked again in whole numbers. */
async function keep(cover: Cover, drafted: MoveProgram, asked: Objective, found: Solution): Promise<void> {
	const solution = isWhole(found) ? found : await solveWhole(drafted, asked);
	if (solution.values) cover.record(witnessOf(drafted, solution.values));
}

function isWhole({ values }: Solution): boolean {
	return values === null || values.every((value) => Math.abs(value - Math.round(value)) < WHOLE);
}

async function solveWhole({ program }: MoveProgram, { sense, terms }: Objective): Promise<Solution> {
	const costs = new Float64Array(program.costs.length);
	for (const [column, cost] of terms) costs[column] = cost;
	const whole = new Uint8Array(program.costs.length).fill(1);
	const solution = await solve({ ...program, sense, costs, whole }, { timeLimit: 5 });
	return isWhole(solution) ? solution : { ...solution, values: null };
}

/** The moves of a solution, as whole people; nodes that stay where they are are left out. */
export function witnessOf({ nodes, columnOf }: MoveProgram, values: Float64Array): Witness {
	const moved = nodes.filter((node) => Math.round(values[columnOf.get(node) ?? 0] ?? 0) !== 0);
	return { nodes: moved, moves: moved.map((node) => Math.round(values[columnOf.get(node) ?? 0] ?? 0)) };
}
