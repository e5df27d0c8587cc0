import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { compareLedger, type Warehouse } from '$lib/server/warehouse';
import { clearHomes, emptyHome, open } from './small-quarter';

/** Few, since `intake/torture.test.ts` kills whole loadings; this one alone kills between nothing but publications. */
const KILLS = Number(process.env.BRAIDWORK_KILLS ?? 6);

const bundle = resolve(`node_modules/.cache/braidwork-kill-${process.pid}`);
const children: ChildProcess[] = [];

beforeAll(async () => {
	await build({
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: resolve('src/lib') } },
		ssr: { external: ['@duckdb/node-api'], noExternal: [/^(?!@duckdb|node:)/] },
		build: { ssr: 'tests/warehouse/publish-loop.ts', outDir: bundle, emptyOutDir: true, minify: false }
	});
}, 60_000);

afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(bundle, { recursive: true, force: true });
	clearHomes();
});

interface Running {
	child: ChildProcess;
	/** What it has said so far, line by line. */
	said(): string[];
	ended: Promise<number | null>;
}

function run(home: string, ...rest: string[]): Running {
	const child = spawn(process.execPath, [join(bundle, 'publish-loop.js'), home, ...rest], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	children.push(child);
	let text = '';
	child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const ended = new Promise<number | null>((resolve_) => child.on('close', resolve_));
	return { child, said: () => text.split('\n').slice(0, -1), ended };
}

async function until(met: () => boolean, what: string): Promise<void> {
	const latest = Date.now() + 20_000;
	while (!met()) {
		if (Date.now() > latest) throw new Error(`Waited in vain until ${what}`);
		await new Promise((go) => setTimeout(go, 5));
	}
}

/** Rows that are half there: staged without a submission, published without rows, in a state that does not exist. */
async function halves(w: Warehouse): Promise<unknown[]> {
	return w.read(`
		WITH staged AS (SELECT submission_id, count(*) AS n FROM staging.stg_deliveries GROUP BY submission_id)
		SELECT submission_id, n, rows_loaded, status FROM main.submissions FULL JOIN staged USING (submission_id)
		FULL JOIN main.state_submissions USING (submission_id) FULL JOIN main.states USING (state)
		WHERE n IS DISTINCT FROM rows_loaded OR state IS NULL OR who IS NULL
			OR status <> CASE WHEN state = (SELECT max(state) FROM main.states) THEN 'published' ELSE 'superseded' END`);
}

describe('a process that is killed while it publishes', () => {
	it(
		`leaves the old state or the new one, nothing half, ${KILLS} times`,
		async () => {
			const home = emptyHome();
			let stored = 0;
			for (let kill = 0; kill < KILLS; kill += 1) {
				const loop = run(home);
				await until(() => loop.said().length > 1, 'something was published');
				await new Promise((go) => setTimeout(go, Math.random() * 120));
				loop.child.kill('SIGKILL');
				await loop.ended;
				const acknowledged = Number(loop.said().at(-1));
				const w = await open(home);
				expect(w.latest()).toBeGreaterThanOrEqual(acknowledged);
				expect(w.latest()).toBeLessThanOrEqual(acknowledged + 1);
				expect(w.latest()).toBeGreaterThan(stored);
				expect(await halves(w)).toEqual([]);
				expect(await w.read('SELECT count(*) AS n FROM staging.live_deliveries')).toEqual([{ n: 2_000 }]);
				expect(await compareLedger(w)).toEqual([]);
				stored = w.latest();
				await w.close();
			}
			const published = readFileSync(join(home, 'ledger.jsonl'), 'utf8').match(/"did":"published"/g);
			expect(published).toHaveLength(stored);
		},
		KILLS * 20_000
	);
});

describe('two processes on one home', () => {
	it('refuse the second while the first lives, and let it in when the first has left', async () => {
		const home = emptyHome();
		const first = run(home, '1500');
		await until(() => first.said().includes('open'), 'the first was open');
		await expect(open(home, { waitMs: 100 })).rejects.toThrow('in use by process');
		const second = run(home, '1');
		expect(await second.ended).toBe(0);
		expect(first.said()).toEqual(['open', 'closed']);
		expect(second.said()).toEqual(['open', 'closed']);
	}, 60_000);
});
