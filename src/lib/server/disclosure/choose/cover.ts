import { Freedoms } from './freedoms';
import type { LinkedSystem } from './link-cells';

/** A cell that no reader may confirm: how far its feasible interval must reach, and how wide it must be. */
export interface Sensitive {
	node: number;
	/** The interval must reach up to this; 0 where it need not. */
	reach: number;
	/** For each of these earlier values the interval must get a threshold away from it, up or down. */
	away: number[];
}

/** A feasible alternative table: how far each moved node stands from its true count. */
export interface Witness {
	nodes: number[];
	moves: number[];
}

/** What is known of one node: how low and how high it can stand, and the tables that show it. */
export interface Proof {
	node: number;
	low: number;
	high: number;
	lowest?: Witness;
	highest?: Witness;
}

/**
 * What is hidden so far, and the proof: for each node the lowest and highest count in any alternative table that
 * agrees with everything shown. Hiding more never takes a proof away.
 */
export class Cover {
	readonly hidden: Uint8Array;
	/** Nodes in tables withheld whole, which a reader must allow to be zero. */
	readonly open: Uint8Array;
	/** Nodes that an earlier release showed with the same value: hiding them would hide nothing. */
	readonly known: Uint8Array;
	readonly low: Float64Array;
	readonly high: Float64Array;
	readonly lowest: (Witness | undefined)[] = [];
	readonly highest: (Witness | undefined)[] = [];
	readonly wholeGroups = new Set<number>();
	/** Room to work in while a programme is drafted. */
	readonly freedoms: Freedoms;

	constructor(
		readonly system: LinkedSystem,
		readonly threshold: number
	) {
		const size = system.values.length;
		this.hidden = new Uint8Array(size);
		this.open = new Uint8Array(size);
		this.known = new Uint8Array(size);
		this.low = Float64Array.from(system.values);
		this.high = Float64Array.from(system.values);
		this.freedoms = new Freedoms(system);
	}

	/** The true count of a node. */
	valueOf(node: number): number {
		return this.system.values[node] ?? 0;
	}

	/** The least that a reader must allow a hidden node to be. */
	floorOf(node: number): number {
		return this.open[node] ? 0 : 1;
	}

	/** Hides nodes; a zero is hidden only where its table is withheld whole. */
	hide(nodes: Iterable<number>): void {
		for (const node of nodes) this.hidden[node] = 1;
	}

	/** Withholds a group of cells whole, zeros included. */
	withholdWhole(group: number): void {
		this.wholeGroups.add(group);
		for (const node of this.system.groups[group]?.nodes ?? []) {
			this.hidden[node] = 1;
			this.open[node] = 1;
		}
	}

	/** Keeps an alternative table as proof for every node it moves. */
	record(witness: Witness): void {
		witness.nodes.forEach((node, at) => {
			const value = this.valueOf(node) + (witness.moves[at] ?? 0);
			if (value > (this.high[node] ?? 0)) [this.high[node], this.highest[node]] = [value, witness];
			if (value < (this.low[node] ?? 0)) [this.low[node], this.lowest[node]] = [value, witness];
		});
	}

	/** Forgets what was proved of a node, so that it can be proved anew with less hidden; gives back what was known. */
	forget(node: number): Proof {
		const [low, high] = [this.low[node] ?? 0, this.high[node] ?? 0];
		const proof = { node, low, high, lowest: this.lowest[node], highest: this.highest[node] };
		this.restore({ node, low: this.valueOf(node), high: this.valueOf(node) });
		return proof;
	}

	/** Puts back what was known of a node. */
	restore({ node, low, high, lowest, highest }: Proof): void {
		[this.low[node], this.high[node]] = [low, high];
		[this.lowest[node], this.highest[node]] = [lowest, highest];
	}

	/** Whether no reader can confirm the cell: criterion S2 (at least threshold - 1 wide, reaching the threshold). */
	isSafe(cell: Sensitive): boolean {
		return this.wouldBeSafe(cell, Infinity, -Infinity);
	}

	/** Whether the cell would be safe if it were also proved to stand as low and as high as this. */
	wouldBeSafe(cell: Sensitive, lowest: number, highest: number): boolean {
		const low = Math.min(this.low[cell.node] ?? 0, lowest);
		const high = Math.max(this.high[cell.node] ?? 0, highest);
		const wide = high - low >= this.threshold - 1;
		const clear = cell.away.every((value) => high >= value + this.threshold || low <= value - this.threshold);
		return wide && clear && high >= cell.reach;
	}

	/** How far above its true count a cell must be able to stand to be safe, given how low it can stand. */
	climbOf(cell: Sensitive): number {
		const wide = (this.low[cell.node] ?? 0) + this.threshold - 1;
		const away = this.clingsTo(cell).map((value) => value + this.threshold);
		return Math.max(wide, cell.reach, ...away) - this.valueOf(cell.node);
	}

	/** How far below its true count a cell must be able to stand to be safe, given how high it can stand. */
	descentOf(cell: Sensitive): number {
		const narrow = (this.high[cell.node] ?? 0) - this.threshold + 1;
		const away = this.clingsTo(cell).map((value) => value - this.threshold);
		return this.valueOf(cell.node) - Math.min(narrow, ...away);
	}

	/** Earlier values from which the interval does not get away far enough. */
	private clingsTo({ node, away }: Sensitive): number[] {
		const [low, high] = [this.low[node] ?? 0, this.high[node] ?? 0];
		return away.filter((value) => high < value + this.threshold && low > value - this.threshold);
	}
}
