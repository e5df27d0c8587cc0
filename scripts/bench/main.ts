import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { tableOf, type BenchRow } from './bars';
import { runScale } from './run-scale';
import { IN_TRAINING, SIZES } from './sizes';
import { files, ingestOurs, ingestRaw, preview, scanOurs, scanRival } from './steps-ingest';
import { serveBare } from './crowd/bare-server';
import { crowd } from './crowd/crowd';
import { readAsCrowd } from './crowd/readers';
import { curveRows, curves, type CurvesResult } from './steps-curves';
import { drill } from './steps-drill';
import { pages } from './steps-page';
import { planRow, plans, type PlanResultOfBench } from './steps-plan';
import { runStep } from './run-step';
import { loadAll, newState } from './steps-state';

const STEPS: Record<string, (folder: string, scale: string) => Promise<object>> = {
	files,
	'ingest-ours': ingestOurs,
	'ingest-raw': ingestRaw,
	'scan-ours': scanOurs,
	'scan-rival': scanRival,
	preview,
	'load-all': loadAll,
	'new-state': newState,
	pages,
	curves,
	drill,
	plans,
	crowd,
	readers: readAsCrowd,
	bare: serveBare
};

const { values } = parseArgs({
	options: {
		scale: { type: 'string', multiple: true },
		step: { type: 'string' },
		folder: { type: 'string' },
		keep: { type: 'boolean' },
		plans: { type: 'boolean' },
		curves: { type: 'boolean' },
		json: { type: 'boolean' }
	}
});

process.exitCode = values.step ? await oneStep(values.step) : await measured();

function measured(): Promise<number> {
	if (values.plans) return largePlans();
	if (values.curves) return curvesOfAState();
	return allScales(values.scale ?? ['S', 'M']);
}

async function oneStep(name: string): Promise<number> {
	const step = STEPS[name];
	if (!step) throw new Error(`There is no step ${name}.`);
	process.stdout.write(JSON.stringify(await step(values.folder ?? '', values.scale?.[0] ?? 'S')));
	return 0;
}

/** Measures each size in a folder of its own, prints the table, writes the JSON; 1 when something fails that must hold. */
async function allScales(scales: string[]): Promise<number> {
	const wrong = scales.find((scale) => !SIZES[scale]);
	if (wrong) {
		process.stderr.write(`There is no size ${wrong}. Choose of ${Object.keys(SIZES).join(', ')}.\n`);
		return 2;
	}
	const rows: BenchRow[] = [];
	const found: Record<string, object> = {};
	for (const scale of scales) {
		const result = await inFolder((folder) =>
			runScale(scale, folder, (sentence) => process.stderr.write(`${sentence}\n`))
		);
		rows.push(...result.rows);
		found[scale] = result.found;
	}
	report(rows, found);
	return rows.every((row) => row.pass) ? 0 : 1;
}

/** Every set of curves over a million people, by itself. */
async function curvesOfAState(): Promise<number> {
	const { name } = IN_TRAINING;
	const result = await inFolder(async (folder) => {
		for (const [step, what] of [
			['files', 'making a million people in training'],
			['load-all', 'loading them']
		] as const) {
			process.stderr.write(`${what}\n`);
			await runStep(step, name, folder);
		}
		process.stderr.write('counting their curves\n');
		return runStep<CurvesResult>('curves', name, folder);
	});
	const rows = curveRows('1 M', result);
	report(rows, { curves: result });
	return rows.every((row) => row.pass) ? 0 : 1;
}

/** The larger plans by themselves, which take minutes. */
async function largePlans(): Promise<number> {
	const sizes = ['region', 'county', 'state'];
	const rows: BenchRow[] = [];
	const found: Record<string, object> = {};
	for (const size of sizes) {
		process.stderr.write(`solving plans of a ${size}\n`);
		const result = await runStep<PlanResultOfBench>('plans', size, '');
		rows.push(planRow(size, result));
		found[size] = result;
	}
	report(rows, found);
	return rows.every((row) => row.pass) ? 0 : 1;
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
	const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'braidwork-bench-'));
	mkdirSync(folder, { recursive: true });
	try {
		return await work(folder);
	} finally {
		if (!values.keep && !values.folder) rmSync(folder, { recursive: true, force: true });
	}
}

function report(rows: BenchRow[], found: Record<string, object>): void {
	const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.versions.node };
	const document = JSON.stringify({ machine, rows, found });
	const path = resolve('build', 'bench', 'result.json');
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, document);
	if (values.json) process.stderr.write(`${tableOf(rows)}\n`);
	process.stdout.write(values.json ? `${document}\n` : `${tableOf(rows)}\n\nAll of it as JSON: ${path}\n`);
}
