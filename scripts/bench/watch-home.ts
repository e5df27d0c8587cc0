import type { OpenHome } from '$lib/server/desk';

type Warehouse = OpenHome['warehouse'];

/** How long the warehouse was busy: with questions (any number at once counts once) and with writing. */
export interface Watched {
	warehouse: Warehouse;
	/** Milliseconds since the last call: questions, writing. */
	take(): { asking: number; writing: number };
}

/** Passes everything on to the warehouse and keeps the time. */
export function watch(warehouse: Warehouse): Watched {
	const asking = stopwatch();
	const writing = stopwatch();
	const watched: Warehouse = {
		home: warehouse.home,
		read: (...question) => asking.during(() => warehouse.read(...question)) as never,
		readColumns: (...question) => asking.during(() => warehouse.readColumns(...question)),
		transaction: (work) => writing.during(() => warehouse.transaction(work)),
		latest: () => warehouse.latest(),
		close: () => warehouse.close()
	};
	return { warehouse: watched, take: () => ({ asking: asking.take(), writing: writing.take() }) };
}

function stopwatch() {
	let [running, since, sum] = [0, 0, 0];
	return {
		async during<Result>(work: () => Promise<Result>): Promise<Result> {
			if (running++ === 0) since = performance.now();
			try {
				return await work();
			} finally {
				if (--running === 0) sum += performance.now() - since;
			}
		},
		take(): number {
			const taken = sum;
			sum = 0;
			return taken;
		}
	};
}
