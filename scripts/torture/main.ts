import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createHome } from '$lib/server/desk';
import { backUpOften } from './back-up-often';
import { crowd } from './crowd';
import { dieUpgrading } from './die-upgrading';
import { fillDisk } from './full-disk';
import { Judge } from './judge-home';
import { keepLoop } from './keep-loop';
import { killLoads, PHASES } from './kill-loads';
import { makeLargeFile, MOST_MEMORY_MB, stageHere, stageLargeFile } from './large-file';
import { loadLoop } from './load-loop';

const { values } = parseArgs({
	options: {
		kills: { type: 'string', default: '500' },
		phase: { type: 'string', multiple: true, default: PHASES },
		only: { type: 'string', multiple: true, default: ['kills', 'crowd', 'disk', 'backups'] },
		processes: { type: 'string', default: '4' },
		megabytes: { type: 'string', default: '1000' },
		stage: { type: 'string' },
		upgrade: { type: 'string' },
		keeps: { type: 'string' },
		moment: { type: 'string', default: '0' },
		backups: { type: 'string', default: '50' },
		made: { type: 'string', default: tmpdir() },
		loads: { type: 'string' },
		from: { type: 'string', default: '0' },
		count: { type: 'string', default: '1000' }
	}
});

const [from, count] = [Number(values.from), Number(values.count)];
if (values.upgrade) await dieUpgrading(values.upgrade, Number(values.moment));
else if (values.keeps) await keepLoop(values.keeps, { from, made: values.made });
else if (values.stage)
	process.stdout.write(JSON.stringify(await stageHere(values.loads ?? '', values.stage)));
else if (values.loads) await loadLoop(values.loads, { from, count, made: values.made });
else process.exitCode = await torture(Number(values.kills));

/** Everything in turn, with a verdict; 1 when anything was lost. */
async function torture(kills: number): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-torture-'));
	let isKept = true;
	try {
		const losses: string[] = [];
		if (values.only.includes('kills')) losses.push(...(await killAll(folder, kills)));
		if (values.only.includes('crowd')) losses.push(...(await crowdIn(folder)));
		if (values.only.includes('disk')) losses.push(...(await fullDisk(folder)));
		if (values.only.includes('backups')) losses.push(...(await backUps(folder)));
		if (values.only.includes('large')) losses.push(...(await largeFile(folder)));
		for (const loss of losses) tell(`LOST ${loss}`);
		tell(losses.length === 0 ? 'Nothing was lost, doubled or half.' : `${losses.length} things were lost.`);
		isKept = losses.length > 0;
		return isKept ? 1 : 0;
	} finally {
		if (isKept) tell(`What came of it lies in ${folder}.`);
		else rmSync(folder, { recursive: true, force: true });
	}
}

async function killAll(folder: string, kills: number): Promise<string[]> {
	tell(`Killing ${kills} loads in all their phases, some with a log or a ledger cut short ...`);
	const home = join(folder, 'killed', 'home');
	await createHome(home, { demo: true });
	const judge = new Judge(home);
	await killLoads(judge, { kills, phases: values.phase }, tell);
	tell(
		`${kills} kills: ${judge.losses.length} losses; ${judge.remade} states were made again from kept originals.`
	);
	return judge.losses;
}

async function crowdIn(folder: string): Promise<string[]> {
	const processes = Number(values.processes);
	tell(`${processes} processes load into one home at once ...`);
	const home = join(folder, 'crowd', 'home');
	await createHome(home, { demo: true });
	const losses = await crowd(home, { processes, files: 3 });
	tell(`${processes} processes: ${losses.length} losses.`);
	return losses;
}

async function fullDisk(folder: string): Promise<string[]> {
	tell('Loading on a disk that is nearly full ...');
	const { losses, rounds, skipped } = await fillDisk(folder);
	tell(skipped ? `Full disk: left out, ${skipped}.` : `${rounds} full disks: ${losses.length} losses.`);
	return losses;
}

async function backUps(folder: string): Promise<string[]> {
	const backups = Number(values.backups);
	tell(`Making ${backups} backups while files are loaded, some of which are killed ...`);
	const { losses, made, states, killed } = await backUpOften(join(folder, 'backups'), backups, tell);
	tell(
		`${made} backups of ${states} different states restored: ${losses.length} losses; ${killed} more were killed.`
	);
	return losses;
}

async function largeFile(folder: string): Promise<string[]> {
	tell(`Reading and staging a file of ${values.megabytes} MB ...`);
	const path = join(folder, 'large.csv');
	const rows = await makeLargeFile(path, Number(values.megabytes));
	const staged = await stageLargeFile(folder, path);
	tell(`${staged.rows} rows in ${staged.seconds} s, ${staged.memory} MB of memory (${staged.status}).`);
	const lost = staged.rows === rows ? [] : [`large file: ${rows} rows were sent and ${staged.rows} loaded`];
	const large = staged.memory < MOST_MEMORY_MB ? [] : [`large file: it took ${staged.memory} MB of memory`];
	return [...lost, ...large];
}

function tell(sentence: string): void {
	process.stdout.write(`${sentence}\n`);
}
