import { linesAlong, without, type Held, type Ledger } from './ledger';

/** One variable of one cell, as a reader of everything published sees it: somewhere from `low` to `high`. */
export interface Node {
	cell: Held;
	name: string;
	count: number;
	low: number;
	high: number;
	/** Lines of overlapping breakdowns in which it is a part, and those in which it is the total. */
	partOf: Overlap[];
	totalOf: Overlap[];
}

/** A total over a breakdown in which a person may stand several times. */
export interface Overlap {
	total: Node;
	parts: Node[];
	/** No part exceeds the total; the total does not exceed their sum. */
	bounded: boolean;
	covered: boolean;
}

interface Sum {
	total: Node;
	parts: Node[];
}

const PASSES = 40;

/** Works out what a reader can: every sum and every overlap narrows what is withheld, over and over. */
export class Reader {
	readonly nodes: Node[] = [];
	private readonly byCell = new Map<Held, Map<string, Node>>();
	private readonly sums: Sum[] = [];
	private readonly overlaps: Overlap[] = [];

	constructor(private readonly ledger: Ledger) {
		for (const cells of ledger.combinations.values()) cells.forEach((cell) => this.admit(cell));
		for (const cells of ledger.combinations.values()) this.link(cells);
	}

	/** All variables of a cell. */
	nodesOf(cell: Held): Node[] {
		return [...(this.byCell.get(cell)?.values() ?? [])];
	}

	/** Narrows every withheld count as far as whole intervals go. */
	read(): void {
		for (const node of this.nodes) {
			const hidden = node.cell.hidden.has(node.name);
			node.low = hidden ? (node.cell.whole.has(node.name) ? 0 : 1) : node.count;
			node.high = hidden ? Number.POSITIVE_INFINITY : node.count;
		}
		for (let pass = 0, changed = true; changed && pass < PASSES; pass++) {
			changed = false;
			for (const sum of this.sums) changed = narrowSum(sum) || changed;
			for (const overlap of this.overlaps) changed = narrowOverlap(overlap) || changed;
		}
	}

	private admit(cell: Held): void {
		const own = new Map<string, Node>();
		for (const [name, count] of Object.entries(cell.counts)) {
			const node: Node = { cell, name, count, low: 0, high: 0, partOf: [], totalOf: [] };
			own.set(name, node);
			this.nodes.push(node);
		}
		this.byCell.set(cell, own);
		for (const { total, parts } of this.ledger.sumsOf(cell))
			this.sums.push({ total: own.get(total)!, parts: parts.map((part) => own.get(part)!) });
	}

	private link(cells: Held[]): void {
		for (const { id, kind } of this.ledger.dimensions) {
			if (!cells[0] || !(id in cells[0].at)) continue;
			for (const name of Object.keys(cells[0].counts)) this.linkAlong(cells, { id, kind, name });
		}
	}

	private linkAlong(cells: Held[], { id, kind, name }: { id: string; kind: string; name: string }): void {
		const lines: Sum[] = [];
		for (const line of linesAlong(cells, id)) {
			const margin = line[0] && this.ledger.find(without(line[0].at, id));
			const total = margin && this.byCell.get(margin)?.get(name);
			const parts = line.map((cell) => this.byCell.get(cell)?.get(name)).filter((node) => node !== undefined);
			if (total) lines.push({ total, parts });
		}
		if (kind === 'partition') this.sums.push(...lines);
		else this.relate(lines);
	}

	/** A rule that some true count breaks is no rule of this family, so no reader can use it. */
	private relate(lines: Sum[]): void {
		const bounded = lines.every(({ total, parts }) => parts.every((part) => part.count <= total.count));
		const covered = lines.every(
			({ total, parts }) => total.count <= parts.reduce((sum, part) => sum + part.count, 0)
		);
		if (!bounded && !covered) return;
		for (const line of lines) {
			const overlap: Overlap = { ...line, bounded, covered };
			this.overlaps.push(overlap);
			line.total.totalOf.push(overlap);
			line.parts.forEach((part) => part.partOf.push(overlap));
		}
	}
}

function narrowSum({ total, parts }: Sum): boolean {
	let low = 0;
	let high = 0;
	for (const part of parts) {
		low += part.low;
		high += part.high;
	}
	let changed = narrow(total, low, high);
	for (const part of parts) {
		if (part.low === part.high) continue;
		const others = Number.isFinite(high) ? high - part.high : highOfOthers(parts, part);
		changed = narrow(part, total.low - others, total.high - (low - part.low)) || changed;
	}
	return changed;
}

function highOfOthers(parts: Node[], own: Node): number {
	return parts.reduce((sum, part) => (part === own ? sum : sum + part.high), 0);
}

function narrowOverlap({ total, parts, bounded, covered }: Overlap): boolean {
	let changed = false;
	if (bounded)
		for (const part of parts)
			changed = narrow(part, part.low, total.high) || narrow(total, part.low, total.high) || changed;
	if (!covered) return changed;
	let high = 0;
	for (const part of parts) high += part.high;
	changed = narrow(total, total.low, high) || changed;
	for (const part of parts) {
		if (part.low === part.high) continue;
		const others = Number.isFinite(high) ? high - part.high : highOfOthers(parts, part);
		changed = narrow(part, total.low - others, part.high) || changed;
	}
	return changed;
}

function narrow(node: Node, low: number, high: number): boolean {
	if (!(low > node.low) && !(high < node.high)) return false;
	if (low > node.low) node.low = low;
	if (high < node.high) node.high = high;
	return true;
}
