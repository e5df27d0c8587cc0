import { solve, solveEach, type Objective, type Solution } from '$lib/server/solver';
import { isTooMuch, openings, type Span } from './guard';
import type { Node, Reader } from './reader';
import { WorldDraft, type CostOf } from './world-draft';

/** Answers of the solver are right to this. */
const NEAR = 1e-6;

/** Questions about many counts in one call, each starting where the last one ended. */
const QUESTIONS = 8;

/** What part of the counts a call must leave at most to be worth another. */
const WORTHWHILE = 0.8;

/**
 * Looks for worlds that agree with everything told: values of all withheld counts, each a witness that no reader can
 * rule them out. One linear programme lets many counts rise (or fall) at once, so that few of them prove thousands of
 * counts open.
 */
export class Worlds {
	private readonly spans: Map<Node, Span>;
	private readonly guarded: Node[];
	private round = 0;

	constructor(private readonly reader: Reader) {
		this.spans = new Map(reader.nodes.map((node) => [node, { low: node.count, high: node.count }]));
		this.guarded = reader.nodes.filter(({ guards }) => guards.length > 0);
	}

	/** Looks for worlds as long as that is worthwhile; gives back the counts that none keeps open so far. */
	async explore(): Promise<Node[]> {
		let left = this.confirmed();
		for (let before = Infinity; left.length > 0 && left.length < before * WORTHWHILE;) {
			before = left.length;
			await this.askTogether(left);
			left = this.confirmed();
		}
		return left;
	}

	/**
	 * Opens one guarded count by the cheapest deviation that lets it take a value its guards ask for, near it if that
	 * is enough. What was told and has to deviate is withheld from then on. False if nothing opens it.
	 */
	async open(node: Node, costOf: CostOf): Promise<boolean> {
		for (const region of [nearby(node), this.reader.nodes]) {
			if (!this.isConfirmed(node)) break;
			await this.lower(region, node);
			await this.openWithin(region, node, costOf);
		}
		for (const other of this.reader.nodes) if (other.shown && this.hasMoved(other)) other.shown = false;
		return !this.isConfirmed(node);
	}

	/** How low a count goes where nothing that is told deviates; what is lower needs to rise less. */
	private async lower(region: Iterable<Node>, node: Node): Promise<void> {
		if (this.spanOf(node).low < node.floor + NEAR) return;
		const draft = new WorldDraft(region, withheldOnly);
		this.note(draft, await solve(draft.towards([[node, 1]], 'minimize')));
	}

	private async openWithin(region: Iterable<Node>, node: Node, costOf: CostOf): Promise<void> {
		for (const guard of node.guards) {
			for (const opening of openings(guard, this.spanOf(node))) {
				if (!this.isConfirmed(node)) return;
				const draft = new WorldDraft(region, costOf);
				draft.demand(node, opening);
				this.note(draft, await solve(draft.pack('minimize')));
			}
		}
	}

	/** Asks many counts at once how high they go together, and how low, none of them beyond what guards ask. */
	private async askTogether(nodes: Node[]): Promise<void> {
		const draft = new WorldDraft(this.reader.nodes, withheldOnly);
		for (const node of this.guarded) draft.cap(node, this.enoughFor(node));
		const solutions = await solveEach(draft.pack('maximize'), this.together(draft, nodes));
		for (const solution of solutions) this.note(draft, solution);
	}

	/** Each time others of them, and never with quite the same weights. */
	private together(draft: WorldDraft, nodes: Node[]): Objective[] {
		return Array.from({ length: QUESTIONS }, (_, at) => {
			const round = this.round++;
			const some = at === 0 ? nodes : nodes.filter((_, place) => (place * 7919 + round * 104_729) % 16 < 8);
			const weighed = some.map((node, place): [Node, number] => [
				node,
				1 + ((place * 37 + round * 101) % 97) / 97
			]);
			return draft.objective(weighed, at % 4 === 3 ? 'minimize' : 'maximize');
		});
	}

	private note(draft: WorldDraft, { status, values }: Solution): void {
		if (status !== 'optimal' || !values) return;
		for (const [node, value] of draft.read(values)) {
			const span = this.spanOf(node);
			if (value < span.low) span.low = value;
			if (value > span.high) span.high = value;
		}
	}

	/** The guarded counts that no world found so far keeps open. */
	confirmed(): Node[] {
		return this.guarded.filter((node) => this.isConfirmed(node));
	}

	private isConfirmed(node: Node): boolean {
		const { low, high } = this.spanOf(node);
		return node.guards.some((guard) => isTooMuch(guard, { low: low - NEAR, high: high + NEAR }));
	}

	private hasMoved(node: Node): boolean {
		const { low, high } = this.spanOf(node);
		return high > node.count + NEAR || low < node.count - NEAR;
	}

	private spanOf(node: Node): Span {
		return this.spans.get(node)!;
	}

	/** As high as the guards of a count ask: to go higher would leave less for others. */
	private enoughFor(node: Node): number {
		const span = this.spanOf(node);
		const asked = node.guards.flatMap((guard) => openings(guard, span).map(({ low }) => low));
		return Math.max(node.count, ...asked);
	}
}

/** What is told stays as it is. */
function withheldOnly(node: Node): number | null {
	return node.shown ? null : 0;
}

/** A count and what hangs together with it by three rules or fewer. */
function nearby(node: Node): Set<Node> {
	const reached = new Set([node]);
	for (let step = 0; step < 3; step++)
		for (const near of [...reached])
			for (const { total, parts } of near.rules) for (const other of [total, ...parts]) reached.add(other);
	return reached;
}
