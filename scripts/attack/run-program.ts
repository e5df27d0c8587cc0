import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a program left behind. */
export interface Ended {
	code: number | null;
	/** What it wrote, on both ways out. */
	said: string;
	/** Whether it was stopped because its time was over. */
	wasStopped: boolean;
}

const MOST_SAID = 4 * 1024 * 1024;

/** Runs a program to its end, or until its time is over; only this one process is ever stopped. */
export function runProgram(
	program: string,
	words: string[],
	{ seconds, env = {}, cwd }: { seconds: number; env?: Record<string, string>; cwd?: string }
): Promise<Ended> {
	const child = spawn(program, words, {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env },
		cwd
	});
	let said = '';
	let wasStopped = false;
	const hear = (piece: Buffer) => (said = (said + piece.toString()).slice(-MOST_SAID));
	child.stdout.on('data', hear);
	child.stderr.on('data', hear);
	const stop = (signal: 'SIGTERM' | 'SIGKILL') => () => {
		wasStopped = true;
		child.kill(signal);
	};
	const timers = [
		setTimeout(stop('SIGTERM'), seconds * 1000),
		setTimeout(stop('SIGKILL'), (seconds + 10) * 1000)
	];
	return new Promise((done, failed) => {
		child.on('error', failed);
		child.on('close', (code) => {
			timers.forEach(clearTimeout);
			done({ code, said, wasStopped });
		});
	});
}

/** Whether this machine has a program of that name. */
export function isInstalled(program: string): boolean {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.some((folder) => existsSync(join(folder, program)));
}
