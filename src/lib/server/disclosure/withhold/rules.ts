import type { CountAt } from '../family';
import type { Guard } from './guard';
import type { Leftover } from './leftovers';
import { held, without, type Held, type Ledger } from './ledger';

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
	/** What it is worked out from, where it stands in no table. */
	readonly left?: { plus: Node[]; minus: Node[] };
}

/** A total and its parts: a sum, or a breakdown in which a person may stand several times. */
export interface Rule {
	/** `left` says what a count in no table is worked out from. */
	readonly kind: 'sum' | 'overlap' | 'left';
	readonly total: Node;
	/** What is added to the total before that is the sum of the parts. */
	readonly beside: readonly Node[];
	readonly parts: Node[];
	/** Parts whose people are in no other part. */
	readonly apart: ReadonlySet<Node>;
	/** No part exceeds the total; the total does not exceed their sum. */
	readonly bounded: boolean;
	readonly covered: boolean;
	waiting: boolean;
}

/** What must stay open about a count. */
type GuardsOf = (cell: Held, name: string) => Guard[];

/** Every count of a family, what is left over of their totals, and what the definitions say of them together. */
export class Rules {
	readonly nodes: Node[] = [];
	readonly all: Rule[] = [];
	private readonly byCell = new Map<Held, Map<string, Node>>();

	constructor(
		private readonly ledger: Ledger,
		private readonly guardsOf: GuardsOf
	) {
		for (const cells of ledger.combinations.values()) for (const cell of cells) this.admit(cell);
		for (const cells of ledger.combinations.values()) this.link(cells);
		for (const leftover of ledger.leftovers) this.admitLeftover(leftover);
		for (const { total, parts } of ledger.family.links ?? [])
			this.addSum(
				this.nodeAt(total),
				parts.map((part) => this.nodeAt(part))
			);
	}

	node(cell: Held, name: string): Node | undefined {
		return this.byCell.get(cell)?.get(name);
	}

	private nodeAt({ variable, at }: CountAt): Node {
		const cell = this.ledger.find(at);
		const node = cell && this.node(cell, variable);
		if (!node) throw new Error(`"${this.ledger.family.id}" is linked to a count that does not occur`);
		return node;
	}

	private admit(cell: Held): void {
		const own = new Map<string, Node>();
		for (const [name, count] of Object.entries(cell.counts)) {
			const bounds = { floor: 1, above: undefined, low: 0, high: Infinity, shown: false };
			const node: Node = { cell, name, count, ...bounds, guards: this.guardsOf(cell, name), rules: [] };
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
		for (const { id, kind, disjoint } of this.ledger.dimensions) {
			if (!cells[0] || !(id in cells[0].at)) continue;
			const { values = [], within = id } = disjoint ?? {};
			const alone = within in cells[0].at ? values : [];
			const lines = this.ledger.linesAlong(cells, id);
			for (const name of Object.keys(cells[0].counts)) {
				const totals = this.totalsOf(lines, id, name);
				if (kind === 'partition') totals.forEach(({ total, parts }) => this.addSum(total, parts));
				else this.relate(totals, ({ cell }) => alone.includes(cell.at[id] ?? ''));
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
	private relate(lines: { total: Node; parts: Node[] }[], isDisjoint: (part: Node) => boolean): void {
		const bounded = lines.every(({ total, parts }) => parts.every((part) => part.count <= total.count));
		const covered = lines.every(
			({ total, parts }) => total.count <= parts.reduce((sum, part) => sum + part.count, 0)
		);
		if (!bounded && !covered) return;
		const apart = lines.map(({ parts }) => new Set(parts.filter(isDisjoint)));
		const isApart = lines.every(({ total, parts }, at) => countOf(parts, apart[at] ?? NONE) <= total.count);
		lines.forEach((line, at) =>
			this.enter({
				kind: 'overlap',
				beside: [],
				...line,
				apart: (isApart ? apart[at] : undefined) ?? NONE,
				bounded,
				covered,
				waiting: false
			})
		);
	}

	/** It can be worked out where all it hangs on is told; a reader is never told that nobody is left over. */
	private admitLeftover(leftover: Leftover<Held>): void {
		const { at, name, count } = leftover;
		const near = this.ledger.nearTo(leftover);
		const [plus, minus] = [this.nodesOf(leftover.plus, name), this.nodesOf(leftover.minus, name)];
		const [total, ...beside] = plus;
		if (!total || (near.length === 0 && !this.ledger.isSmall(count))) return;
		const cell = held({ at, counts: { [name]: count }, told: total.cell.told });
		for (const told of near) this.ledger.noteHidden(cell, name, told);
		const guards = this.guardsOf(cell, name).map((guard): Guard =>
			guard.kind === 'small' ? { ...guard, kind: 'left' } : guard
		);
		const bounds = { floor: 0, above: undefined, low: 0, high: Infinity, shown: false };
		const node: Node = { cell, name, count, ...bounds, guards, rules: [], left: { plus, minus } };
		this.nodes.push(node);
		this.addSum(total, [...minus, node], { kind: 'left', beside });
	}

	private nodesOf(cells: Held[], name: string): Node[] {
		return cells.flatMap((cell) => this.node(cell, name) ?? []);
	}

	private addSum(
		total: Node,
		parts: Node[],
		{ kind, beside }: Pick<Rule, 'kind' | 'beside'> = { kind: 'sum', beside: [] }
	): void {
		this.enter({ kind, total, beside, parts, apart: NONE, bounded: true, covered: true, waiting: false });
	}

	private enter(rule: Rule): void {
		this.all.push(rule);
		for (const node of [rule.total, ...rule.beside, ...rule.parts]) node.rules.push(rule);
	}
}

const NONE: ReadonlySet<Node> = new Set();

/** What the total is at least: the parts that stand apart, and the largest of the others. */
function countOf(parts: Node[], apart: ReadonlySet<Node>): number {
	const others = parts.filter((part) => !apart.has(part)).map(({ count }) => count);
	return [...apart].reduce((sum, { count }) => sum + count, Math.max(0, ...others));
}
