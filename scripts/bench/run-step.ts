import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs one step in a process of its own, so that no step pays for another, and returns what it found. */
export async function runStep<Result>(name: string, scale: string, folder: string): Promise<Result> {
	const main = fileURLToPath(import.meta.url);
	const child = spawn(process.execPath, [main, '--step', name, '--scale', scale, '--folder', folder], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, UV_THREADPOOL_SIZE: '16' }
	});
	let text = '';
	child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	if (code !== 0) throw new Error(`The step ${name} at ${scale} failed.`);
	return JSON.parse(text) as Result;
}
