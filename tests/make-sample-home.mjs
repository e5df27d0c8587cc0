// Makes a demo home with the whole invented partnership in it, as a newcomer would on the command line.
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const samples = join(root, 'data', 'samples');

/**
 * A home at `home`: a copy of the one that `SAMPLE_HOME` names, which saves loading all files again, or a new one.
 * @param {string} home
 * @param {(...args: string[]) => Promise<unknown>} run starts braidwork with arguments and waits until it has ended well
 */
export async function makeSampleHome(home, run = braidwork) {
	const made = process.env.SAMPLE_HOME;
	if (made) return cpSync(made, home, { recursive: true });
	const settings = ['--settings', join(samples, 'partnership.json')];
	const outlines = ['--boundaries', join(samples, 'zip-codes.geojson')];
	await run('init', '--demo', ...settings, ...outlines, '--home', home);
	await run('load', samples, '--publish', '--home', home);
}

/**
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function braidwork(...args) {
	const child = spawn(process.execPath, [join(root, 'scripts', 'braidwork.mjs'), ...args], {
		stdio: ['ignore', 'ignore', 'inherit']
	});
	return new Promise((done, failed) => {
		child.on('exit', (code) =>
			code === 0 ? done() : failed(new Error(`braidwork ${args[0]} ended with ${code}.`))
		);
	});
}
