/** Requests of one visitor: how many are being answered, and what begins the next ones. */
interface Line {
	running: number;
	waiting: (() => void)[];
}

/**
 * Answers a few requests of each visitor at a time; further ones wait for their own, so that nobody waits behind
 * the thousand requests that somebody else sent at once.
 */
export class Turns {
	readonly #lines = new Map<string, Line>();

	constructor(
		readonly atOnce: number,
		/** More than so many of one visitor may not wait. */
		readonly mostWaiting: number
	) {}

	/** Whether so many requests of a visitor wait that another one may not. */
	isFull(visitor: string): boolean {
		return (this.#lines.get(visitor)?.waiting.length ?? 0) >= this.mostWaiting;
	}

	/** Does the work when the visitor's turn has come. */
	async take<Result>(visitor: string, work: () => Promise<Result> | Result): Promise<Result> {
		const line = this.#lines.get(visitor) ?? { running: 0, waiting: [] };
		this.#lines.set(visitor, line);
		if (line.running >= this.atOnce) await new Promise<void>((begin) => line.waiting.push(begin));
		else line.running += 1;
		try {
			return await work();
		} finally {
			this.#pass(visitor, line);
		}
	}

	/** How many visitors are being answered. */
	get size(): number {
		return this.#lines.size;
	}

	/** The next one begins after what else has come meanwhile: a turn passed on at once would let nobody else in. */
	#pass(visitor: string, line: Line): void {
		const next = line.waiting.shift();
		if (next) setImmediate(next);
		else if (--line.running === 0) this.#lines.delete(visitor);
	}
}
