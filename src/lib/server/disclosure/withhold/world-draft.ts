import {
	ProgramDraft,
	type Demand,
	type LinearProgram,
	type Objective,
	type Terms
} from '$lib/server/solver';
import type { Span } from './guard';
import type { Node, Rule } from './rules';

/** What it costs per person that a count deviates from the truth: nothing where withheld, null where it must not. */
export type CostOf = (node: Node) => number | null;

/** How a count is written: by its own column, or as the truth plus and minus two. */
interface Written {
	base: number;
	terms: Terms;
}

/**
 * The linear programme whose points are the worlds that agree with everything told. Counts outside the region keep
 * their true value, so that each point is still a world.
 */
export class WorldDraft {
	private readonly draft = new ProgramDraft();
	private readonly written = new Map<Node, Written>();
	private readonly costs: number[] = [];
	private readonly lower: number[] = [];
	private readonly upper: number[] = [];

	constructor(region: Iterable<Node>, costOf: CostOf) {
		const later: Node[] = [];
		for (const node of region)
			if (node.left) later.push(node);
			else this.write(node, costOf(node));
		for (const node of later) this.written.set(node, this.leftOver(node));
		const rules = new Set([...this.written.keys()].flatMap((node) => node.rules));
		for (const rule of rules) this.oblige(rule);
	}

	/** The demand that a withheld count lie in one of these spans. */
	demand(node: Node, spans: Span[]): Demand {
		if (node.left) return { column: this.columnFor(node), spans };
		const [term] = this.written.get(node)?.terms ?? [];
		if (!term || node.shown) throw new Error('What is told cannot be asked to deviate by itself');
		return { column: term[0], spans };
	}

	/** Asks that a withheld count be no more than this. */
	cap(node: Node, high: number): void {
		this.addRow([[node, 1]], -Infinity, high);
	}

	/** The question how far these counts go together, to be asked of this programme. */
	objective(weighed: [Node, number][], sense: LinearProgram['sense']): Objective {
		const terms = weighed.flatMap(([node, weight]) =>
			(this.written.get(node)?.terms ?? []).map(([column, sign]): [number, number] => [column, weight * sign])
		);
		return { sense, terms };
	}

	/** The programme; its own question is how cheaply a demand can be met. */
	pack(sense: LinearProgram['sense']): LinearProgram {
		const program = this.draft.pack(sense);
		program.costs.set(this.costs);
		program.lower.set(this.lower);
		program.upper.set(this.upper);
		return program;
	}

	/** The counts of a point. */
	*read(values: Float64Array): Generator<[Node, number]> {
		for (const [node, { base, terms }] of this.written)
			yield [node, terms.reduce((sum, [column, sign]) => sum + sign * (values[column] ?? 0), base)];
	}

	private write(node: Node, cost: number | null): void {
		const { count, floor } = node;
		if (!node.shown) {
			this.written.set(node, { base: 0, terms: [[this.column(floor, Infinity, 0), 1]] });
		} else if (cost !== null) {
			const terms: Terms = [
				[this.column(0, Infinity, cost), 1],
				[this.column(0, Math.max(0, count - 1), cost), -1]
			];
			this.written.set(node, { base: count, terms });
		}
	}

	/** What stands in no table has no column of its own: it is what it is worked out from, however that is written. */
	private leftOver({ left, count }: Node): Written {
		if (!left) return { base: count, terms: [] };
		return this.added([...left.plus.map(plus), ...left.minus.map(minus)]);
	}

	private added(signed: [Node, number][]): Written {
		let base = 0;
		const terms: Terms = [];
		for (const [node, sign] of signed) {
			const written = this.written.get(node);
			base += sign * (written?.base ?? node.count);
			for (const [column, own] of written?.terms ?? []) terms.push([column, sign * own]);
		}
		return { base, terms };
	}

	/** A column that stands for what is left over, so that it may be demanded. */
	private columnFor(node: Node): number {
		const column = this.column(0, Infinity, 0);
		const { base, terms } = this.leftOver(node);
		this.draft.addRow(-base, -base, [...terms, [column, -1]]);
		return column;
	}

	private column(lower: number, upper: number, cost: number): number {
		this.costs.push(cost);
		this.lower.push(lower);
		this.upper.push(upper);
		return this.draft.addColumn({ lower, upper });
	}

	private oblige({ kind, total, parts, apart, bounded, covered }: Rule): void {
		if (kind === 'left') return this.obligeLeft(parts.find(({ left }) => left));
		if (kind === 'sum') return this.addRow([...parts.map(plus), [total, -1]], 0, 0);
		if (covered) this.addRow([...parts.map(plus), [total, -1]], 0, Infinity);
		if (!bounded) return;
		const beside = [...apart].map(minus);
		const others = parts.filter((part) => !apart.has(part));
		for (const part of others) this.addRow([[total, 1], minus(part), ...beside], 0, Infinity);
		if (others.length === 0) this.addRow([[total, 1], ...beside], 0, Infinity);
	}

	/** Nobody is fewer than none; of one part of a total, and of all together, the rules of overlaps say so. */
	private obligeLeft(node: Node | undefined): void {
		const { plus: added = [], minus: taken = [] } = node?.left ?? {};
		if (taken.length > 1) this.addRow([...added.map(plus), ...taken.map(minus)], 0, Infinity);
	}

	private addRow(signed: [Node, number][], lower: number, upper: number): void {
		const { base, terms } = this.added(signed);
		const [only] = terms;
		if (only && terms.length === 1) this.narrow(only, lower - base, upper - base);
		else if (only) this.draft.addRow(lower - base, upper - base, terms);
	}

	private narrow([column, sign]: [number, number], lower: number, upper: number): void {
		const [least, most] = sign > 0 ? [lower, upper] : [-upper, -lower];
		this.lower[column] = Math.max(this.lower[column] ?? 0, least);
		this.upper[column] = Math.min(this.upper[column] ?? Infinity, most);
	}
}

function plus(node: Node): [Node, number] {
	return [node, 1];
}

function minus(node: Node): [Node, number] {
	return [node, -1];
}
