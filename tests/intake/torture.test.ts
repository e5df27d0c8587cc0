import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeHome, createHome, openHome } from '$lib/server/desk';
import { submissions, withdraw } from '$lib/server/intake';
import { buildChore } from '../../scripts/run-built.mjs';
import { Judge } from '../../scripts/torture/judge-home';
import { ACTOR, LIMITS, loadLoop, TODAY } from '../../scripts/torture/load-loop';

/** A few of the kills that `npm run torture` makes by the hundred. */
const KILLS = Number(process.env.BRAIDWORK_KILLS ?? 10);

const built = resolve(`node_modules/.cache/braidwork-torture-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), 'braidwork-torture-test-'));
let main = '';

beforeAll(async () => {
	main = await buildChore('torture', built);
}, 120_000);

afterAll(() => {
	rmSync(built, { recursive: true, force: true });
	rmSync(folder, { recursive: true, force: true });
});

function torture(...words: string[]): Promise<{ code: number; text: string }> {
	return new Promise((done) =>
		execFile(process.execPath, [main, ...words], (error, stdout, stderr) =>
			done({ code: error ? Number(error.code ?? 1) : 0, text: stdout + stderr })
		)
	);
}

describe('a process that is killed while it loads, publishes or closes', () => {
	it(
		`leaves the old state or the new one, each row once, ${KILLS} times, also with a log or a ledger cut short`,
		async () => {
			const { code, text } = await torture('--only', 'kills', '--kills', String(KILLS));
			expect(text).toContain(`${KILLS} kills: 0 losses`);
			expect(text).toContain('Nothing was lost, doubled or half.');
			expect(code).toBe(0);
		},
		KILLS * 20_000
	);
});

describe('two processes that load into one home at once', () => {
	it('take turns, and nothing gets lost', async () => {
		const { code, text } = await torture('--only', 'crowd', '--processes', '2');
		expect(text).toContain('2 processes: 0 losses');
		expect(code).toBe(0);
	}, 120_000);
});

describe('backups that are made while files are loaded, and killed in their midst', () => {
	it('are each of one state, and are restored to it', async () => {
		const { code, text } = await torture('--only', 'backups', '--backups', '6');
		expect(text).toMatch(/[6-9] backups of \d different states restored: 0 losses; [1-9] more were killed/);
		expect(code).toBe(0);
	}, 180_000);
});

describe('the judge of all this', () => {
	it('notices a state, a file or a row that is not there', async () => {
		const home = join(folder, 'judged');
		mkdirSync(join(folder, 'made'));
		await createHome(home, { demo: true });
		await loadLoop(home, { from: 0, count: 1, made: join(folder, 'made') });
		const content = new Judge(home);
		await content.after(['stored 0 1 published', 'done'], 'nothing');
		expect(content.losses).toEqual([]);
		const missing = new Judge(home);
		await missing.after(['stored 0 1 published', 'stored 1 2 published', 'done'], 'a lie');
		expect(missing.losses.join(' ')).toContain('state 2 was stored, and there are 1');
		expect(missing.losses.join(' ')).toContain(
			'deliveries-1.csv was stored for county 2009Q1, and nothing is there'
		);
		await withdrawAll(home);
		const gone = new Judge(home);
		await gone.after(['stored 0 2 published', 'done'], 'withdrawn behind its back');
		expect(gone.losses.join(' ')).toContain('deliveries-0.csv was stored for navigators 2009Q1');
	}, 60_000);
});

async function withdrawAll(home: string): Promise<void> {
	const opened = await openHome(home, LIMITS);
	for (const { submission_id } of await submissions(opened.warehouse))
		await withdraw(opened.warehouse, submission_id ?? '', { actor: ACTOR, now: TODAY });
	await closeHome(opened);
}
