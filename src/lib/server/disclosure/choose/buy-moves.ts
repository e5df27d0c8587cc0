import { solve, type LinearProgram } from '$lib/server/solver';
import type { Cover, Sensitive } from './cover';
import { draftMoves, type MoveProgram } from './draft-moves';
import { isWhole, reachOf, witnessOf } from './explore-moves';
import type { Freedom, Freedoms } from './freedoms';

/** What may be hidden beyond what already is. */
export interface Leave {
	/** Totals that a page headlines, when nothing else helps. */
	headline: boolean;
	/** Cells that an earlier release showed with the same value. */
	known: boolean;
}

/** A headlined total costs as much as this many other people, so that it goes last. */
const HEADLINE_COST = 1000;

/** Smaller moves are rounding. */
const MOVED = 1e-6;

/**
 * Hides the cheapest set of cells beside what is hidden, so that one alternative table moves `cell` by `amount`
 * (down when negative); the cost is the sum over moved cells of their count times their move. Says whether it could.
 */
export async function buyMoves(
	cover: Cover,
	blocks: number[],
	wish: { cell: Sensitive; amount: number },
	leave: Leave
): Promise<boolean> {
	const drafted = draftMoves(giveFreedoms(cover, blocks, leave));
	const column = drafted.columnOf.get(wish.cell.node);
	if (column === undefined || !allows(drafted.program, column, wish.amount)) return false;
	const { values } = await solve(demand(drafted.program, column, wish.amount));
	if (values === null) return false;
	cover.hide(movedNodes(drafted, values));
	if (isWhole(values)) cover.record(witnessOf(drafted, values));
	return true;
}

function giveFreedoms(cover: Cover, blocks: number[], leave: Leave): Freedoms {
	cover.freedoms.clear();
	for (const block of blocks) {
		for (const node of cover.system.blocks[block]?.nodes ?? []) {
			const freedom = freedomOf(cover, node, leave);
			if (freedom) cover.freedoms.give(node, freedom);
		}
	}
	return cover.freedoms;
}

function freedomOf(cover: Cover, node: number, leave: Leave): Freedom | null {
	const value = cover.valueOf(node);
	const headline = cover.system.headline[node] ?? false;
	if (cover.known[node] && !leave.known) return null;
	if (cover.hidden[node]) return { down: value - cover.floorOf(node), up: reachOf(cover), cost: 0 };
	if (value === 0 || (headline && !leave.headline)) return null;
	const cost = value * (headline ? HEADLINE_COST : 1);
	return { down: Math.min(value - 1, reachOf(cover)), up: reachOf(cover), cost };
}

function allows({ lower, upper }: LinearProgram, column: number, amount: number): boolean {
	return amount >= (lower[column] ?? 0) && amount <= (upper[column] ?? 0);
}

function demand(program: LinearProgram, column: number, amount: number): LinearProgram {
	const [lower, upper] = [program.lower.slice(), program.upper.slice()];
	lower[column] = upper[column] = amount;
	return { ...program, lower, upper };
}

function movedNodes({ nodes, columnOf, program }: MoveProgram, values: Float64Array): number[] {
	const moved = (column: number) => Math.abs(values[column] ?? 0) > MOVED;
	return nodes.filter((node) => {
		const column = columnOf.get(node) ?? 0;
		const paid = (program.costs[column] ?? 0) > 0;
		return moved(column) || (paid && moved(column + 1));
	});
}
