import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { OpenHome } from '$lib/server/desk';
import { changesOf, load, readFile, savePartner } from '$lib/server/intake';
import { prepare } from '$lib/server/measures';
import { filesIn, inHome, OPERATOR, TODAY } from './bench-homes';
import { costOf, peakMemory, type Cost } from './cost';
import { joinDeliveries, makeFiles } from './make-files';
import { IN_TRAINING, SIZES } from './sizes';
import { watch } from './watch-home';

/** What one side did with the file: its cost, and a print of the rows that it has then. */
export interface IngestResult {
	cost: Cost;
	rows: string;
	memory: number;
	/** The part of the cost that the summaries are. */
	summaries?: Cost;
}

/** Makes the files of a size. */
export async function files(folder: string, scale: string): Promise<{ made: string }> {
	const { quarters, deliveries } = filesIn(folder);
	await inHome(folder, 'raw', async () => mkdirSync(quarters, { recursive: true }));
	makeFiles(quarters, scale === IN_TRAINING.name ? IN_TRAINING : (SIZES[scale] ?? SIZES.S!));
	await joinDeliveries(quarters, deliveries);
	return { made: quarters };
}

const COLUMNS =
	'delivery_id, participant_id, service, status, date, units, unit, amount_usd, award_id, denial_reason';

const PRINT = `count(*)::VARCHAR || ' ' || sum(hash(${COLUMNS}))::VARCHAR AS rows`;

/** Our side: the whole walk of a clean file, from its receipt until it is published and its summaries are written. */
export async function ingestOurs(folder: string): Promise<IngestResult> {
	const { deliveries } = filesIn(folder);
	return inHome(folder, `ingest-${process.pid}`, async (home) => {
		await savePartner(home.warehouse, { partner: 'county', name: 'County', role: 'county' });
		const { cost, result } = await costOf(() =>
			load(
				home.warehouse,
				{ name: 'deliveries.csv', path: deliveries },
				{ partner: 'county', dataset: 'deliveries', period: '2015Q3' },
				{ publish: true, actor: OPERATOR, now: TODAY, settings: home.settings }
			)
		);
		if (result.status !== 'published')
			throw new Error(`The clean file was not published: ${JSON.stringify(result).slice(0, 2000)}`);
		const [row] = await home.warehouse.read<{ rows: string }>(`SELECT ${PRINT} FROM staging.live_deliveries`);
		const summaries = await costOfSummaries(home);
		return { cost: added(cost, summaries), summaries, rows: row?.rows ?? '', memory: peakMemory() };
	});
}

/** The summaries are what is written while a new state is counted. */
async function costOfSummaries(home: OpenHome): Promise<Cost> {
	const { warehouse, take } = watch(home.warehouse);
	await prepare(warehouse, home.settings);
	return take().writing;
}

function added(one: Cost, other: Cost): Cost {
	return { wall: one.wall + other.wall, cpu: one.cpu + other.cpu };
}

/** Rows of the file that an analyst waits for. */
const PREVIEW_ROWS = 100_000;

/** A file of a hundred thousand rows, from its receipt until its findings and what it changes can be looked at. */
export async function preview(folder: string): Promise<{ wall: number; rows: number }> {
	const { deliveries } = filesIn(folder);
	const path = `${deliveries}.preview.csv`;
	await copyLines(deliveries, path, PREVIEW_ROWS + 1);
	return inHome(folder, `preview-${process.pid}`, async ({ warehouse, settings }) => {
		await savePartner(warehouse, { partner: 'county', name: 'County', role: 'county' });
		const { cost, result } = await costOf(async () => {
			const file = await load(
				warehouse,
				{ name: 'deliveries.csv', path },
				{ partner: 'county', dataset: 'deliveries', period: '2015Q3' },
				{ publish: false, actor: OPERATOR, now: TODAY, settings }
			);
			await changesOf(warehouse, String(file.submission_id));
			return file;
		});
		if (!result.status.startsWith('checked'))
			throw new Error(`The file cannot be looked at: it is ${result.status}.`);
		return { wall: cost.wall, rows: result.rows_loaded };
	});
}

async function copyLines(from: string, to: string, count: number): Promise<void> {
	const out = createWriteStream(to);
	let left = count;
	for await (const line of createInterface(createReadStream(from))) {
		out.write(`${line}\n`);
		if ((left -= 1) === 0) break;
	}
	out.end();
	await finished(out);
}

/** The limit: one statement that reads the same file into a table, every type given. */
export async function ingestRaw(folder: string): Promise<IngestResult> {
	const { deliveries } = filesIn(folder);
	return inHome(folder, 'raw', async ({ warehouse }) => {
		const { cost } = await costOf(() =>
			warehouse.transaction((tx) =>
				tx.run(`CREATE OR REPLACE TABLE main.raw_deliveries AS SELECT * FROM read_csv('${deliveries}',
					delim = ',', header = true, auto_detect = false, columns = {
						'delivery_id': 'VARCHAR', 'participant_id': 'VARCHAR', 'service': 'VARCHAR', 'status': 'VARCHAR',
						'date': 'DATE', 'units': 'DOUBLE', 'unit': 'VARCHAR', 'amount_usd': 'DECIMAL(18,2)',
						'award_id': 'VARCHAR', 'denial_reason': 'VARCHAR'})`)
			)
		);
		const [row] = await warehouse.read<{ rows: string }>(`SELECT ${PRINT} FROM main.raw_deliveries`);
		return { cost, rows: row?.rows ?? '', memory: peakMemory() };
	});
}

/** Our side: the strict reader alone. */
export async function scanOurs(folder: string): Promise<IngestResult> {
	const { cost, result } = await costOf(() => readFile(filesIn(folder).deliveries));
	return { cost, rows: String(result.rows), memory: peakMemory() };
}

/** The rival of the strict reader. It is no part of the benchmark's own bundle: loaded by its name, and only here. */
const RIVAL = 'papaparse';

interface Rival {
	parse(input: NodeJS.ReadableStream, options: object): void;
}

/** The limit: PapaParse, streaming, without headers. */
export async function scanRival(folder: string): Promise<IngestResult> {
	const { default: papa } = (await import(/* @vite-ignore */ RIVAL)) as { default: Rival };
	let rows = -1;
	const { cost } = await costOf(
		() =>
			new Promise<void>((complete, error) =>
				papa.parse(createReadStream(filesIn(folder).deliveries), {
					skipEmptyLines: true,
					chunk: ({ data }: { data: unknown[] }) => (rows += data.length),
					complete: () => complete(),
					error
				})
			)
	);
	return { cost, rows: String(rows), memory: peakMemory() };
}
