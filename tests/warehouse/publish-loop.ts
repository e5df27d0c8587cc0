import { makeState, openWarehouse, saveSubmission, type Warehouse } from '$lib/server/warehouse';
import { change, submission } from './small-quarter';

const ROWS = 2_000;

/** Publishes one submission after another until it is killed; says each number once it is stored. */
async function publishForEver(home: string): Promise<void> {
	const w = await openWarehouse(home, { memoryLimit: '512MB', threads: 1 });
	process.stdout.write('open\n');
	for (let next = w.latest() + 1; ; next += 1) {
		await publishNext(w, next);
		process.stdout.write(`${next}\n`);
	}
}

/** Each submission replaces the one before; its rows are all there or none. */
async function publishNext(w: Warehouse, next: number): Promise<void> {
	await w.transaction(async (tx) => {
		const id = `s${next}`;
		await saveSubmission(tx, submission(id, { rows_loaded: ROWS, rows_in_file: ROWS + 1 }));
		await tx.run(
			`INSERT INTO staging.stg_deliveries BY NAME
			SELECT 'd' || n AS delivery_id, 'p' || n % 50 AS participant_id, 'food' AS service, 'delivered' AS status,
				DATE '2015-01-05' AS date, $1::VARCHAR AS submission_id, 'navigators' AS partner, '2015Q1' AS period, n AS source_row
			FROM range(${ROWS}) AS numbers(n)`,
			[id]
		);
		await makeState(tx, change([id], next > 1 ? [`s${next - 1}`] : []));
	});
}

/** Opens the home, says so, holds it for a while and leaves it in order. */
async function holdFor(home: string, milliseconds: number): Promise<void> {
	const w = await openWarehouse(home, { memoryLimit: '512MB', threads: 1 });
	process.stdout.write('open\n');
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
	await w.close();
	process.stdout.write('closed\n');
}

const [home = '', milliseconds] = process.argv.slice(2);
await (milliseconds ? holdFor(home, Number(milliseconds)) : publishForEver(home));
