import { solve, solveEach, type Objective } from '$lib/server/solver';
import type { Cover, Sensitive, Witness } from './cover';
import { draftMoves, type MoveProgram } from './draft-moves';
import type { Freedoms } from './freedoms';

/** Weight of lifting others beside the one that is asked for: small enough never to cost it a person. */
const BESIDE = 1e-3;

/** Moves closer to a whole number than this are whole. */
const WHOLE = 1e-6;

/** Steps by which costs vary from column to column, to find corners. */
const CORNERS = [1, 2, 3];

/** Seconds to look for whole people where the first answer has parts of people. */
const WHOLE_LIMIT = 2;

/** A question to a programme of moves, and the cell it is asked for. */
interface Question {
	cell: Sensitive | null;
	objective: Objective;
}

/** A table that lifts everybody at once is asked for again while it proves at least this many cells. */
const WORTHWHILE = 3;

/**
 * Looks for alternative tables that move hidden nodes of these blocks only, and keeps them as proofs: first tables
 * that press all unsafe cells down or lift as many as they can, then, for each cell still open, how high and how low
 * it can stand by itself.
 */
export async function exploreMoves(cover: Cover, blocks: number[], cells: Sensitive[]): Promise<void> {
	if (cells.length === 0) return;
	const drafted = draftMoves(giveFreedoms(cover, blocks));
	const movable = cells.filter((cell) => hasHope(cover, drafted, cell));
	if (movable.length > 1) await moveTogether(cover, drafted, movable);
	const open = unsafe(cover, movable);
	await pose(
		cover,
		drafted,
		open.map((cell) => ({ cell, objective: highest(cover, drafted, cell, open) }))
	);
	const narrow = unsafe(cover, movable);
	await pose(
		cover,
		drafted,
		narrow.map((cell) => ({ cell, objective: lowest(drafted, [cell]) }))
	);
}

/** Looks only for tables that move many of these cells at once. */
export async function glanceMoves(cover: Cover, blocks: number[], cells: Sensitive[]): Promise<void> {
	if (cells.length === 0) return;
	const drafted = draftMoves(giveFreedoms(cover, blocks));
	const movable = cells.filter((cell) => hasHope(cover, drafted, cell));
	if (movable.length > 0) await moveTogether(cover, drafted, movable);
}

/** Whether the bounds alone leave room for the cell to become safe. */
function hasHope(cover: Cover, { program, columnOf }: MoveProgram, cell: Sensitive): boolean {
	const column = columnOf.get(cell.node);
	if (column === undefined) return false;
	const value = cover.valueOf(cell.node);
	return cover.wouldBeSafe(cell, value + (program.lower[column] ?? 0), value + (program.upper[column] ?? 0));
}

async function moveTogether(cover: Cover, drafted: MoveProgram, cells: Sensitive[]): Promise<void> {
	await pose(cover, drafted, [{ cell: null, objective: lowest(drafted, cells) }]);
	for (let open = unsafe(cover, cells), proved = Infinity; open.length > 0 && proved >= WORTHWHILE;) {
		await pose(cover, capped(cover, drafted, open), [{ cell: null, objective: together(drafted, open) }]);
		const left = unsafe(cover, open);
		proved = open.length - left.length;
		open = left;
	}
}

/** No cell takes more than it needs, so that there is more for the others. */
function capped(cover: Cover, drafted: MoveProgram, cells: Sensitive[]): MoveProgram {
	const upper = drafted.program.upper.slice();
	for (const cell of cells) {
		const column = drafted.columnOf.get(cell.node) ?? 0;
		upper[column] = Math.min(upper[column] ?? 0, cover.climbOf(cell));
	}
	return { ...drafted, program: { ...drafted.program, upper } };
}

function together({ columnOf }: MoveProgram, cells: Sensitive[]): Objective {
	return { sense: 'maximize', terms: cells.map(({ node }) => [columnOf.get(node) ?? 0, 1]) };
}

/** The cells that are not proved safe yet. */
export function unsafe(cover: Cover, cells: Sensitive[]): Sensitive[] {
	return cells.filter((cell) => !cover.isSafe(cell));
}

/** Farthest that a node may move in one alternative table: twice the threshold is enough for every criterion. */
export function reachOf(cover: Cover): number {
	return 2 * cover.threshold;
}

