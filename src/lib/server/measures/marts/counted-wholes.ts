import type { AskMarts } from '../families';

type Ask = Omit<AskMarts, 'whole'>;

/** Work that was done, and of each answer that it rests on whether it would be another one now. */
interface Whole {
	isSame: ((ask: Ask) => Promise<boolean>)[];
	result: unknown;
}

/** What was counted as a whole, by its name: a family that a change does not concern is not put together again. */
export class CountedWholes {
	private readonly done = new Map<string, Whole>();

	/** Does the work, unless every answer that it had the last time is still the same. */
	async whole<T>(name: string, ask: Ask, work: (ask: AskMarts) => Promise<T>): Promise<T> {
		const known = this.done.get(name);
		const same = known ? await Promise.all(known.isSame.map((isSame) => isSame(ask))) : [false];
		if (known && same.every(Boolean)) return known.result as T;
		const isSame: Whole['isSame'] = [];
		const result = await work(noting(ask, isSame));
		this.done.set(name, { isSame, result });
		return result;
	}

	/** Forgets everything, because the marts were made anew. */
	forget(): void {
		this.done.clear();
	}
}

/** Passes questions on and notes how each answer is compared: counts that stayed are the same list. */
function noting(ask: Ask, isSame: Whole['isSame']): AskMarts {
	const own: AskMarts = {
		async rows<Row>(sql: string) {
			const before = await ask.rows<Row>(sql);
			isSame.push(async (now) => JSON.stringify(await now.rows(sql)) === JSON.stringify(before));
			return before;
		},
		async tallies(grouping) {
			const before = await ask.tallies(grouping);
			isSame.push(async (now) => (await now.tallies(grouping)) === before);
			return before;
		},
		async unlessChanged<Row>(sql: string) {
			const before = await ask.unlessChanged<Row>(sql);
			isSame.push(async (now) => (await now.unlessChanged<Row>(sql)) === before);
			return before;
		},
		whole: (_, work) => work(own)
	};
	return own;
}
