import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkInvariants, loadPaths, submissions, type LoadedFile } from '$lib/server/intake';
import { latestState } from '$lib/server/warehouse';
import { makeSampleHome } from '../make-sample-home.mjs';
import { accounted, closeHomes, openHome, options } from './a-home';

afterAll(closeHomes);

/** Files with rejected rows, as data/samples/README.md lists them: `| partner/period/file | rows | rejected | … |`. */
function rejectedInReadme(): Record<string, number> {
	const text = readFileSync('data/samples/README.md', 'utf8');
	const lines = [...text.matchAll(/^\| (\S+\.csv) \| (\d+) \| rejected \|/gm)];
	return Object.fromEntries(lines.map(([, file = '', rows]) => [file, Number(rows)]));
}

describe('the invented partnership', () => {
	it('loads as its authors meant: every file published, nothing asked, only the rows rejected that its README names', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'braidwork-home-'));
		await makeSampleHome(folder);
		const w = await openHome(folder);
		const files = await submissions(w);
		const name = ({ partner, period, file }: LoadedFile) => `${partner}/${period}/${file}`;
		const open = files.filter(({ status }) => status !== 'published' && status !== 'superseded');
		expect(open.map((file) => [name(file), file.status, file.questions, file.findings])).toEqual([]);
		const rejected = files.filter(({ rows_rejected }) => rows_rejected > 0);
		expect(Object.fromEntries(rejected.map((file) => [name(file), file.rows_rejected]))).toEqual(
			rejectedInReadme()
		);
		expect(files.filter((file) => accounted(file) !== file.rows_in_file)).toEqual([]);
		expect(files.filter(({ status }) => status === 'superseded').map(name)).toEqual([
			'tanf-contractor-south/2014Q3/deliveries.csv'
		]);
		expect(await latestState(w)).toBe(8);
		expect(files.length).toBeGreaterThan(200);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		const again = await loadPaths(w, ['data/samples/navigators'], {}, options({ publish: true }));
		expect(again.state).toBe(8);
		expect(again.files.every(({ already_received }) => already_received)).toBe(true);
	}, 300_000);
});
