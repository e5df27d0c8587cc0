import { judge, type BenchRow } from './bars';
import type { CrowdResult } from './crowd/crowd';
import { crowdRows } from './crowd/crowd-rows';
import { runStep } from './run-step';
import type { DrillResult } from './steps-drill';
import type { IngestResult } from './steps-ingest';
import type { PageResult } from './steps-page';
import { planRow, type PlanResultOfBench } from './steps-plan';
import type { StateResult } from './steps-state';

/** A pair of runs differs by chance; when the two differ by more than this, the pair is run again. */
const NOISE = 1.2;

/** Everything that is measured at one size. `tell` says what is being done. */
export async function runScale(
	scale: string,
	folder: string,
	tell: (sentence: string) => void
): Promise<{ rows: BenchRow[]; found: object }> {
	const step = <Result>(name: string, what: string) => {
		tell(`${scale}: ${what}`);
		return runStep<Result>(name, scale, folder);
	};
	await step('files', 'making the files');
	const scan = await pair(step, ['scan-rival', 'scan-ours']);
	const ingest = await pair(step, ['ingest-raw', 'ingest-ours']);
	const preview =
		scale === 'S'
			? null
			: await step<{ wall: number; rows: number }>('preview', 'checking a file of 100,000 rows');
	const loaded = await step<{ wall: number; states: number }>(
		'load-all',
		'loading eight quarters of eight partners'
	);
	const state = await step<StateResult>(
		'new-state',
		'comparing with hand-written SQL, then re-filing a quarter'
	);
	const page = await step<PageResult>('pages', 'asking what the pages ask');
	const drilled = await step<DrillResult>('drill', 'backing up, restoring and checking everything');
	const planned = scale === 'S' ? await step<PlanResultOfBench>('plans', 'solving plans of a region') : null;
	const readers =
		scale === 'S'
			? null
			: await step<CrowdResult>('crowd', 'fifty readers, also while the large file is loaded');
	return {
		rows: [
			...fileRows(scale, scan, ingest),
			...previewRows(scale, preview),
			...stateRows(scale, state),
			...pageRows(scale, page),
			...(readers ? crowdRows(scale, readers) : []),
			drillRow(scale, drilled),
			...(planned ? [planRow(scale, planned)] : [])
		],
		found: { scan, ingest, preview, loaded, state, page, drilled, planned, readers }
	};
}

interface Pair {
	limit: IngestResult;
	ours: IngestResult;
}

type Step = <Result>(name: string, what: string) => Promise<Result>;

/** Both sides twice, in turn, the better of each; a third time when one side's two runs differ too much. */
async function pair(step: Step, [limit, ours]: [string, string]): Promise<Pair> {
	const limits: IngestResult[] = [];
	const mine: IngestResult[] = [];
	for (let turn = 0; turn < 3; turn += 1) {
		if (turn === 2 && !isNoisy(limits) && !isNoisy(mine)) break;
		limits.push(await step<IngestResult>(limit, `${limit}, turn ${turn + 1}`));
		mine.push(await step<IngestResult>(ours, `${ours}, turn ${turn + 1}`));
		const [theirs, own] = [limits.at(-1)!, mine.at(-1)!];
		if (theirs.rows !== own.rows)
			throw new Error(`${limit} and ${ours} do not have the same rows: ${theirs.rows} and ${own.rows}`);
	}
	return { limit: cheapest(limits), ours: cheapest(mine) };
}

function isNoisy(results: IngestResult[]): boolean {
	const costs = results.map(({ cost }) => cost.cpu);
	return Math.max(...costs) > Math.min(...costs) * NOISE;
}

function cheapest(results: IngestResult[]): IngestResult {
	return [...results].sort((a, b) => a.cost.cpu - b.cost.cpu)[0]!;
}

function fileRows(scale: string, scan: Pair, ingest: Pair): BenchRow[] {
	const rows = [
		judge({
			scale,
			work: 'a clean delivery file, received until published with summaries (CPU)',
			limit: 'CREATE TABLE AS read_csv',
			limitCost: ingest.limit.cost.cpu,
			ours: ingest.ours.cost.cpu,
			must: { times: 2.5 },
			aim: '1.8x'
		}),
		judge({
			scale,
			work: 'scan and read alone',
			limit: 'PapaParse, streaming',
			limitCost: scan.limit.cost.wall,
			ours: scan.ours.cost.wall,
			must: { times: 1 },
			aim: '0.5x'
		})
	];
	return scale === 'S' ? [] : rows;
}

function previewRows(scale: string, preview: { wall: number; rows: number } | null): BenchRow[] {
	if (!preview) return [];
	const work = `a file of ${preview.rows.toLocaleString('en-US')} rows, received until checked and ready to look at`;
	return [
		judge({ scale, work, limit: '', limitCost: null, ours: preview.wall, must: { ms: 2000 }, aim: '1 s' })
	];
}

function stateRows(scale: string, state: StateResult): BenchRow[] {
	const must = (ms: number) => ({ ms });
	const refiled = {
		scale,
		work: "one partner's quarter re-filed until visible on the pages",
		limit: '',
		limitCost: null,
		ours: state.visible,
		must: must(scale === 'L' ? 3000 : 1000),
		aim: scale === 'L' ? '1 s' : '250 ms'
	};
	const counted = {
		scale,
		work: 'all measure tables of a new state, counted',
		limit: 'ten of them by hand',
		limitCost: state.raw,
		ours: state.counted,
		must: { times: 3 },
		aim: '1.5x'
	};
	const kept = {
		scale,
		work: 'the same, protected',
		limit: '',
		limitCost: null,
		ours: Math.max(state.protectedFirst, state.protectedAgain),
		must: must(10_000),
		aim: '2 s'
	};
	return [judge(refiled), ...(scale === 'S' ? [] : [judge(counted)]), judge(kept)];
}

function pageRows(scale: string, page: PageResult): BenchRow[] {
	const row = { scale, limit: 'best SQL', limitCost: null, must: { ms: 20 }, aim: 'cached: 2 ms' };
	return [
		judge({
			...row,
			work: 'page data, state already protected, first asked, p95',
			limitCost: page.rawPage,
			ours: page.page
		}),
		judge({ ...row, work: 'page data, asked again, p95', ours: page.again }),
		judge({ ...row, work: 'the same with 16 readers, p95', ours: page.crowded, must: { ms: 80 } }),
		judge({
			...row,
			work: 'an as-of question on an old state',
			limit: 'current state',
			limitCost: page.current,
			ours: page.asOf,
			must: { times: 5 },
			aim: '2x'
		}),
		judge({
			...row,
			work: 'curves (Kaplan-Meier, Aalen-Johansen)',
			limitCost: page.rawCurves,
			ours: page.curves,
			must: { ms: 150 },
			aim: '1.5x'
		}),
		judge({ ...row, work: 'a figure to Word, p95', ours: page.word, must: { ms: 1000 }, aim: '300 ms' })
	];
}

function drillRow(scale: string, { backUp, restore }: DrillResult): BenchRow {
	return judge({
		scale,
		work: 'a backup made, put back and checked in everything',
		limit: '',
		limitCost: null,
		ours: backUp + restore,
		must: { ms: 300_000 },
		aim: '30 s'
	});
}
