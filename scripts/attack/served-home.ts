import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';

/** This chore is built into one file elsewhere, and is always started in the project's folder. */
const LAUNCHER = join(process.cwd(), 'scripts', 'braidwork.mjs');

/** Runs a command of Braidwork; returns what it answered as one document. Throws when it did not end well. */
export async function braidwork<T = unknown>(...words: string[]): Promise<T> {
	const { code, said } = await runProgram(process.execPath, [LAUNCHER, ...words], { seconds: 300 });
	if (code !== 0) throw new Error(`braidwork ${words[0]} ended with ${code}: ${said.slice(-500)}`);
	const line = said.split('\n').findLast((one) => one.startsWith('{')) ?? '{}';
	return JSON.parse(line) as T;
}

/**
 * A home that is served at one address again and again: each attack gets a copy of it as it was made, because
 * attacks change what they find.
 */
export class ServedHome {
	/** The lines of all servers' logs. */
	readonly log: string[] = [];
	/** What is wrong with the homes that attacks left behind. */
	readonly damages: string[] = [];
	address = '';
	peakMb = 0;
	/** How often it was served. */
	lives = 0;
	#child: ChildProcess | null = null;
	#ended: Promise<unknown> = Promise.resolve();
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(
		readonly made: string,
		readonly home: string,
		readonly port: number
	) {}

	/** Serves a new copy of the home as it was made, with a change to it where one is wanted; the one before is held against every invariant. */
	async begin(change: (home: string) => void = () => undefined): Promise<void> {
		await this.end();
		rmSync(this.home, { recursive: true, force: true });
		cpSync(this.made, this.home, { recursive: true });
		change(this.home);
		await this.start(this.home);
	}

	/** Serves a home as it is. */
	async start(home: string): Promise<void> {
		this.lives += 1;
		const words = [LAUNCHER, 'serve', '--home', home, '--port', String(this.port), '--json'];
		const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
		this.#child = child;
		this.#ended = new Promise((done) => child.on('close', done));
		let rest = '';
		await new Promise<void>((ready, failed) => {
			child.stdout.on('data', (piece: Buffer) => {
				const lines = (rest + piece.toString()).split('\n');
				rest = lines.pop() ?? '';
				for (const line of lines)
					if (line.startsWith('{"address"')) {
						this.address = (JSON.parse(line) as { address: string }).address;
						ready();
					} else this.log.push(line);
			});
			child.on('close', () => failed(new Error(`The home ${home} could not be served.`)));
		});
		this.#timer = setInterval(() => this.#look(), 500);
	}

	/** How many requests have been answered so far. */
	get answered(): number {
		return this.log.length;
	}

	get isAlive(): boolean {
		return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** Stops the server as an operator would, and asks `check` what it left. */
	async end(home = this.home): Promise<void> {
		if (this.#child === null) return;
		if (!this.isAlive) this.damages.push(`the server ended by itself (${this.#child.exitCode})`);
		clearInterval(this.#timer);
		this.#child.kill('SIGTERM');
		await this.#ended;
		this.#child = null;
		await braidwork('check', '--home', home, '--json').catch((fault: Error) =>
			this.damages.push(`check: ${fault.message}`)
		);
	}

	/** Nothing on a system without /proc. */
	#look(): void {
		try {
			const status = readFileSync(`/proc/${this.#serverPid()}/status`, 'utf8');
			const kb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
			this.peakMb = Math.max(this.peakMb, Math.round(kb / 1024));
		} catch {
			return;
		}
	}

	/** The launcher may start the Node that the project is tested with as a child of its own. */
	#serverPid(): string {
		const own = String(this.#child?.pid ?? '');
		const children = readFileSync(`/proc/${own}/task/${own}/children`, 'utf8').trim().split(' ');
		return children[0] === undefined || children[0] === '' ? own : children[0];
	}
}
