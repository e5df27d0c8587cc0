import { ProgramDraft, type LinearProgram, type Terms } from '$lib/server/solver';
import type { Cover } from './cover';

/** What a node may do in an alternative table: how far down and up it may move, and what each step costs. */
export interface Freedom {
	down: number;
	up: number;
	cost: number;
}

/** A programme whose columns are moves of nodes away from their true counts. */
export interface MoveProgram {
	program: LinearProgram;
	nodes: number[];
	/** First column of each node: its move, or its move up when steps cost (the move down is the next column). */
	columnOf: Map<number, number>;
}

/** Writes down every table that agrees with what is shown, as moves of the nodes that are free. */
export function draftMoves(cover: Cover, freedoms: Map<number, Freedom>): MoveProgram {
	const free = dropStuck(cover, freedoms);
	const draft = new ProgramDraft();
	const columnOf = new Map<number, number>();
	for (const [node, freedom] of free) columnOf.set(node, addNode(draft, freedom));
	const terms = (node: number, sign: number): Terms => termsOf(node, sign, columnOf, free);
	addEqualities(draft, cover, free, terms);
	addRelations(draft, cover, free, terms);
	return { program: draft.pack('minimize'), nodes: [...free.keys()], columnOf };
}

type TermsOf = (node: number, sign: number) => Terms;

function addNode(draft: ProgramDraft, { down, up, cost }: Freedom): number {
	if (cost === 0) return draft.addColumn({ lower: -down, upper: up });
	const column = draft.addColumn({ lower: 0, upper: up, cost });
	draft.addColumn({ lower: 0, upper: down, cost });
	return column;
}

function termsOf(
	node: number,
	sign: number,
	columnOf: Map<number, number>,
	free: Map<number, Freedom>
): Terms {
	const column = columnOf.get(node);
	if (column === undefined) return [];
	const paid = (free.get(node)?.cost ?? 0) > 0;
	return paid
		? [
				[column, sign],
				[column + 1, -sign]
			]
		: [[column, sign]];
}

/** A node alone in one of its sums cannot move; without it, another may be alone. */
function dropStuck({ system }: Cover, freedoms: Map<number, Freedom>): Map<number, Freedom> {
	const free = new Map(freedoms);
	const loose = new Map<number, number>();
	for (const node of free.keys()) {
		for (const row of system.equalitiesOf[node] ?? []) loose.set(row, (loose.get(row) ?? 0) + 1);
	}
	const alone = [...loose.keys()].filter((row) => loose.get(row) === 1);
	for (let row = alone.pop(); row !== undefined; row = alone.pop()) {
		const stuck = system.equalities[row]?.nodes.find((node) => free.has(node));
		if (stuck === undefined) continue;
		free.delete(stuck);
		for (const other of system.equalitiesOf[stuck] ?? []) {
			loose.set(other, (loose.get(other) ?? 0) - 1);
			if (loose.get(other) === 1) alone.push(other);
		}
	}
	return free;
}

function addEqualities(
	draft: ProgramDraft,
	{ system }: Cover,
	free: Map<number, Freedom>,
	terms: TermsOf
): void {
	const rows = new Set([...free.keys()].flatMap((node) => system.equalitiesOf[node] ?? []));
	for (const row of rows) {
		const { nodes, signs } = system.equalities[row] ?? { nodes: [], signs: [] };
		draft.addRow(
			0,
			0,
			nodes.flatMap((node, at) => terms(node, signs[at] ?? 0))
		);
	}
}

function addRelations(draft: ProgramDraft, cover: Cover, free: Map<number, Freedom>, terms: TermsOf): void {
	const rows = new Set([...free.keys()].flatMap((node) => cover.system.relationsOf[node] ?? []));
	const up = (node: number) => free.get(node)?.up ?? 0;
	const down = (node: number) => free.get(node)?.down ?? 0;
	for (const row of rows) {
		const relation = cover.system.relations[row];
		if (!relation) continue;
		const { parent, children, bounded, covered } = relation;
		const total = parent < 0 ? 0 : cover.valueOf(parent);
		for (const child of bounded ? children : []) {
			const room = total - cover.valueOf(child);
			if (up(child) + down(parent) > room)
				draft.addRow(-room, Infinity, [...terms(parent, 1), ...terms(child, -1)]);
		}
		const room = children.reduce((sum, child) => sum + cover.valueOf(child), 0) - total;
		const strain = children.reduce((sum, child) => sum + down(child), up(parent));
		if (!covered || strain <= room) continue;
		draft.addRow(-room, Infinity, [...children.flatMap((child) => terms(child, 1)), ...terms(parent, -1)]);
	}
}
