import { protectCross } from './cross-table';
import { protectInside } from './inside-cell';
import { linesAlong, without, type Held, type Ledger } from './ledger';
import { protectLine } from './line';
import { Reader, type Node } from './reader';

/** How often everything is gone through again before a family is given up; each round hides more or ends. */
const ROUNDS = 200;

/**
 * Withholds more and more until no reader can narrow a small count: first inside cells and tables, where closed
 * formulas say when enough is withheld; then over breakdowns in which persons stand several times, by what a reader
 * could work out. Throws rather than leave a count that can be confirmed.
 */
export function chooseHidden(ledger: Ledger): void {
	const reader = new Reader(ledger);
	for (let round = 0; round < ROUNDS; round++) {
		settle(ledger);
		reader.read();
		const exposed = reader.nodes.filter((node) => isExposed(ledger, node));
		if (exposed.length === 0) return;
		const before = ledger.size();
		for (const node of exposed) hideNear(ledger, reader, node);
		if (ledger.size() === before) exposed.forEach((node) => giveUp(ledger, node));
		if (ledger.size() === before) return refuse(exposed);
	}
	throw new Error(`"${ledger.family.id}" could not be protected in ${ROUNDS} rounds; nothing is published`);
}

/** Protects cells and tables, coarse before fine, until nothing more is withheld. */
function settle(ledger: Ledger): void {
	for (let size = -1; size !== ledger.size();) {
		size = ledger.size();
		for (const combination of [...ledger.combinations.keys()].sort(byLength))
			settleTable(ledger, combination);
	}
}

function byLength(one: string, other: string): number {
	return one.split(',').length - other.split(',').length || one.localeCompare(other);
}

function settleTable(ledger: Ledger, combination: string): void {
	const cells = ledger.combinations.get(combination) ?? [];
	cells.forEach((cell) => protectInside(ledger, cell));
	const partitions = ledger.dimensions
		.filter(({ id, kind }) => kind === 'partition' && cells[0] && id in cells[0].at)
		.map(({ id }) => id);
	const [first, second] = partitions;
	if (first === undefined) return;
	if (second === undefined)
		for (const line of linesAlong(cells, first)) protectLine(ledger, marginOf(ledger, line, first), line);
	else for (const table of tablesAlong(cells, first, second)) protectCross(ledger, table, [first, second]);
}

function marginOf(ledger: Ledger, line: Held[], dimension: string): Held | undefined {
	return line[0] && ledger.find(without(line[0].at, dimension));
}

function tablesAlong(cells: Held[], first: string, second: string): Held[][] {
	const rest = cells.map((cell) => ({ cell, at: without(without(cell.at, first), second) }));
	const tables = new Map<string, Held[]>();
	for (const { cell, at } of rest) {
		const key = JSON.stringify(Object.entries(at).sort());
		tables.set(key, [...(tables.get(key) ?? []), cell]);
	}
	return [...tables.values()];
}

/** Whether a reader can confirm that a withheld count is small: it must reach the threshold and span the rest. */
function isExposed(ledger: Ledger, node: Node): boolean {
	if (!ledger.isSmall(node.count) || isInWholeTable(ledger, node)) return false;
	return node.high < ledger.threshold || node.high - node.low < ledger.threshold - 1;
}

/** A table withheld whole says nothing that its margins do not say: no more can be withheld there. */
function isInWholeTable(ledger: Ledger, { cell }: Node): boolean {
	const partitions = ledger.dimensions.filter(({ id, kind }) => kind === 'partition' && id in cell.at);
	if (partitions.length === 0) return false;
	const siblings = ledger.combinations.get(Object.keys(cell.at).sort().join()) ?? [];
	const fixed = Object.entries(cell.at).filter(([name]) => !partitions.some(({ id }) => id === name));
	return siblings
		.filter(({ at }) => fixed.every(([name, value]) => at[name] === value))
		.every(({ counts, whole }) => Object.keys(counts).every((name) => whole.has(name)));
}

/** Withholds the number that narrows a small count the most: a part beside it, a part of it, then a total. */
function hideNear(ledger: Ledger, reader: Reader, node: Node): void {
	const near = reader.nodesOf(node.cell).filter(({ cell, name }) => cell.hidden.has(name));
	const beside = near.flatMap(({ partOf }) => partOf.flatMap(({ parts }) => parts));
	const below = near.flatMap(({ totalOf }) => totalOf.flatMap(({ parts }) => parts));
	const above = near.flatMap(({ partOf }) => partOf.map(({ total }) => total));
	const within = reader.nodesOf(node.cell);
	const plain = above.filter((total) => !isHeadline(ledger, total));
	for (const nodes of [[...beside, ...below], plain, within, above]) {
		const shown = nodes.filter(
			({ cell, name, count }) => count > 0 && !cell.hidden.has(name) && ledger.mayHide(cell, name)
		);
		const largest = shown.sort((one, other) => other.count - one.count)[0];
		if (largest) return void largest.cell.hidden.add(largest.name);
	}
}

function isHeadline({ family }: Ledger, { cell }: Node): boolean {
	const combination = Object.keys(cell.at).sort().join();
	return family.headline.some((names) => [...names].sort().join() === combination);
}

/** Where nothing beside it can be withheld, everything of the cell is, zeros included. */
function giveUp(ledger: Ledger, { cell }: Node): void {
	ledger.hideWhole(cell);
}

function refuse(exposed: Node[]): never {
	const places = exposed
		.slice(0, 3)
		.map(({ cell, name }) => `${name} at ${JSON.stringify(Object.keys(cell.at))}`);
	throw new Error(`No way was found to protect ${places.join(', ')}; nothing is published`);
}
