import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createHome, restoreHome, type OpenHome } from '$lib/server/desk';
import { checkHome } from '../braidwork/check-home';
import { Judge } from './judge-home';
import { startChore, until } from './kill-loads';

/** What came of many backups: what was not as it should be, of how many states they are, how many were cut short by a kill. */
export interface OftenBackedUp {
	losses: string[];
	made: number;
	states: number;
	killed: number;
}

/** Backups that one process makes before it is killed while it makes another, and how long into that. */
const AT_ONCE = 5;
const LATEST_MS = 20;

/**
 * Has a process load one file after another and make backups all the while, and kills it now and then; then restores
 * every backup that it said it had made, and holds each against what had been stored by then.
 */
export async function backUpOften(
	folder: string,
	backups: number,
	tell: (sentence: string) => void
): Promise<OftenBackedUp> {
	mkdirSync(folder, { recursive: true });
	const judge = new Judge(join(folder, 'home'));
	await createHome(judge.home, { demo: true });
	const stored: string[] = [];
	const kept: Kept[] = [];
	for (let kill = 1; kept.length < backups; kill++) {
		const said = await killOnce(judge, folder, Math.min(AT_ONCE, backups - kept.length));
		kept.push(...keptIn(said));
		stored.push(...said.filter((line) => line.startsWith('stored ')));
		await judge.after(said, `kill ${kill} while backing up`);
		if (judge.state > stateOf(stored.at(-1)))
			stored.push(`stored ${judge.next - 1} ${judge.state} published`);
	}
	const killed = unfinishedIn(folder);
	const losses = [...judge.losses];
	for (const [n, one] of kept.entries()) {
		losses.push(...(await proveBackup(folder, one, stored)));
		if ((n + 1) % 10 === 0) tell(`  ${n + 1} of ${kept.length} restored, ${losses.length} losses`);
	}
	return { losses, made: kept.length, states: new Set(kept.map(({ state }) => state)).size, killed };
}

interface Kept {
	place: string;
	state: number;
}

async function killOnce(judge: Judge, folder: string, backups: number): Promise<string[]> {
	const process = startChore(['--keeps', judge.home, '--from', String(judge.next), '--made', folder]);
	const before = unfinishedIn(folder);
	await until(process, () => keptIn(process.said()).length >= backups && unfinishedIn(folder) > before);
	await new Promise((go) => setTimeout(go, Math.random() * LATEST_MS));
	process.child.kill('SIGKILL');
	await process.ended;
	return process.said();
}

function unfinishedIn(folder: string): number {
	return readdirSync(folder).filter((name) => name.endsWith('.unfinished')).length;
}

function keptIn(said: string[]): Kept[] {
	return said.flatMap((line) => {
		const [, place, state] = /^kept (.+) (\d+)$/.exec(line) ?? [];
		return place === undefined ? [] : [{ place, state: Number(state) }];
	});
}

function stateOf(line: string | undefined): number {
	return Number(line?.split(' ')[2] ?? 0);
}

/** Restores a backup in a place of its own and judges it as after an accident. */
async function proveBackup(folder: string, { place, state }: Kept, stored: string[]): Promise<string[]> {
	const home = join(folder, 'restored');
	rmSync(home, { recursive: true, force: true });
	const judge = new Judge(home);
	const options = { now: new Date(), replace: false, tell: () => undefined, prove: problemsOf };
	try {
		const { problems } = await restoreHome(place, home, options);
		judge.losses.push(...problems.map((problem) => `${place}: ${problem}`));
		await judge.after([...stored.filter((line) => stateOf(line) <= state), 'done'], place);
		if (judge.state !== state) judge.losses.push(`${place} holds state ${judge.state} and said ${state}`);
	} catch (error) {
		judge.losses.push(`${place}: ${(error as Error).message}`);
	}
	return judge.losses;
}

/** What `check` says. */
async function problemsOf(home: OpenHome): Promise<string[]> {
	return (await checkHome(home)).problems;
}
