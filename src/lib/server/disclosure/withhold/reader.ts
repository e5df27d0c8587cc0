import { leastAbove } from '../family';
import { isTooMuch, type Guard } from './guard';
import { linesAlong, without, type Held, type Ledger } from './ledger';

/** One variable of one cell, as a reader of everything published sees it: somewhere from `low` to `high`. */
export interface Node {
	readonly cell: Held;
	readonly name: string;
	readonly count: number;
	/** What is told of it while it is withheld: at least 1, since zeros are shown; at least 0; or more. */
	floor: number;
	/** The share of its total, in percent, that it is told to be more than. */
	above: number | undefined;
	low: number;
	high: number;
	shown: boolean;
	/** What must stay open about it; nothing for a count that may be told. */
	readonly guards: Guard[];
	readonly rules: Rule[];
}

/** A total and its parts: a sum, or a breakdown in which a person may stand several times. */
export interface Rule {
	readonly kind: 'sum' | 'overlap';
	readonly total: Node;
	readonly parts: Node[];
	/** No part exceeds the total; the total does not exceed their sum. */
	readonly bounded: boolean;
	readonly covered: boolean;
	waiting: boolean;
}

/**
 * Rules that one piece may set in motion. Intervals can creep together by one person at a time; where that is cut
 * short they are wider than a reader's, and the proof by worlds finds what they missed.
 */
const ENOUGH = 200_000;

/**
 * A reader of everything published, who is told one thing after another. Each piece narrows what the sums and the
 * overlaps allow of everything else; one that would narrow a guarded count too far is not told.
 */
export class Reader {
	readonly nodes: Node[] = [];
	private readonly byCell = new Map<Held, Map<string, Node>>();
	readonly rules: Rule[] = [];
	private readonly trail: { node: Node; low: number; high: number }[] = [];
	private exposed: Node | undefined;

	constructor(
		private readonly ledger: Ledger,
		guardsOf: (cell: Held, name: string) => Guard[]
	) {
		for (const cells of ledger.combinations.values())
			for (const cell of cells) this.admit(cell, (name) => guardsOf(cell, name));
		for (const cells of ledger.combinations.values()) this.link(cells);
	}

	node(cell: Held, name: string): Node | undefined {
		return this.byCell.get(cell)?.get(name);
	}

	/** Starts anew, told only the zeros that are not withheld. */
	tellZeros(isTold: (node: Node) => boolean): void {
		for (const node of this.nodes) {
			node.shown = isTold(node);
			if (node.above !== undefined) [node.above, node.floor] = [undefined, 1];
			node.low = node.shown ? 0 : node.count === 0 ? 0 : node.floor;
			node.high = node.shown ? 0 : Infinity;
		}
		for (const rule of this.rules) rule.waiting = true;
		this.begin();
		this.settle([...this.rules]);
	}

	/** Tells a count. Where that would expose a guarded count, nothing is told and that count is returned. */
	tell(node: Node): Node | undefined {
		const exposed = this.narrowTo(node, node.count, node.count);
		node.shown ||= exposed === undefined;
		return exposed;
	}

	/** Tells that a withheld count is more than a share (in percent) of a total; false if it is not, or on no such terms. */
	tellAbove(node: Node, share: number, total: number): boolean {
		const least = leastAbove(share, total);
		if (node.count < least || this.narrowTo(node, least, node.high) !== undefined) return false;
		node.floor = least;
		node.above = share;
		return true;
	}

	private narrowTo(node: Node, low: number, high: number): Node | undefined {
		this.begin();
		const queue: Rule[] = [];
		this.narrow(node, low, high, queue);
		return this.settle(queue);
	}

	private begin(): void {
		this.trail.length = 0;
		this.exposed = undefined;
	}

	private settle(queue: Rule[]): Node | undefined {
		let at = 0;
		for (; at < queue.length && at < ENOUGH && !this.exposed; at++) {
			const next = queue[at]!;
			next.waiting = false;
			if (next.kind === 'sum') this.applySum(next, queue);
			else this.applyOverlap(next, queue);
		}
		for (const rule of queue.slice(at)) rule.waiting = false;
		if (this.exposed) this.takeBack();
		return this.exposed;
	}

	private takeBack(): void {
		for (let at = this.trail.length - 1; at >= 0; at--) {
			const step = this.trail[at]!;
			step.node.low = step.low;
			step.node.high = step.high;
		}
	}

