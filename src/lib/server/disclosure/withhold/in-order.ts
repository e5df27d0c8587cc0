import type { Held, Ledger } from './ledger';
import type { Node } from './rules';

/** Whether a count is a whole or a direct part of one: persons in need, covered; not the reasons why others are not. */
export function isMain(ledger: Ledger, { cell, name }: Node): boolean {
	const sums = ledger.sumsOf(cell);
	const isPart = (variable: string) => sums.some(({ parts }) => parts.includes(variable));
	return sums.every(({ total, parts }) => !parts.includes(name) || !isPart(total));
}

/** Counts that may be told, the most important first. */
export function inOrder(ledger: Ledger, nodes: Node[]): Node[] {
	const tables = [...ledger.combinations.keys()];
	const place = new Map<string, number>();
	for (const { cell, name, left } of nodes)
		if (!left && cell.told !== 'never') place.set(name, Object.keys(cell.counts).indexOf(name));
	const rank = (node: Node) => [
		isMain(ledger, node) ? (headlinePlace(ledger, node) ?? Infinity) : Infinity,
		isMain(ledger, node) ? 0 : 1,
		Object.keys(node.cell.at).length,
		tables.indexOf(combinationOf(node.cell)),
		place.get(node.name) ?? 0,
		-node.count
	];
	return nodes
		.filter(({ cell, name, count }) => count > 0 && !ledger.isSmall(count) && !ledger.mustHide(cell, name))
		.map((node) => ({ node, rank: rank(node) }))
		.sort((one, other) => compareRanks(one.rank, other.rank))
		.map(({ node }) => node);
}

function compareRanks(one: number[], other: number[]): number {
	const at = one.findIndex((value, place) => value !== other[place]);
	return at < 0 ? 0 : one[at]! - other[at]!;
}

const combinations = new WeakMap<Held, string>();

function combinationOf(cell: Held): string {
	const known = combinations.get(cell) ?? Object.keys(cell.at).sort().join();
	combinations.set(cell, known);
	return known;
}

const headlines = new WeakMap<Ledger, Map<string, number>>();

/** Whether pages headline a count. */
export function isHeadline(ledger: Ledger, node: Node): boolean {
	return headlinePlace(ledger, node) !== undefined;
}

/** The place of a headline among those that are declared; they are told in that order. */
function headlinePlace(ledger: Ledger, { cell }: Node): number | undefined {
	const known =
		headlines.get(ledger) ??
		new Map(ledger.family.headline.map((names, place) => [[...names].sort().join(), place]));
	headlines.set(ledger, known);
	return known.get(combinationOf(cell));
}
