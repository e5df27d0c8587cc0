import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LAUNCHER = resolve('scripts/braidwork.mjs');

/** A home with real data, served for one journey alone. */
export interface OwnServer {
	address: string;
	/** The path of the invitation that `init` printed; empty in a demo, which needs none. */
	invitation: string;
	/** Runs a command of the operator in this home, and reads its document. */
	operator<T>(...words: string[]): T;
	stop(): Promise<void>;
}

/** Makes a home as an operator does, with these words behind `init`, and serves it on a port that is free. */
export async function serveOwnHome(...made: string[]): Promise<OwnServer> {
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-own-'));
	const home = join(folder, 'home');
	const operator = <T>(...words: string[]): T =>
		JSON.parse(
			execFileSync(process.execPath, [LAUNCHER, ...words, '--home', home, '--json'], {
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'ignore']
			})
		) as T;
	const { invitation } = operator<{ invitation?: { url: string } }>('init', ...made);
	const words = ['serve', '--home', home, '--port', '0', '--json'];
	const child = spawn(process.execPath, [LAUNCHER, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
	const address = await new Promise<string>((found, failed) => {
		child.stdout.once('data', (piece) => found((JSON.parse(String(piece)) as { address: string }).address));
		child.once('exit', () => failed(new Error('The server ended before it began.')));
	});
	return {
		address,
		invitation: invitation ? new URL(invitation.url).pathname : '',
		operator,
		stop: async () => {
			const ended = new Promise((done) => child.once('exit', done));
			child.kill('SIGTERM');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
