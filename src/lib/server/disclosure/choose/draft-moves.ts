import { ProgramDraft, type LinearProgram, type Terms } from '$lib/server/solver';
import type { Freedoms } from './freedoms';
import type { Relation } from './link-overlaps';
import { settleFreedoms } from './settle-freedoms';

/** A programme whose columns are moves of nodes away from their true counts. */
export interface MoveProgram {
	program: LinearProgram;
	nodes: number[];
	/** First column of each node: its move, or its move up when steps cost (the move down is the next column). */
	columnOf: Map<number, number>;
}

/** Writes down every table that agrees with what is shown, as moves of the nodes that are free. */
export function draftMoves(freedoms: Freedoms): MoveProgram {
	settleFreedoms(freedoms);
	const draft = new ProgramDraft();
	const columnOf = new Map<number, number>();
	for (const node of freedoms.nodes) columnOf.set(node, addNode(draft, freedoms, node));
	const terms: TermsOf = (node, sign) => termsOf(node, sign, columnOf.get(node), freedoms);
	addEqualities(draft, freedoms, terms);
	for (const relation of freedoms.relations()) {
		if (relation.bounded) addBounds(draft, freedoms, relation, terms);
		if (relation.covered) addCovering(draft, freedoms, relation, terms);
	}
	return { program: draft.pack('minimize'), nodes: freedoms.nodes, columnOf };
}

type TermsOf = (node: number, sign: number) => Terms;

function addNode(draft: ProgramDraft, freedoms: Freedoms, node: number): number {
	const [up, down, cost] = [freedoms.up[node] ?? 0, freedoms.down[node] ?? 0, freedoms.cost[node] ?? 0];
	if (cost === 0) return draft.addColumn({ lower: -down, upper: up });
	const column = draft.addColumn({ lower: 0, upper: up, cost });
	draft.addColumn({ lower: 0, upper: down, cost });
	return column;
}

function termsOf(node: number, sign: number, column: number | undefined, freedoms: Freedoms): Terms {
	if (column === undefined) return [];
	const paid = (freedoms.cost[node] ?? 0) > 0;
	return paid
		? [
				[column, sign],
				[column + 1, -sign]
			]
		: [[column, sign]];
}

function addEqualities(draft: ProgramDraft, freedoms: Freedoms, terms: TermsOf): void {
	for (const { nodes, signs } of freedoms.equalities()) {
		draft.addRow(
			0,
			0,
			nodes.flatMap((node, at) => terms(node, signs[at] ?? 0))
		);
	}
}

/** No part may exceed its total; left out where neither can move that far. */
function addBounds(
	draft: ProgramDraft,
	freedoms: Freedoms,
	{ parent, children }: Relation,
	terms: TermsOf
): void {
	if (parent < 0 || !freedoms.isFree(parent)) return;
	const { values } = freedoms.system;
	for (const child of children) {
		const room = (values[parent] ?? 0) - (values[child] ?? 0);
		const strain = (freedoms.up[child] ?? 0) + (freedoms.down[parent] ?? 0);
		if (!freedoms.isFree(child) || strain <= room) continue;
		draft.addRow(-room, Infinity, [...terms(parent, 1), ...terms(child, -1)]);
	}
}

/** No total may exceed the sum of its parts; left out where they cannot move that far. */
function addCovering(
	draft: ProgramDraft,
	freedoms: Freedoms,
	{ parent, children }: Relation,
	terms: TermsOf
): void {
	const { system, up, down } = freedoms;
	let room = -(system.values[parent] ?? 0);
	let strain = up[parent] ?? 0;
	for (const child of children) {
		room += system.values[child] ?? 0;
		strain += down[child] ?? 0;
	}
	if (strain <= room) return;
	const moving = [parent, ...children].filter((node) => freedoms.isFree(node));
	if (moving.length > 1)
		draft.addRow(
			-room,
			Infinity,
			moving.flatMap((node) => terms(node, node === parent ? -1 : 1))
		);
}
