import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { vi } from 'vitest';

/** Real processes, several in a test, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const LAUNCHER = resolve('scripts/braidwork.mjs');

if (!existsSync('build/braidwork/main.js') || !existsSync('build/handler.js'))
	throw new Error('These tests start the built program: run `npm run build` first.');

/** What a command left behind. */
export interface Ended {
	code: number | null;
	stdout: string;
	stderr: string;
	/** The one document on stdout; throws when there is anything else. */
	json<T = { error: { code: string; message: string; hint: string } }>(): T;
}

/** Starts a command as a person would, from a folder of their own. */
export function start(
	args: string[],
	options: { cwd?: string; env?: Record<string, string> } = {}
): ChildProcess {
	const { BRAIDWORK_HOME: _home, npm_lifecycle_event: _event, ...env } = process.env;
	return spawn(process.execPath, [LAUNCHER, ...args], {
		cwd: options.cwd ?? tmpdir(),
		env: { ...env, ...options.env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
}

/** Runs a command to its end. */
export async function braidwork(...args: string[]): Promise<Ended> {
	return endOf(start(args));
}

/** Waits for a started command and reads what it wrote. */
export function endOf(child: ChildProcess): Promise<Ended> {
	let stdout = '';
	let stderr = '';
	child.stdout?.on('data', (piece) => (stdout += piece));
	child.stderr?.on('data', (piece) => (stderr += piece));
	return new Promise((done) =>
		child.on('close', (code) => done({ code, stdout, stderr, json: <T>() => JSON.parse(stdout) as T }))
	);
}

/** A folder of the test's own; removed by the returned function. */
export function folder(): { path: string; remove: () => void } {
	const path = mkdtempSync(join(tmpdir(), 'braidwork-test-'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes a file of a few lines, making its folders. */
export function write(path: string, lines: string[]): string {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${lines.join('\n')}\n`);
	return path;
}

/** A server under test: its address, and how to end it as an operator would. */
export interface Running {
	address: string;
	/** Where it listens itself. */
	listening: string;
	child: ChildProcess;
	/** The lines of its log so far. */
	said(): string[];
	/** What it wrote beside its log. */
	complained(): string;
	stop(): Promise<number | null>;
}

/** Serves a home on a port that is free, and waits until it says where. */
export async function serve(home: string, ...more: string[]): Promise<Running> {
	const child = start(['serve', '--home', home, '--port', '0', '--json', ...more]);
	const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)));
	let said = '';
	let complained = '';
	const lines = () => said.split('\n').slice(0, -1);
	const places = await new Promise<{ address: string; listening: string }>((found, failed) => {
		child.stdout?.on('data', (piece) => {
			said += piece;
			const [first] = lines();
			if (first !== undefined) found(JSON.parse(first) as { address: string; listening: string });
		});
		child.stderr?.on('data', (piece) => (complained += piece));
		child.on('close', () => failed(new Error('The server ended before it said where it is.')));
	});
	const stop = () => {
		child.kill('SIGTERM');
		return ended;
	};
	return { ...places, child, said: () => lines().slice(1), complained: () => complained, stop };
}
