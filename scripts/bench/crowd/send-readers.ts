import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Met, Plan } from './readers';

/** Readers who are at it in a process of their own, until they are called back or their time is over. */
export interface Crowd {
	back(): Promise<Met>;
}

/** Sends readers as a plan says, for so many milliseconds or until they are called back. */
export function sendReaders(plan: Plan): Crowd {
	const main = fileURLToPath(import.meta.url);
	const child = spawn(process.execPath, [main, '--step', 'readers'], { stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.write(`${JSON.stringify(plan)}\n`);
	if (plan.ms !== null) child.stdin.end();
	const met = text(child.stdout).then((json) => JSON.parse(json) as Met);
	return {
		back: () => {
			child.stdin.end();
			return met;
		}
	};
}

/** Memory that a process holds now and held at most, in MB; nothing where the system does not tell. */
export function memoryOf(pid: number | undefined): { now: number; most: number } | null {
	if (process.platform !== 'linux' || pid === undefined) return null;
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const read = (name: string) =>
		Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
	return { now: read('VmRSS'), most: read('VmHWM') };
}
