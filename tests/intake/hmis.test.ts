import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
	checkInvariants,
	findStrays,
	loadAll,
	loadPaths,
	submissions,
	type LoadedFile
} from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { accounted, closeHomes, openHome, options } from './a-home';
import { zip } from './make-zip';
import { csvsOf } from './open-zip';

afterEach(closeHomes);

const SAMPLES = 'data/samples/formats/hmis_csv';
const CLAIM = { partner: 'county-housing-authority', period: '2015Q1' };

function load(w: Warehouse, name: string): Promise<{ files: LoadedFile[]; state: number }> {
	return loadPaths(w, [join(SAMPLES, name)], CLAIM, options({ publish: true }));
}

/** The FY2026 sample with one of its files changed. */
function changed(file: string, edit: (text: string) => string): Buffer {
	const files = csvsOf(readFileSync(join(SAMPLES, 'fy2026.zip')));
	const text = files.get(file)!;
	files.set(file, edit(text));
	return zip(...[...files].map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

function rowsMade(files: LoadedFile[]): Record<string, number> {
	const all = files.flatMap(({ datasets = [] }) => datasets);
	return Object.fromEntries(all.map(({ dataset, rows_made }) => [dataset, rows_made]));
}

const values = (rows: object[]) => rows.map((row) => Object.values(row));

describe.each(['fy2024.zip', 'fy2026.zip'])('the export %s', (name) => {
	it('becomes one entry for each of its files, and one state', async () => {
		const w = await openHome();
		const { files, state } = await load(w, name);
		expect(state).toBe(1);
		expect(rowsMade(files)).toEqual({ participants: 3, needs: 2, deliveries: 9, outcomes: 3, awards: 2 });
		expect(files.map(({ file, rows_in_file, rows_loaded }) => [file, rows_in_file, rows_loaded])).toEqual([
			['Client.csv', 6, 3],
			['Enrollment.csv', 5, 4],
			['Exit.csv', 3, 1],
			['Services.csv', 7, 4],
			['IncomeBenefits.csv', 4, 3],
			['EmploymentEducation.csv', 5, 3],
			['Funder.csv', 3, 2],
			['Project.csv', 4, 2],
			['Organization.csv', 3, 0],
			['Export.csv', 2, 0],
			['CurrentLivingSituation.csv', 2, 0],
			['HealthAndDV.csv', 3, 0],
			['Disabilities.csv', 2, 0]
		]);
		for (const file of files) {
			expect(file.status, file.file).toBe('published');
			expect(accounted(file), file.file).toBe(file.rows_in_file);
		}
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		expect(await findStrays(w)).toEqual([]);
	});

	it('gives the same people, whichever columns its version has', async () => {
		const w = await openHome();
		await load(w, name);
		const people = await w.read(
			`SELECT participant_id, sex, race_ethnicity, is_tanf, household_income_usd, is_veteran,
				intake_date::VARCHAR AS came, exit_date::VARCHAR AS left_on, exit_reason
			FROM staging.live_participants ORDER BY 1`
		);
		expect(values(people)).toEqual([
			['C1', 'female', 'hispanic', true, 10800, false, '2014-12-01', null, null],
			['C2', 'male', 'black', null, null, true, '2015-02-20', null, null],
			['C5', 'unknown', 'multiple', null, null, null, '2014-11-05', '2015-03-15', 'deceased']
		]);
	});

	it('keeps 8, 9 and 99 apart and out of every value', async () => {
		const w = await openHome();
		const { files } = await load(w, name);
		const said = files.flatMap(({ file, findings }) =>
			findings
				.filter(({ rule }) => rule === 'not_known')
				.map(({ row, header, value, count }) => [file, row, header, value, count])
		);
		const gender = name === 'fy2024.zip' ? 'GenderNone' : 'Sex';
		expect(said).toEqual([
			['Client.csv', 3, 'TANF of IncomeBenefits.csv', '99', 1],
			['Client.csv', 6, gender, '9', 1],
			['Client.csv', 6, 'VeteranStatus', '8', 1],
			['EmploymentEducation.csv', 3, 'Employed', '99', 1]
		]);
		const work = await w.read(`SELECT outcome_id, point, is_employed FROM staging.live_outcomes ORDER BY 1`);
		expect(values(work)).toEqual([
			['W1', 'entry', false],
			['W2', 'entry', null],
			['W3', 'exit', true]
		]);
	});
});

it('takes housing, services with their amounts and TANF benefits as deliveries, and no health service', async () => {
	const w = await openHome();
	await load(w, 'fy2026.zip');
	const given = await w.read(
		`SELECT delivery_id, service, status, date::VARCHAR AS day, amount_usd FROM staging.live_deliveries ORDER BY 1`
	);
	expect(values(given)).toEqual([
		['E1-housing', 'housing', 'delivered', '2015-02-01', null],
		['E2-housing', 'housing', 'approved', '2015-02-20', null],
		['I1-tanf-transportation', 'transportation', 'delivered', '2015-01-12', null],
		['I2-tanf-child-care', 'child_care', 'delivered', '2015-03-10', null],
		['I2-tanf-transportation', 'transportation', 'delivered', '2015-03-10', null],
		['S1', 'housing', 'delivered', '2015-02-01', 950],
		['S2', 'transportation', 'delivered', '2015-02-15', 40.5],
		['S3', 'case_management', 'delivered', '2015-03-02', null],
		['S6', 'housing', 'delivered', '2015-01-31', null]
	]);
});

it('names a wrong value with the file, the line and the header where it stands', async () => {
	const w = await openHome();
	const bytes = changed('Services.csv', (text) => text.replace('S1,E1,C1,2015-02-01', 'S1,E1,C1,2015-02-30'));
	const files = await loadAll(w, { name: 'export.zip', bytes }, CLAIM, options());
	const services = files.find(({ file }) => file === 'Services.csv')!;
	expect(services).toMatchObject({ rows_in_file: 7, rows_loaded: 3, rows_rejected: 1 });
	const errors = services.findings.filter(({ severity }) => severity === 'error');
	expect(errors.map(({ rule, row, header, value }) => [rule, row, header, value])).toEqual([
		['not_a_date', 2, 'DateProvided', '2015-02-30']
	]);
	const [stored] = await submissions(w, { dataset: 'deliveries' });
	const kept = stored!.findings.find(({ rule }) => rule === 'not_a_date');
	expect(kept).toMatchObject({ row: 2, header: 'Services.csv: DateProvided' });
});

it('refuses clients of a victim service provider, and nothing of the file stays', async () => {
	const w = await openHome();
	const { files, state } = await load(w, 'victim-service-provider.zip');
	expect(state).toBe(0);
	expect(files).toHaveLength(1);
	expect(files[0]).toMatchObject({ status: 'rejected', rows_loaded: 0 });
	expect(files[0]!.findings[0]!.rule).toBe('victim_service_provider');
	expect(files[0]!.findings[0]!.message).toMatch(/^Enrollment\.csv, line 6, .*such lines: 1\./);
	expect(readdirSync(join(w.home, 'files'))).toEqual([]);
});

it('refuses a version that is not known, and says which are', async () => {
	const w = await openHome();
	const bytes = changed('Export.csv', (text) => text.replace('2026 v1.0', '2022 v1.3'));
	const [file] = await loadAll(w, { name: 'export.zip', bytes }, CLAIM, options());
	expect(file!.findings[0]!.message).toBe(
		'Export.csv says CSVVersion "2022 v1.3"; of HUD HMIS CSV export, FY2024 and FY2026 are read.'
	);
});

it('is kept without the files and columns on health and violence', async () => {
	const w = await openHome();
	const { files } = await load(w, 'fy2026.zip');
	const { sha256, partner } = files[0]!;
	const path = join(w.home, 'files', `${sha256}.${partner}`);
	const kept = csvsOf(readFileSync(path));
	expect([...kept.keys()].filter((name) => /Health|Disab/.test(name))).toEqual([]);
	expect(kept.get('Enrollment.csv')!.split('\n')[0]).toBe(
		'EnrollmentID,PersonalID,ProjectID,EntryDate,MoveInDate'
	);
	expect(kept.get('Enrollment.csv')!.split('\n')[1]).toBe('E1,C1,P1,2015-01-12,2015-02-01');
	expect(kept.get('IncomeBenefits.csv')).not.toContain('Medicaid');
	expect(files.find(({ file }) => file === 'HealthAndDV.csv')!.rows_ignored).toEqual([
		{ row: 1, count: 3, why: 'data on health and on violence are never kept' }
	]);
	expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	appendFileSync(path, 'x');
	expect((await checkInvariants(w)).problems[0]).toMatch(/has changed/);
});

it('names a file in it that is no table, which is not kept with it', async () => {
	const w = await openHome();
	const files = [...csvsOf(readFileSync(join(SAMPLES, 'fy2026.zip')))];
	const members = files.map(([name, content]) => ({ name, content: Buffer.from(content) }));
	const bytes = zip(...members, { name: 'manual.pdf', content: Buffer.from('%PDF-1.4 invented') });
	const all = await loadAll(w, { name: 'export.zip', bytes }, CLAIM, options({ publish: true }));
	expect(all).toHaveLength(files.length + 1);
	const manual = all.find(({ file }) => file === 'manual.pdf');
	expect(manual).toMatchObject({ rows_in_file: 0, reasons: ['Nothing is taken of it: no table.'] });
});

it('changes nothing when it is sent twice', async () => {
	const w = await openHome();
	const first = await load(w, 'fy2026.zip');
	const again = await load(w, 'fy2026.zip');
	expect(again.state).toBe(1);
	expect(again.files.map(({ rows_loaded }) => rows_loaded)).toEqual(
		first.files.map(({ rows_loaded }) => rows_loaded)
	);
	expect(again.files[0]).toMatchObject({ already_received: true, status: 'published' });
});
