import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { checkInvariants, loadAll, loadPaths, publish, readFile, type LoadedFile } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { accounted, closeHomes, openHome, options, send } from './a-home';

afterEach(closeHomes);

const SAMPLE = 'data/samples/formats/tanf_fra/exiters.csv';
const CLAIM = { partner: 'county-human-services', period: '2015Q1' };
const ROSTER = [
	'participant_id,ssn,intake_date',
	'H-1,900-11-0001,2014-10-01',
	'H-2,900110002,2014-10-01',
	'H-3,900-11-0003,2014-11-01',
	'H-9,,2014-11-01'
];

async function withRoster(): Promise<Warehouse> {
	const w = await openHome();
	const roster = await send(w, ROSTER, { ...CLAIM, dataset: 'participants' });
	await publish(w, roster.submission_id!, options());
	return w;
}

async function load(w: Warehouse, text: string, partner = CLAIM.partner): Promise<LoadedFile> {
	const bytes = Buffer.from(text);
	const [file] = await loadAll(w, { name: 'exiters.csv', bytes }, { ...CLAIM, partner }, options());
	return file!;
}

it('makes outcomes that are not yet observable of exiters on the roster, and accounts for every line', async () => {
	const w = await withRoster();
	const { files } = await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
	const [file] = files as [LoadedFile];
	expect(file).toMatchObject({
		format: 'tanf_fra',
		status: 'published',
		header_row: 0,
		rows_in_file: 8,
		rows_loaded: 3,
		rows_rejected: 3
	});
	expect(file.rows_ignored).toEqual([
		{ row: 4, why: 'no Social Security number' },
		{ row: 7, why: 'nobody on your roster has this number' }
	]);
	expect(accounted(file)).toBe(8);
	const errors = file.findings.filter(({ severity }) => severity === 'error');
	expect(errors.map(({ rule, row, header, value }) => [rule, row, header, value])).toEqual([
		['wrong_pattern', 5, 'EXIT_DATE', '201513'],
		['wrong_pattern', 6, 'SSN', '********'],
		['duplicate_key', 8, 'SSN, EXIT_DATE', 'H-1-201501-q2'],
		['duplicate_key', 8, 'SSN, EXIT_DATE', 'H-1-201501-q4']
	]);
	const rows = await w.read(
		`SELECT outcome_id, participant_id, point, observed_date::VARCHAR AS due, is_employed, source_row
		FROM staging.live_outcomes ORDER BY 1`
	);
	expect(rows.map((row) => Object.values(row))).toEqual([
		['H-1-201501-q2', 'H-1', 'q2', '2015-09-30', null, 1],
		['H-1-201501-q4', 'H-1', 'q4', '2016-03-31', null, 1],
		['H-2-201501-q2', 'H-2', 'q2', '2015-09-30', null, 2],
		['H-2-201501-q4', 'H-2', 'q4', '2016-03-31', null, 2],
		['H-3-201502-q2', 'H-3', 'q2', '2015-09-30', null, 3],
		['H-3-201502-q4', 'H-3', 'q4', '2016-03-31', null, 3]
	]);
	expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
});

it('shows no number anywhere but in the vault, in whatever column it stands', async () => {
	const w = await withRoster();
	const { files } = await loadPaths(w, [SAMPLE], CLAIM, options({ publish: true }));
	const text =
		'201501,900110001\n201502,900110003\n201501,"900110002\n900110009,201501\n201503,900-11-00033\n';
	const file = await load(w, text);
	const numbers = /90011000|900-11-0/;
	expect(file.findings.length).toBeGreaterThan(0);
	expect(JSON.stringify([...files, file])).not.toMatch(numbers);
	const tables = await w.read<{ place: string; column_name: string }>(
		`SELECT table_catalog || '.' || table_schema || '.' || table_name AS place, column_name
		FROM information_schema.columns WHERE table_catalog = 'w' AND table_schema <> 'vault'`
	);
	for (const { place, column_name } of tables) {
		const seen = await w.read(
			`SELECT 1 FROM ${place} WHERE regexp_matches("${column_name}"::VARCHAR, '90011000|900-11-0')`
		);
		expect(seen, `${place}.${column_name}`).toEqual([]);
	}
});

it('asks only the sender’s own roster, and keeps nothing of a file of which nobody is on it', async () => {
	const w = await withRoster();
	const before = readdirSync(join(w.home, 'files'));
	const file = await load(w, '201501,900110001\n201502,900110003\n', 'navigators');
	expect(file).toMatchObject({ status: 'rejected', rows_loaded: 0 });
	expect(file.findings.map(({ rule, message }) => [rule, message])).toEqual([
		[
			'nothing_made',
			'exiters.csv holds no record of which a row can be made: nobody on your roster has this number (2). Nothing of it was kept.'
		]
	]);
	expect(readdirSync(join(w.home, 'files'))).toEqual(before);
});

it('takes the same file with a header too, and says of a file by itself that it has none', async () => {
	const w = await withRoster();
	const file = await load(w, 'EXIT_DATE,SSN\n201501,900110001\n201502,900110003\n');
	expect(file).toMatchObject({ format: 'tanf_fra', header_row: 1, rows_in_file: 3, rows_loaded: 2 });
	const report = await readFile(SAMPLE);
	expect(report).toMatchObject({ header_row: 0, rows: 8, preamble: [], footer: [] });
	expect(report.looks_like[0]).toMatchObject({ format: 'tanf_fra', certainty: 1 });
});

it('reads a table in our own words as ours, though its columns bear the same names', async () => {
	const w = await openHome();
	const file = await send(
		w,
		['participant_id,ssn,intake_date,exit_date', 'H-1,900110001,2014-10-01,2015-02-01'],
		{
			...CLAIM,
			dataset: 'participants'
		}
	);
	expect(file).toMatchObject({ format: 'own', rows_loaded: 1 });
});
