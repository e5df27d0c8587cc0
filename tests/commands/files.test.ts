import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, folder, write } from './run-braidwork';
import { claim, writeQuarter } from './small-files';

interface Loaded {
	files: {
		status: string;
		submission_id: string;
		rows_in_file: number;
		rows_loaded: number;
		rows_rejected: number;
		rows_waiting: number;
		rows_ignored: { count?: number }[];
		already_received: boolean;
		findings: { message: string; header: string | null }[];
	}[];
	state: number;
	error?: { code: string };
}

const place = folder();
const home = join(place.path, 'home');
const at = ['--home', home, '--json'];
const files = writeQuarter(place.path);

beforeAll(async () => {
	await braidwork('init', '--demo', '--home', home);
});
afterAll(place.remove);

async function listed(): Promise<{ submissions: { status: string }[] }> {
	return (await braidwork('submissions', ...at)).json();
}

describe('a file that cannot be loaded', () => {
	it('is refused when it is missing, and nothing is kept', async () => {
		const ended = await braidwork('load', 'nothing.csv', ...claim('participants'), ...at);
		expect([ended.code, ended.json().error.code]).toEqual([1, 'not_found']);
		expect((await listed()).submissions).toEqual([]);
	});

	it('is refused when its bytes are no table', async () => {
		const path = join(place.path, 'noise.csv');
		writeFileSync(path, randomBytes(4096));
		const ended = await braidwork('load', path, ...claim('participants'), '--publish', ...at);
		expect(ended.code).toBe(1);
		expect(ended.json().error.code).not.toBe('fault');
		expect((await braidwork('states', ...at)).json()).toEqual({ states: [] });
	});

	it('is refused when it is of another dataset than was said', async () => {
		const ended = await braidwork('load', files.deliveries, ...claim('awards'), '--publish', ...at);
		expect(ended.code).toBe(1);
		expect(ended.json().error.code).not.toBe('fault');
		expect((await braidwork('states', ...at)).json()).toEqual({ states: [] });
	});
});

describe('a file that is right', () => {
	it('becomes a state, with every line accounted for', async () => {
		for (const dataset of ['participants', 'deliveries'] as const) {
			const ended = await braidwork('load', files[dataset], ...claim(dataset), '--publish', ...at);
			const { files: entries, state } = ended.json<Loaded>();
			const [entry] = entries;
			expect([ended.code, entry?.status, entry?.rows_loaded]).toEqual([0, 'published', 12]);
			const ignored = entry?.rows_ignored.reduce((sum, { count = 1 }) => sum + count, 0) ?? 0;
			expect(entry?.rows_in_file).toBe(12 + ignored);
			expect(state).toBe(dataset === 'participants' ? 1 : 2);
		}
	});

	it('changes nothing when it is sent again', async () => {
		const ended = await braidwork('load', files.deliveries, ...claim('deliveries'), '--publish', ...at);
		const { files: entries, state } = ended.json<Loaded>();
		expect([ended.code, entries[0]?.already_received, state]).toEqual([0, true, 2]);
	});

	it('is not published over another without --replace', async () => {
		const other = write(join(place.path, 'other.csv'), [
			'delivery_id,participant_id,service,status,date',
			...Array.from({ length: 12 }, (_, n) => `D-2014-${n + 1},P-${n + 1},tuition,delivered,2014-02-21`)
		]);
		const refused = await braidwork('load', other, ...claim('deliveries'), '--publish', ...at);
		expect(refused.code).toBe(1);
		const replaced = await braidwork('load', other, ...claim('deliveries'), '--publish', '--replace', ...at);
		expect([replaced.code, replaced.json<Loaded>().state]).toEqual([0, 3]);
	});

	it('is put back when what replaced it is withdrawn', async () => {
		const { submissions } = (await braidwork('submissions', '--dataset', 'deliveries', ...at)).json<{
			submissions: { submission_id: string; status: string }[];
		}>();
		const latest = submissions.find(({ status }) => status === 'published');
		expect((await braidwork('withdraw', latest?.submission_id ?? '', ...at)).code).toBe(0);
		const after = (await listed()).submissions.map(({ status }) => status);
		const told = after.filter((status) => !['needs_answer', 'rejected'].includes(status));
		expect(told.sort()).toEqual(['published', 'published', 'withdrawn']);
		const twice = await braidwork('withdraw', latest?.submission_id ?? '', ...at);
		expect([twice.code, (await braidwork('publish', 'no-such-id', ...at)).code]).toEqual([1, 1]);
	});
});

describe('a published quarter', () => {
	it('is counted', async () => {
		const ended = await braidwork('measure', 'people_served', '--by', 'quarter', ...at);
		const table = ended.json<{ rows: object[]; state: number; sources: string[]; withheld: number }>();
		expect(ended.code).toBe(0);
		expect(table).toMatchObject({ measure: 'people_served', state: 4, withheld: 0, threshold: 11 });
		expect(table.rows).toMatchObject([{ quarter: '2014Q1', value: 12, numerator: 12, status: 'shown' }]);
		expect(table.sources).toHaveLength(2);
	});

	it('is printed as CSV, and as a table for people', async () => {
		const csv = await braidwork(
			'measure',
			'people_served',
			'--by',
			'quarter',
			'--format',
			'csv',
			'--home',
			home
		);
		expect(csv.stdout).toContain('2014Q1');
		const words = await braidwork('measure', 'people_served', '--home', home);
		expect(words.stdout).toContain('12');
	});

	it('can be asked as it was in an earlier state', async () => {
		const earlier = await braidwork('measure', 'people_served', '--state', '1', ...at);
		expect(earlier.json()).toMatchObject({ state: 1 });
		const never = await braidwork('measure', 'people_served', '--state', '99', ...at);
		expect([never.code, never.json().error.code === 'fault']).toEqual([1, false]);
	});

	it('is drawn into the file that was named', async () => {
		for (const extension of ['svg', 'png', 'csv', 'docx']) {
			const out = join(place.path, `served.${extension}`);
			const ended = await braidwork('figure', 'people_served', '--by', 'quarter', '--out', out, ...at);
			expect(ended.json()).toMatchObject({ file: out, state: 4 });
			expect(Object.keys(ended.json())).toEqual(['file', 'title', 'sentence', 'citation', 'state']);
			expect(readFileSync(out).length).toBeGreaterThan(50);
		}
		const page = join(place.path, 'served.pdf');
		const refused = await braidwork('figure', 'people_served', '--out', page, ...at);
		expect([refused.code, refused.json().error.code, existsSync(page)]).toEqual([
			1,
			'format_not_offered',
			false
		]);
	});

	it('leaves the home as it should be', async () => {
		const ended = await braidwork('check', ...at);
		expect([ended.code, ended.json()]).toMatchObject([0, { ok: true, problems: [], notes: [] }]);
	});
});

describe('reading a file', () => {
	it('says what is seen and writes the table it understood', async () => {
		const csv = join(place.path, 'clean.csv');
		const ended = await braidwork('read', files.participants, '--csv', csv, ...at);
		expect(ended.code).toBe(0);
		expect(ended.json()).toMatchObject({ container: 'csv', delimiter: ',', header_row: 1, rows: 12 });
		expect(readFileSync(csv, 'utf8').split('\n')[0]).toBe(
			'participant_id,birth_date,sex,is_tanf,intake_date'
		);
	});
});