	private narrow(node: Node, low: number, high: number, queue: Rule[]): void {
		const raises = low > node.low;
		const lowers = high < node.high;
		if (!raises && !lowers) return;
		this.trail.push({ node, low: node.low, high: node.high });
		if (raises) node.low = low;
		if (lowers) node.high = high;
		if (node.guards.some((guard) => isTooMuch(guard, node))) this.exposed ??= node;
		for (const rule of node.rules) {
			if (rule.waiting) continue;
			rule.waiting = true;
			queue.push(rule);
		}
	}

	private applySum({ total, parts }: Rule, queue: Rule[]): void {
		const range = rangeOf(parts);
		const least = Math.max(total.low, range.low);
		const most = Math.min(total.high, range.high);
		this.narrow(total, range.low, range.high, queue);
		for (const part of parts) {
			if (part.low === part.high) continue;
			this.narrow(part, least - range.highBeside(part), most - (range.low - part.low), queue);
		}
	}

	private applyOverlap({ total, parts, bounded, covered }: Rule, queue: Rule[]): void {
		if (bounded) {
			for (const part of parts) this.narrow(total, part.low, total.high, queue);
			for (const part of parts) this.narrow(part, part.low, total.high, queue);
		}
		if (!covered) return;
		const range = rangeOf(parts);
		this.narrow(total, total.low, range.high, queue);
		for (const part of parts) this.narrow(part, total.low - range.highBeside(part), part.high, queue);
	}

	private admit(cell: Held, guardsOf: (name: string) => Guard[]): void {
		const own = new Map<string, Node>();
		for (const [name, count] of Object.entries(cell.counts)) {
			const bounds = { floor: 1, above: undefined, low: 0, high: Infinity, shown: false };
			const node: Node = { cell, name, count, ...bounds, guards: guardsOf(name), rules: [] };
			own.set(name, node);
			this.nodes.push(node);
		}
		this.byCell.set(cell, own);
		for (const { total, parts } of this.ledger.sumsOf(cell))
			this.addSum(
				own.get(total)!,
				parts.map((part) => own.get(part)!)
			);
	}

	private link(cells: Held[]): void {
		for (const { id, kind } of this.ledger.dimensions) {
			if (!cells[0] || !(id in cells[0].at)) continue;
			const lines = linesAlong(cells, id);
			for (const name of Object.keys(cells[0].counts)) {
				const totals = this.totalsOf(lines, id, name);
				if (kind === 'partition') totals.forEach(({ total, parts }) => this.addSum(total, parts));
				else this.relate(totals);
			}
		}
	}

	private totalsOf(lines: Held[][], id: string, name: string): { total: Node; parts: Node[] }[] {
		return lines.flatMap((line) => {
			const margin = line[0] && this.ledger.find(without(line[0].at, id));
			const total = margin && this.node(margin, name);
			const parts = line.map((cell) => this.node(cell, name)).filter((node) => node !== undefined);
			return total ? [{ total, parts }] : [];
		});
	}

	/** A rule that some true count breaks is no rule of this family, so no reader can use it. */
	private relate(lines: { total: Node; parts: Node[] }[]): void {
		const bounded = lines.every(({ total, parts }) => parts.every((part) => part.count <= total.count));
		const covered = lines.every(
			({ total, parts }) => total.count <= parts.reduce((sum, part) => sum + part.count, 0)
		);
		if (!bounded && !covered) return;
		for (const line of lines) this.enter({ kind: 'overlap', ...line, bounded, covered, waiting: false });
	}

	private addSum(total: Node, parts: Node[]): void {
		this.enter({ kind: 'sum', total, parts, bounded: true, covered: true, waiting: false });
	}

	private enter(rule: Rule): void {
		this.rules.push(rule);
		for (const node of [rule.total, ...rule.parts]) node.rules.push(rule);
	}
}

/** What the parts may add up to, and what those beside one of them may. Bounds are read before any is narrowed. */
function rangeOf(parts: Node[]): { low: number; high: number; highBeside: (part: Node) => number } {
	let low = 0;
	let finite = 0;
	let open = 0;
	for (const part of parts) {
		low += part.low;
		if (part.high === Infinity) open++;
		else finite += part.high;
	}
	const highBeside = ({ high }: Node) => {
		if (high === Infinity) return open === 1 ? finite : Infinity;
		return open === 0 ? finite - high : Infinity;
	};
	return { low, high: open === 0 ? finite : Infinity, highBeside };
}
