import { meetEach, solveEach, type Objective, type Solution } from '$lib/server/solver';
import { isTooMuch, openings, type Span } from './guard';
import type { Reader } from './reader';
import type { Node } from './rules';
import { WorldDraft, type CostOf } from './world-draft';

/** Answers of the solver are right to this. */
const NEAR = 1e-6;

/** Questions about many counts in one call, each starting where the last one ended. */
const QUESTIONS = 8;

/** Counts of other families are few where they are less than one in this many. */
const FEW = 5;

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
	private readonly region: Node[];
	private round = 0;

	constructor(reader: Reader) {
		this.spans = new Map(reader.nodes.map((node) => [node, { low: node.count, high: node.count }]));
		this.region = regionOf(reader);
		this.guarded = this.region.filter(({ guards }) => guards.length > 0);
	}

	/**
	 * Looks for worlds as long as that is worthwhile; gives back the counts that none keeps open so far. Where counts of
	 * other families are many, they first stay as they are, and then those of this one: two small programmes take less
	 * than a large one.
	 */
	async explore(): Promise<Node[]> {
		const guests = this.region.filter(({ cell }) => cell.told === 'before');
		if (guests.length * FEW > this.region.length) {
			await this.exploreIn(this.region.filter(({ cell }) => cell.told !== 'before'));
			await this.exploreIn(this.region.filter(({ cell }) => cell.told));
		}
		await this.exploreIn(this.region);
		return this.confirmed();
	}

	private async exploreIn(region: Node[]): Promise<void> {
		const part = new Set(region);
		for (const isAsked of [isCell, isLeft]) {
			const confirmed = () => this.confirmed().filter((node) => part.has(node) && isAsked(node));
			let left = confirmed();
			for (let before = Infinity; left.length > 0 && left.length < before * WORTHWHILE;) {
				before = left.length;
				await this.askTogether(left, region);
				left = confirmed();
			}
		}
	}

	/**
	 * Opens guarded counts, each by the cheapest deviation that lets it take a value its guards ask for. What was told
	 * and has to deviate is withheld from then on. Gives back the counts that nothing opens.
	 */
	async open(nodes: Node[], costOf: CostOf): Promise<Node[]> {
		await this.lower(nodes.filter((node) => this.spanOf(node).low > node.floor + NEAR));
		const draft = new WorldDraft(this.region, costOf);
		const demands = nodes.flatMap((node) =>
			node.guards.map((guard) => draft.demand(node, openings(guard, this.spanOf(node))))
		);
		const program = draft.pack('minimize');
		await this.sideBySide(draft, demands, (some) => meetEach(program, some));
		for (const other of this.region) if (other.shown && this.hasMoved(other)) other.shown = false;
		return this.confirmed();
	}

	/** How low each count goes where nothing that is told deviates; what is lower needs to rise less. */
	private async lower(nodes: Node[]): Promise<void> {
		const draft = new WorldDraft(this.region, withheldOnly);
		const questions = nodes.map((node) => draft.objective([[node, 1]], 'minimize'));
		const program = draft.pack('minimize');
		await this.sideBySide(draft, questions, (some) => solveEach(program, some));
	}

	/** Asks many counts at once how high they go together, and how low, none of them beyond what guards ask. */
	private async askTogether(nodes: Node[], region: Node[]): Promise<void> {
		const draft = new WorldDraft(region, withheldOnly);
		for (const [node, high] of this.capsFor(nodes)) draft.cap(node, high);
		const program = draft.pack('maximize');
		await this.sideBySide(draft, this.together(draft, nodes), (some) => solveEach(program, some));
	}

	/** None goes beyond what guards ask; but where what is left over of a total shall rise, the total has to. */
	private capsFor(asked: Node[]): Map<Node, number> {
		const guarded = this.guarded.filter(({ left }) => !left);
		const caps = new Map(guarded.map((node) => [node, this.enoughFor(node)]));
		for (const node of asked) {
			if (!node.left) continue;
			const enough = this.enoughFor(node);
			caps.set(node, enough);
			for (const one of node.left.plus) {
				const cap = caps.get(one);
				if (cap !== undefined) caps.set(one, Math.max(cap, one.count + enough - node.count));
			}
		}
		return caps;
	}

	/** Asks in two shares at once; each answer is a world of its own. */
	private async sideBySide<Question>(
		draft: WorldDraft,
		questions: Question[],
		ask: (some: Question[]) => Promise<Solution[]>
	): Promise<void> {
		const half = Math.ceil(questions.length / 2);
		const answers = await Promise.all([ask(questions.slice(0, half)), ask(questions.slice(half))]);
		for (const solution of answers.flat()) this.note(draft, solution);
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

function isCell({ left }: Node): boolean {
	return left === undefined;
}

function isLeft({ left }: Node): boolean {
	return left !== undefined;
}

/** What is told stays as it is. */
function withheldOnly(node: Node): number | null {
	return node.shown ? null : 0;
}

/**
 * This family, and of those told before it what hangs together with it by counts that are withheld: of all other
 * counts nothing can be told here that was not known.
 */
function regionOf({ nodes }: Reader): Node[] {
	const region = new Set(nodes.filter(({ cell }) => cell.told !== 'before'));
	for (const near of region) {
		if (near.cell.told === 'before' && near.shown) continue;
		for (const { total, beside, parts } of near.rules) {
			region.add(total);
			for (const other of [...beside, ...parts]) region.add(other);
		}
	}
	return [...region];
}
