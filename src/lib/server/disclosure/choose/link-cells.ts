import { cellKey, type Family, type FamilyCell } from '../family';
import { linkOverlaps, type Relation } from './link-overlaps';
import { linkSums, type Equality } from './link-sums';
import { placeKey, type PlacedCell, type Places } from './place-cells';

/** Cells with the same values of the overlapping breakdowns: equalities hold inside a block, inequalities between blocks. */
export interface Block {
	nodes: number[];
	/** How many overlapping breakdowns it fixes. */
	depth: number;
	/** Blocks with one overlapping breakdown left out, and those with one more. */
	parents: number[];
	children: number[];
}

/** One variable of one combination of breakdowns inside one block: what is withheld when a table is withheld whole. */
export interface Group {
	block: number;
	combination: string[];
	variable: string;
	nodes: number[];
}

/** A family as one linked system. A node is one variable of one cell; all lists run over nodes. */
export interface LinkedSystem {
	keys: string[];
	values: number[];
	headline: boolean[];
	cellOf: number[];
	blockOf: number[];
	groupOf: number[];
	blocks: Block[];
	groups: Group[];
	equalities: Equality[];
	equalitiesOf: number[][];
	relations: Relation[];
	relationsOf: number[][];
}

/** Links all cells of a family by the equalities and inequalities that any reader knows. */
export function linkCells(family: Family): LinkedSystem {
	const system = emptySystem();
	const places: Places = new Map();
	const blockIds = new Map<string, number>();
	const groupIds = new Map<string, number>();
	for (const [index, cell] of family.cells.entries())
		place(cell, index, { family, system, places, blockIds, groupIds });
	system.equalities = linkSums(family, places, system.values);
	system.relations = linkOverlaps(family, places, system.values);
	joinBlocks(family, system, blockIds);
	return indexNodes(system);
}

function emptySystem(): LinkedSystem {
	const lists = {
		keys: [],
		values: [],
		headline: [],
		cellOf: [],
		blockOf: [],
		groupOf: [],
		blocks: [],
		groups: []
	};
	return { ...lists, equalities: [], equalitiesOf: [], relations: [], relationsOf: [] };
}

interface Placing {
	family: Family;
	system: LinkedSystem;
	places: Places;
	blockIds: Map<string, number>;
	groupIds: Map<string, number>;
}

function place(cell: FamilyCell, index: number, placing: Placing): void {
	const { family, system, places } = placing;
	const combination = family.dimensions.map(({ id }) => id).filter((id) => cell.at[id] !== undefined);
	refuseStray(family, cell, combination);
	const placed: PlacedCell = { at: cell.at, combination, nodes: new Map() };
	const siblings = places.get(combination.join()) ?? new Map<string, PlacedCell>();
	places.set(combination.join(), siblings.set(placeKey(cell.at, combination), placed));
	const headline = family.headline.some((wanted) => sameSet(wanted, combination));
	for (const [variable, value] of Object.entries(cell.counts)) {
		const node = system.values.push(value) - 1;
		placed.nodes.set(variable, node);
		system.cellOf.push(index);
		system.keys.push(cellKey(variable, cell.at));
		system.headline.push(headline);
		joinGroup(node, variable, placed, placing);
	}
}

function refuseStray(family: Family, cell: FamilyCell, combination: string[]): void {
	const known = family.tables.some((table) => combination.every((id) => table.includes(id)));
	const complete = combination.length === Object.keys(cell.at).length;
	if (!known || !complete)
		throw new Error(`"${family.id}" declares no table of ${Object.keys(cell.at).join(' x ')}`);
	const whole = Object.values(cell.counts).every((count) => Number.isInteger(count) && count >= 0);
	if (!whole) throw new Error(`"${family.id}" holds a count that is not a whole number of 0 or more`);
}

function sameSet(one: string[], other: string[]): boolean {
	return one.length === other.length && one.every((each) => other.includes(each));
}

function joinGroup(node: number, variable: string, cell: PlacedCell, placing: Placing): void {
	const { family, system, blockIds, groupIds } = placing;
	const fixed = overlapping(family).filter((id) => cell.combination.includes(id));
	const blockKey = JSON.stringify(fixed.map((id) => [id, cell.at[id]]));
	const block = idOf(blockIds, blockKey);
	system.blocks[block] ??= { nodes: [], depth: fixed.length, parents: [], children: [] };
	const group = idOf(groupIds, JSON.stringify([block, cell.combination, variable]));
	system.groups[group] ??= { block, combination: cell.combination, variable, nodes: [] };
	system.blocks[block].nodes.push(node);
	system.groups[group].nodes.push(node);
	system.blockOf.push(block);
	system.groupOf.push(group);
}

function overlapping(family: Family): string[] {
	return family.dimensions.filter(({ kind }) => kind === 'overlapping').map(({ id }) => id);
}

function idOf(ids: Map<string, number>, key: string): number {
	const id = ids.get(key) ?? ids.size;
	ids.set(key, id);
	return id;
}

function joinBlocks(family: Family, system: LinkedSystem, blockIds: Map<string, number>): void {
	for (const [key, block] of blockIds) {
		const fixed = JSON.parse(key) as [string, string][];
		for (const left of fixed) {
			const parent = blockIds.get(JSON.stringify(fixed.filter((pair) => pair !== left)));
			if (parent === undefined) continue;
			system.blocks[block]?.parents.push(parent);
			system.blocks[parent]?.children.push(block);
		}
	}
}

function indexNodes(system: LinkedSystem): LinkedSystem {
	system.equalitiesOf = system.values.map(() => []);
	system.relationsOf = system.values.map(() => []);
	system.equalities.forEach(({ nodes }, row) =>
		nodes.forEach((node) => system.equalitiesOf[node]?.push(row))
	);
	system.relations.forEach(({ parent, children }, row) => {
		for (const node of parent < 0 ? children : [parent, ...children]) system.relationsOf[node]?.push(row);
	});
	return system;
}
