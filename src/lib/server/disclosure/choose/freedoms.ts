import type { Equality } from './link-sums';
import type { LinkedSystem } from './link-cells';
import type { Relation } from './link-overlaps';

/** What a node may do in an alternative table: how far down and up it may move, and what each step costs. */
export interface Freedom {
	down: number;
	up: number;
	cost: number;
}

/**
 * The freedom of every node of a system; a node that may not move has none. One is kept for a system and emptied
 * before it is used again: a new one for each of thousands of programmes would cost more than the programmes.
 */
export class Freedoms {
	readonly up: Float64Array;
	readonly down: Float64Array;
	readonly cost: Float64Array;
	nodes: number[] = [];
	private readonly rowSeen: { relations: Int32Array; equalities: Int32Array };
	private round = 0;

	constructor(readonly system: LinkedSystem) {
		const size = system.values.length;
		this.up = new Float64Array(size);
		this.down = new Float64Array(size);
		this.cost = new Float64Array(size);
		const { relations, equalities } = system;
		this.rowSeen = {
			relations: new Int32Array(relations.length),
			equalities: new Int32Array(equalities.length)
		};
	}

	/** Takes all freedoms away. */
	clear(): void {
		for (const node of this.nodes) this.up[node] = this.down[node] = this.cost[node] = 0;
		this.nodes = [];
	}

	/** Lets a node move. */
	give(node: number, { up, down, cost }: Freedom): void {
		this.up[node] = up;
		this.down[node] = down;
		this.cost[node] = cost;
		this.nodes.push(node);
	}

	/** Whether a node can move at all. */
	isFree(node: number): boolean {
		return (this.up[node] ?? 0) > 0 || (this.down[node] ?? 0) > 0;
	}

	/** Keeps only the nodes that can still move; gives back how much room all of them have. */
	dropStill(): number {
		let room = 0;
		this.nodes = this.nodes.filter((node) => {
			const [up, down] = [Math.max(0, this.up[node] ?? 0), Math.max(0, this.down[node] ?? 0)];
			this.up[node] = up;
			this.down[node] = down;
			room += up + down;
			return up + down > 0;
		});
		return room;
	}

	/** The relations that any free node has a part in. */
	relations(): Relation[] {
		return this.rows(this.system.relationsOf, this.system.relations, this.rowSeen.relations);
	}

	/** The sums that any free node has a part in. */
	equalities(): Equality[] {
		return this.rows(this.system.equalitiesOf, this.system.equalities, this.rowSeen.equalities);
	}

	private rows<Row>(rowsByNode: number[][], rows: Row[], seen: Int32Array): Row[] {
		const round = ++this.round;
		const found: Row[] = [];
		for (const node of this.nodes) {
			for (const row of rowsByNode[node] ?? []) {
				if (seen[row] === round) continue;
				seen[row] = round;
				found.push(rows[row] as Row);
			}
		}
		return found;
	}
}
