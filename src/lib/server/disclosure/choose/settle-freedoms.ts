import type { Freedoms } from './freedoms';
import type { Relation } from './link-overlaps';
import type { Equality } from './link-sums';

/** Rounds of tightening; what is left after them is the solver's. */
const ROUNDS = 6;

/**
 * Takes away every move that the others forbid anyhow: beyond a total or a part that does not move, and beyond what
 * the others in a sum can make up for. What is left makes small programmes, and shows many to be hopeless at once.
 */
export function settleFreedoms(freedoms: Freedoms): void {
	const relations = freedoms.relations();
	const equalities = freedoms.equalities();
	for (let round = 0, before = -1; round < ROUNDS; round++) {
		for (const relation of relations) tightenRelation(relation, freedoms);
		for (const equality of equalities) tightenEquality(equality, freedoms);
		const room = freedoms.dropStill();
		if (room === before) break;
		before = room;
	}
}

function tightenRelation(relation: Relation, { system, up, down }: Freedoms): void {
	const { parent, children, bounded, covered } = relation;
	const valueOf = (node: number) => system.values[node] ?? 0;
	const above = { value: valueOf(parent), up: up[parent] ?? 0, down: down[parent] ?? 0 };
	let room = -above.value;
	let lifts = 0;
	let downParent = above.down;
	for (const child of children) {
		const gap = above.value - valueOf(child);
		room += valueOf(child);
		if (bounded) up[child] = Math.min(up[child] ?? 0, gap + above.up);
		if (bounded) downParent = Math.min(downParent, gap + (down[child] ?? 0));
		lifts += up[child] ?? 0;
	}
	if (parent >= 0) down[parent] = downParent;
	if (covered) tightenCovered(relation, room + lifts, { up, down });
}

function tightenCovered(
	{ parent, children }: Relation,
	reach: number,
	{ up, down }: { up: Float64Array; down: Float64Array }
): void {
	if (parent >= 0) up[parent] = Math.min(up[parent] ?? 0, reach);
	const give = parent < 0 ? 0 : (down[parent] ?? 0);
	for (const child of children) down[child] = Math.min(down[child] ?? 0, reach - (up[child] ?? 0) + give);
}

function tightenEquality({ nodes, signs }: Equality, { up, down }: Freedoms): void {
	let rise = 0;
	let fall = 0;
	nodes.forEach((node, at) => {
		const positive = (signs[at] ?? 0) > 0;
		rise += (positive ? up[node] : down[node]) ?? 0;
		fall += (positive ? down[node] : up[node]) ?? 0;
	});
	nodes.forEach((node, at) => {
		const positive = (signs[at] ?? 0) > 0;
		const [higher, lower] = [up[node] ?? 0, down[node] ?? 0];
		up[node] = Math.min(higher, positive ? fall - lower : rise - lower);
		down[node] = Math.min(lower, positive ? rise - higher : fall - higher);
	});
}
