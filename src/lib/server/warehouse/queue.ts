/** Runs work when its turn has come. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets at most `places` pieces of work run at once; the others wait their turn in order. */
export function makeQueue(places: number): Queue {
	const waiting: (() => void)[] = [];
	let free = places;

	async function enter(): Promise<void> {
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
	}

	function leave(): void {
		const next = waiting.shift();
		if (next) next();
		else free += 1;
	}

	return async (work) => {
		await enter();
		try {
			return await work();
		} finally {
			leave();
		}
	};
}
