import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { versionsOfBrief } from '$lib/server/desk';

const KILLS = Number(process.env.BRAIDWORK_KILLS ?? 12);

const bundle = resolve(`node_modules/.cache/braidwork-brief-kill-${process.pid}`);
const home = mkdtempSync(join(tmpdir(), 'braidwork-brief-kill-'));

beforeAll(async () => {
	await build({
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: resolve('src/lib'), $data: resolve('data') } },
		build: { ssr: 'tests/desk/write-brief-loop.ts', outDir: bundle, emptyOutDir: true, minify: false }
	});
}, 60_000);

afterAll(() => {
	rmSync(bundle, { recursive: true, force: true });
	rmSync(home, { recursive: true, force: true });
});

/** Writes until it has said something, and is killed a little later; returns the last version that it said was kept. */
function writeUntilKilled(date: string, after: number): Promise<number> {
	const child = spawn(process.execPath, [join(bundle, 'write-brief-loop.js'), home, date], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.on('data', (piece: Buffer) => {
		if (said === '') setTimeout(() => child.kill('SIGKILL'), after);
		said += piece.toString();
	});
	return new Promise((done) => child.on('close', () => done(Number(said.split('\n').at(-2) ?? 0))));
}

it('a brief whose writer is killed is whole, with every version that was said to be kept', async () => {
	for (let kill = 0; kill < KILLS; kill += 1) {
		const date = `2015-11-${String(kill + 1).padStart(2, '0')}`;
		const stored = await writeUntilKilled(date, kill * 3);
		const versions = versionsOfBrief(home, date);
		expect(stored).toBeGreaterThan(0);
		expect(versions.length).toBeGreaterThan(stored);
		expect(
			versions
				.map(({ brief }) => brief.notes)
				.reverse()
				.slice(1, stored + 1)
		).toEqual(Array.from({ length: stored }, (_, at) => `version ${at + 1}`));
	}
}, 60_000);
