import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Judge } from './judge-home';

/** What a load goes through, in order; a kill is aimed at the beginning of one and hits a moment behind it. */
export const PHASES = ['open', 'receive', 'read', 'check', 'publish', 'close'];

/** How long after the beginning of a phase the kill may come. */
const LATEST_MS = 60;

/** What is broken besides, after a kill. */
const DAMAGES = ['nothing', 'nothing', 'the log is cut', 'nothing', 'the ledger is cut'] as const;

/** Kills one load after another and has the home judged each time. */
export async function killLoads(
	judge: Judge,
	{ kills, phases }: { kills: number; phases: string[] },
	tell: (sentence: string) => void
): Promise<void> {
	for (let kill = 0; kill < kills; kill++) {
		const phase = phases[kill % phases.length] ?? 'publish';
		const round = Math.floor(kill / phases.length);
		const loads = startLoads(judge.home, judge.next);
		await until(loads, () => countOf(loads, phase) > round % 2);
		await new Promise((go) => setTimeout(go, Math.random() * LATEST_MS));
		loads.child.kill('SIGKILL');
		await loads.ended;
		const damage = DAMAGES[kill % DAMAGES.length] ?? 'nothing';
		breakFile(judge.home, damage);
		await judge.after(loads.said(), `kill ${kill + 1} (${phase}; ${damage})`);
		if ((kill + 1) % 25 === 0) tell(`  ${kill + 1} of ${kills} kills, ${judge.losses.length} losses`);
	}
}

/** A process that loads, and what it has said so far. */
export interface Loads {
	child: ChildProcess;
	said(): string[];
	ended: Promise<number | null>;
}

/** Starts loading made files into a home from number `from` on; the files are made beside the home or in `made`. */
export function startLoads(home: string, from: number, { count = 1000, made = dirname(home) } = {}): Loads {
	return startChore(['--loads', home, '--from', String(from), '--count', String(count), '--made', made]);
}

/** Starts this chore again with other words, in a process of its own. */
export function startChore(words: string[]): Loads {
	const main = fileURLToPath(import.meta.url);
	const child = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
	let text = '';
	child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const ended = new Promise<number | null>((done) => child.on('close', done));
	return { child, said: () => text.split('\n').slice(0, -1), ended };
}

/** Progress names the file behind the phase. */
function countOf(loads: Loads, phase: string): number {
	return loads.said().filter((line) => line === phase || line.startsWith(`${phase} `)).length;
}

/** Waits until a process has come so far; fails when it ends before, or after a minute. */
export async function until(loads: Loads, met: () => boolean): Promise<void> {
	const latest = Date.now() + 60_000;
	while (!met()) {
		if (loads.child.exitCode !== null || Date.now() > latest)
			throw new Error(`The loading process did not come so far:\n${loads.said().slice(-20).join('\n')}`);
		await new Promise((go) => setTimeout(go, 2));
	}
}

/** What a power cut may do to the end of a file. */
function breakFile(home: string, damage: (typeof DAMAGES)[number]): void {
	if (damage === 'the log is cut') cut(join(home, 'warehouse.duckdb.wal'), (size) => size * Math.random());
	if (damage === 'the ledger is cut') cut(join(home, 'ledger.jsonl'), (size) => Math.max(0, size - 40));
}

function cut(path: string, to: (size: number) => number): void {
	if (existsSync(path)) truncateSync(path, Math.floor(to(statSync(path).size)));
}
