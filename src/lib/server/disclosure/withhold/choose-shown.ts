import { SHARES } from '../family';
import { breather } from './breather';
import type { Guard } from './guard';
import { inOrder, isHeadline, isMain } from './in-order';
import type { Held, Ledger } from './ledger';
import { Reader } from './reader';
import { tellInTurn } from './tell-in-turn';
import type { Node } from './rules';
import { FURTHEST, NEAREST, widen } from './widen';
import { Worlds } from './worlds';

/** What a person costs that is withheld beside the rest, by how many breakdowns the count has; a headline costs most. */
const COSTS = [100, 30, 5, 1];
const HEADLINE_COST = 10_000;

/** How often counts are asked to open; rounding may leave some of them for another turn. */
const TURNS = 3;

/** That a part is more than half says what matters most; more is told only after all else. */
const HALF = [50];

/**
 * Tells a reader as much of a family as is safe, the most important first: zeros, what earlier releases told,
 * headlines, then coarse before fine tables and large before small counts. What would let the reader narrow a small
 * count (or a small change) too far stays withheld. Then every guarded count is proved open by a world that agrees
 * with all that is told; where there is none, the cheapest counts beside it are withheld too. Throws rather than
 * publish what is not proved.
 */
export async function chooseShown(ledger: Ledger): Promise<void> {
	const reader = new Reader(ledger, (cell, name) => guardsOf(ledger, cell, name));
	if (!(await isTold(ledger, reader))) {
		for (const node of reader.nodes) if (!node.cell.told) node.floor = 0;
		if (!(await isTold(ledger, reader)))
			throw new Error(`No way was found to protect "${ledger.family.id}"; nothing is published`);
	}
	for (const { cell, name, shown, floor, above } of reader.nodes) {
		if (shown) continue;
		cell.hidden.add(name);
		if (above !== undefined) cell.above.set(name, above);
		if (floor === 0) cell.whole.add(name);
	}
}

/** Tells what is safe and whether that is proved, with all that other families told before. */
async function isTold(ledger: Ledger, reader: Reader): Promise<boolean> {
	const breathe = breather();
	const ordered = inOrder(ledger, reader.nodes);
	await tellFirst(ledger, reader, { ordered, breathe });
	const untold = ordered.filter(({ shown }) => !shown);
	await tellInTurn(reader, untold, { breathe, refused: (node) => tellShare(ledger, reader, node, HALF) });
	for (const node of ordered) {
		if (!node.shown) tellShare(ledger, reader, node, SHARES);
		await breathe();
	}
	return (
		(await isProved(ledger, reader)) && reader.nodes.every((node) => node.shown || !isSettled(ledger, node))
	);
}

function isSettled(ledger: Ledger, { cell, name }: Node): boolean {
	return cell.told === 'before' && ledger.isKnown(cell, name);
}

/** Tells, where that is declared and safe, that a withheld count is more than a share of a total that is shown. */
function tellShare(ledger: Ledger, reader: Reader, node: Node, shares: readonly number[]): void {
	for (const { total, parts, tellsShare } of ledger.sumsOf(node.cell)) {
		const whole = tellsShare && parts.includes(node.name) ? reader.node(node.cell, total) : undefined;
		if (!whole?.shown) continue;
		const share = shares.find((one) => one > (node.above ?? 0) && reader.tellAbove(node, one, whole.count));
		if (share !== undefined) return;
	}
}

async function isProved(ledger: Ledger, reader: Reader): Promise<boolean> {
	const worlds = new Worlds(reader);
	let left = await worlds.explore();
	for (let turn = 0; left.length > 0 && turn < TURNS; turn++)
		left = await worlds.open(left, (node) => costOf(ledger, node));
	return left.length === 0;
}

/** What an earlier release told may be withheld again: a reader does not know that it has not changed. What another family tells may not. */
function costOf(ledger: Ledger, node: Node): number | null {
	if (!node.shown) return 0;
	if (node.count === 0 || node.cell.told) return null;
	return isHeadline(ledger, node) ? HEADLINE_COST : (COSTS[Object.keys(node.cell.at).length] ?? 1);
}

function guardsOf(ledger: Ledger, cell: Held, name: string): Guard[] {
	const { threshold } = ledger;
	const kind = cell.told === 'never' ? 'left' : 'small';
	const small: Guard[] = ledger.isSmall(cell.counts[name] ?? 0) ? [{ kind, threshold }] : [];
	const changes = ledger.before(cell, name).map((before): Guard => ({ kind: 'change', threshold, before }));
	return [...small, ...changes];
}

/**
 * Tells zeros, what is known already, and the headlines. Where a headline leaves too little room among its parts,
 * they are withheld whole, zeros included: first the parts beside the exposed one, then all below them, then all
 * that hang together by sums. Only when that does not help either is the headline withheld. Where it is a count that
 * another family told before, it cannot be, and more and more of this one is withheld whole.
 */
async function tellFirst(
	ledger: Ledger,
	reader: Reader,
	{ ordered, breathe }: { ordered: Node[]; breathe: () => Promise<void> }
): Promise<void> {
	const reach = new Map<Node, number>();
	for (const node of reader.nodes) if (ledger.isToldMayBeZero(node.cell, node.name)) node.floor = 0;
	const headlines = ordered.filter((node) => isHeadline(ledger, node) && isMain(ledger, node));
	const known = reader.nodes.filter(({ cell, name }) => ledger.isKnown(cell, name));
	for (;;) {
		reader.tellZeros((node) => isOpenZero(ledger, node));
		const exposed = new Map<Node, number>();
		await tellInTurn(reader, known, {
			breathe,
			refused: (node, found) => isSettled(ledger, node) && exposed.set(found, FURTHEST)
		});
		for (const node of reader.nodes) {
			const share = ledger.knownAbove(node.cell, node.name);
			if (share !== undefined) tellShare(ledger, reader, node, [share]);
		}
		await tellInTurn(reader, headlines, {
			breathe,
			refused: (_, found) => !exposed.has(found) && exposed.set(found, NEAREST)
		});
		const widened = [...exposed].filter(([node, furthest]) => widen(ledger, node, { reach, furthest }));
		if (widened.length === 0) return;
	}
}

function isOpenZero(ledger: Ledger, { cell, name, count, floor }: Node): boolean {
	return count === 0 && floor > 0 && !ledger.mustHide(cell, name);
}
