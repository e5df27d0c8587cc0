import { leastAbove } from '../family';
import { isTooMuch, type Guard } from './guard';
import type { Held, Ledger } from './ledger';
import { Rules, type Node, type Rule } from './rules';

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
	readonly nodes: Node[];
	readonly rules: Rule[];
	private readonly known: Rules;
	private readonly trail: { node: Node; low: number; high: number }[] = [];
	private exposed: Node | undefined;

	constructor(ledger: Ledger, guardsOf: (cell: Held, name: string) => Guard[]) {
		this.known = new Rules(ledger, guardsOf);
		this.nodes = this.known.nodes;
		this.rules = this.known.all;
	}

	node(cell: Held, name: string): Node | undefined {
		return this.known.node(cell, name);
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

	/**
	 * Tells many counts at once, which comes to the same as one after another while none of them exposes anything: what
	 * each allows only ever narrows. False, and nothing told, where one does, or where too many rules are set in motion.
	 */
	tellAll(nodes: readonly Node[]): boolean {
		this.begin();
		const queue: Rule[] = [];
		for (const node of nodes) this.narrow(node, node.count, node.count, queue);
		this.settle(queue);
		const isToldWhole = this.exposed === undefined && queue.length < ENOUGH;
		if (isToldWhole) for (const node of nodes) node.shown = true;
		else if (this.exposed === undefined) this.takeBack();
		return isToldWhole;
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
			if (next.kind === 'overlap') this.applyOverlap(next, queue);
			else if (next.beside.length > 0) this.applyBalance(next, queue);
			else this.applySum(next, queue);
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
		if (node.guards.length > 0 && node.guards.some((guard) => isTooMuch(guard, node))) this.exposed ??= node;
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
			this.narrow(part, least - highBeside(range, part), most - (range.low - part.low), queue);
		}
	}

	/** What is added up on one side is what is added up on the other. */
	private applyBalance({ total, beside, parts }: Rule, queue: Rule[]): void {
		const whole = [total, ...beside];
		const [ours, theirs] = [rangeOf(whole), rangeOf(parts)];
		for (const [side, own, other] of [
			[whole, ours, theirs],
			[parts, theirs, ours]
		] as const)
			for (const node of side)
				if (node.low !== node.high)
					this.narrow(node, other.low - highBeside(own, node), other.high - (own.low - node.low), queue);
	}

	private applyOverlap({ total, parts, apart, bounded, covered }: Rule, queue: Rule[]): void {
		if (bounded) {
			const beside = lowOf(apart);
			const largest = largestLow(parts, apart);
			this.narrow(total, beside + largest, total.high, queue);
			for (const part of parts) {
				const least = apart.has(part) ? beside - part.low + largest : beside;
				this.narrow(part, part.low, total.high - least, queue);
			}
		}
		if (!covered) return;
		const range = rangeOf(parts);
		this.narrow(total, total.low, range.high, queue);
		for (const part of parts) this.narrow(part, total.low - highBeside(range, part), part.high, queue);
	}
}

/** What parts may add up to: at least, and at most, as far as they have bounds; how many have none. */
interface Range {
	low: number;
	high: number;
	finite: number;
	open: number;
}

/** Bounds are read before any is narrowed. */
function rangeOf(parts: Node[]): Range {
	let low = 0;
	let finite = 0;
	let open = 0;
	for (const part of parts) {
		low += part.low;
		if (part.high === Infinity) open++;
		else finite += part.high;
	}
	return { low, high: open === 0 ? finite : Infinity, finite, open };
}

/** What the parts beside one of them may add up to. */
function highBeside({ finite, open }: Range, { high }: Node): number {
	if (high === Infinity) return open === 1 ? finite : Infinity;
	return open === 0 ? finite - high : Infinity;
}

/** What the largest of the parts that do not stand apart is at least. */
function largestLow(parts: Node[], apart: ReadonlySet<Node>): number {
	let largest = 0;
	for (const part of parts) if (part.low > largest && !apart.has(part)) largest = part.low;
	return largest;
}

function lowOf(nodes: Iterable<Node>): number {
	let low = 0;
	for (const node of nodes) low += node.low;
	return low;
}
