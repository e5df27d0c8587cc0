import type { OpenHome } from '$lib/server/desk';
import type { Cost } from './cost';

type Warehouse = OpenHome['warehouse'];

/** What the warehouse cost while it was busy: with questions (any number at once counts once) and with writing. */
export interface Watched {
	warehouse: Warehouse;
	/** The costs since the last call. */
	take(): { asking: Cost; writing: Cost };
}

/** Passes everything on to the warehouse and keeps the time. */
export function watch(warehouse: Warehouse): Watched {
	const asking = stopwatch();
	const writing = stopwatch();
	const watched: Warehouse = {
		home: warehouse.home,
		read: (...question) => asking.during(() => warehouse.read(...question)) as never,
		readColumns: (...question) => asking.during(() => warehouse.readColumns(...question)),
		transaction: (...work) => writing.during(() => warehouse.transaction(...work)),
		whileStill: (...work) => warehouse.whileStill(...work),
		latest: () => warehouse.latest(),
		writes: () => warehouse.writes(),
		close: () => warehouse.close()
	};
	return { warehouse: watched, take: () => ({ asking: asking.take(), writing: writing.take() }) };
}

function stopwatch() {
	let [running, sum] = [0, { wall: 0, cpu: 0 }];
	let since = now();
	return {
		async during<Result>(work: () => Promise<Result>): Promise<Result> {
			if (running++ === 0) since = now();
			try {
				return await work();
			} finally {
				if (--running === 0)
					sum = { wall: sum.wall + now().wall - since.wall, cpu: sum.cpu + now().cpu - since.cpu };
			}
		},
		take(): Cost {
			const taken = sum;
			sum = { wall: 0, cpu: 0 };
			return taken;
		}
	};
}

function now(): Cost {
	const used = process.cpuUsage();
	return { wall: performance.now(), cpu: (used.user + used.system) / 1000 };
}
