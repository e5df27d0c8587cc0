import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { viewAudit } from '$lib/server/audit';

const KILLS = Number(process.env.BRAIDWORK_KILLS ?? 12);

const bundle = resolve(`node_modules/.cache/braidwork-audit-kill-${process.pid}`);
const home = mkdtempSync(join(tmpdir(), 'braidwork-audit-kill-'));

beforeAll(async () => {
	await build({
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: resolve('src/lib') } },
		build: { ssr: 'tests/audit/note-loop.ts', outDir: bundle, emptyOutDir: true, minify: false }
	});
}, 60_000);

afterAll(() => {
	rmSync(bundle, { recursive: true, force: true });
	rmSync(home, { recursive: true, force: true });
});

/** Writes until it has said something, and is killed a little later. */
function writeUntilKilled(after: number): Promise<string[]> {
	const child = spawn(process.execPath, [join(bundle, 'note-loop.js'), home], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.on('data', (piece: Buffer) => {
		if (said === '') setTimeout(() => child.kill('SIGKILL'), after);
		said += piece.toString();
	});
	return new Promise((done) => child.on('close', () => done(said.split('\n').slice(0, -1))));
}

it('loses nothing that it said it had written, however often it is killed, and the chain goes on', async () => {
	let stored = 0;
	for (let kill = 0; kill < KILLS; kill++) {
		stored += (await writeUntilKilled(kill * 3)).length;
		const { verdict, entries } = await viewAudit(home, {}, { page: 1, size: 100_000 });
		expect(verdict.broken).toBeNull();
		expect(entries.length).toBeGreaterThanOrEqual(stored);
	}
	expect(stored).toBeGreaterThan(KILLS);
}, 60_000);
