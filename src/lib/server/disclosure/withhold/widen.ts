import { isHeadline } from './in-order';
import type { Ledger } from './ledger';
import type { Node } from './rules';

/** So many steps go around a count that a headline exposes; around one that another family's count does, so many. */
export const NEAREST = 3;
export const FURTHEST = 7;

/** Withholds more around an exposed count, zeros included; false once there is nothing left to withhold. */
export function widen(
	ledger: Ledger,
	node: Node,
	{ reach, furthest }: { reach: Map<Node, number>; furthest: number }
): boolean {
	for (let step = (reach.get(node) ?? 0) + 1; step <= furthest; step++) {
		reach.set(node, step);
		const more = [...(step > NEAREST ? within(node, step - NEAREST + 1) : around(node, step))].filter(
			(near) => near.floor > 0 && !near.cell.told && !isHeadline(ledger, near)
		);
		for (const near of more) if (!ledger.isKnown(near.cell, near.name)) near.floor = 0;
		if (more.some(({ floor }) => floor === 0)) return true;
	}
	return false;
}

/** Of who is left over of more than two counts, what is withheld beside any of them changes nothing. */
function around(node: Node, step: number): Set<Node> {
	const reached = new Set<Node>();
	if (node.left && node.left.plus.length + node.left.minus.length > 2) return reached;
	for (const { kind, total, parts } of node.rules)
		if (kind !== 'overlap' && total !== node) parts.forEach((part) => reached.add(part));
	if (step === 1) return reached;
	for (const near of reached)
		for (const { kind, total, parts } of near.rules)
			if (kind === 'sum' && (step === 3 || total === near))
				[...parts, ...(step === 3 ? [total] : [])].forEach((other) => reached.add(other));
	return reached;
}

/** Counts of this family that hang on one by so many sums, and all that these are totals of. */
function within(node: Node, sums: number): Set<Node> {
	const reached = new Set([node]);
	for (let turn = 0; turn < sums; turn++)
		for (const near of [...reached])
			for (const { kind, total, parts } of near.rules)
				if (kind === 'sum') [total, ...parts].forEach((other) => reached.add(other));
	const own = new Set([...reached].filter(({ cell }) => !cell.told));
	for (const near of own)
		for (const { total, parts } of near.rules) if (total === near) parts.forEach((part) => own.add(part));
	return own;
}