function giveFreedoms(cover: Cover, blocks: number[]): Freedoms {
	cover.freedoms.clear();
	for (const block of blocks) {
		for (const node of cover.system.blocks[block]?.nodes ?? []) {
			if (!cover.hidden[node] || cover.known[node]) continue;
			const down = Math.min(cover.valueOf(node) - cover.floorOf(node), reachOf(cover));
			cover.freedoms.give(node, { down, up: reachOf(cover), cost: 0 });
		}
	}
	return cover.freedoms;
}

function highest(cover: Cover, { columnOf }: MoveProgram, cell: Sensitive, others: Sensitive[]): Objective {
	const column = columnOf.get(cell.node) ?? 0;
	const terms = others.map(({ node }): [number, number] => [columnOf.get(node) ?? 0, BESIDE]);
	const unless = { column, reaches: cover.climbOf(cell) };
	return { sense: 'maximize', terms: [...terms, [column, 1]], unless };
}

function lowest({ columnOf }: MoveProgram, cells: Sensitive[]): Objective {
	return { sense: 'minimize', terms: cells.map(({ node }) => [columnOf.get(node) ?? 0, 1]) };
}

async function pose(cover: Cover, drafted: MoveProgram, questions: Question[]): Promise<void> {
	const solutions = await solveEach(
		drafted.program,
		questions.map(({ objective }) => objective)
	);
	const broken: Sensitive[] = [];
	solutions.forEach((solution, at) => {
		const cell = questions[at]?.cell;
		if (solution.values && isWhole(solution.values)) cover.record(witnessOf(drafted, solution.values));
		else if (solution.values && cell && wouldProve(cover, drafted, cell, solution.values)) broken.push(cell);
	});
	for (const cell of broken) if (!cover.isSafe(cell)) await proveWhole(cover, drafted, cell);
}

/** Whether a solution moves whole people only. */
export function isWhole(values: Float64Array): boolean {
	return values.every((value) => Math.abs(value - Math.round(value)) < WHOLE);
}

function wouldProve(cover: Cover, { columnOf }: MoveProgram, cell: Sensitive, values: Float64Array): boolean {
	const move = values[columnOf.get(cell.node) ?? 0] ?? 0;
	return move > cover.climbOf(cell) - WHOLE || -move > cover.descentOf(cell) - WHOLE;
}

/**
 * Readers know that people are whole, so a table with parts of people proves nothing. Asked for no more than it
 * takes, most programmes have corners with whole people; only the rest are asked for whole numbers, which takes long.
 */
async function proveWhole(
	cover: Cover,
	{ program, ...drafted }: MoveProgram,
	cell: Sensitive
): Promise<void> {
	const column = drafted.columnOf.get(cell.node) ?? 0;
	const lower = program.lower.slice();
	lower[column] = cover.climbOf(cell);
	if ((lower[column] ?? 0) > (program.upper[column] ?? 0)) return;
	const whole = new Uint8Array(lower.length).fill(1);
	for (const step of CORNERS) {
		const { status, values } = await solve({ ...program, lower, costs: someCorner(lower.length, step) });
		if (status === 'infeasible') return;
		if (values && isWhole(values)) return cover.record(witnessOf({ program, ...drafted }, values));
	}
	const { values } = await solve({ ...program, lower, whole }, { timeLimit: WHOLE_LIMIT });
	if (values && isWhole(values)) cover.record(witnessOf({ program, ...drafted }, values));
}

/** Costs that mean nothing and lead to some corner, always the same. */
function someCorner(columns: number, step: number): Float64Array {
	return Float64Array.from({ length: columns }, (_, column) => ((column * step) % 7) - 3);
}

/** The moves of a solution, as whole people; nodes that stay where they are are left out. */
export function witnessOf({ program, nodes, columnOf }: MoveProgram, values: Float64Array): Witness {
	const moveOf = (node: number) => {
		const column = columnOf.get(node) ?? 0;
		const back = (program.costs[column] ?? 0) > 0 ? (values[column + 1] ?? 0) : 0;
		return Math.round((values[column] ?? 0) - back);
	};
	const moved = nodes.filter((node) => moveOf(node) !== 0);
	return { nodes: moved, moves: moved.map(moveOf) };
}
