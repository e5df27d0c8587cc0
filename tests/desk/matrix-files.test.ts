import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { codeList } from '$lib/catalog';
import { compareDays, unpaidOn, type Partner } from '$lib/domain';
import {
	currentRows,
	lineHistory,
	lineNow,
	readMatrix,
	writeHsds,
	writeOfferingsForPeople
} from '$lib/server/desk';
import { loadAll, loadPaths, recoverLost } from '$lib/server/intake';
import { openWarehouse } from '$lib/server/warehouse';
import { fileChange } from '../../src/routes/matrix/file-change';
import { ANALYST, closeHomes, NOW, openHome, options, send } from '../intake/a-home';
import { csvsOf } from '../intake/open-zip';
import { fileMatrix, LINES } from './matrix-lines';

afterEach(closeHomes);

const labels = (list: string) =>
	Object.fromEntries(codeList(list).codes.map(({ code, label }) => [code, label]));

const WORDS = {
	services: labels('services'),
	populations: labels('populations'),
	statuses: labels('offering_status'),
	partners: [{ partner: 'tanf-north', name: 'Northern, Inc.', role: '' }] satisfies Partner[]
};

describe('the matrix as a resource directory', () => {
	it('has a service for each live line that does not say cannot, in the tables and columns that HSDS requires', async () => {
		const w = await openHome();
		await fileMatrix(w);
		const matrix = await readMatrix(w, { day: '2015-04-02', now: NOW });
		const files = csvsOf(Buffer.from(writeHsds(matrix, WORDS, 'What it cannot hold.')));
		const rows = (name: string) => (files.get(name) ?? '').trim().split('\r\n');
		expect([...files.keys()]).toContain('README.txt');
		expect(rows('services.csv')).toHaveLength(1 + 4);
		expect(rows('organizations.csv')).toHaveLength(1 + 3);
		expect(files.get('organizations.csv')).toContain('"Northern, Inc."');
		expect(rows('attributes.csv')).toHaveLength(1 + 4);
		const heads = (name: string) => rows(name)[0]?.split(',');
		expect(heads('services.csv')).toEqual(
			expect.arrayContaining(['id', 'organization_id', 'name', 'status'])
		);
		expect(heads('organizations.csv')).toEqual(['id', 'name', 'description']);
		expect(heads('taxonomy_terms.csv')).toEqual(expect.arrayContaining(['id', 'name', 'description']));
		expect(rows('services.csv')[1]).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12},/
		);
		expect(files.get('services.csv')).toContain('"With approval, always"'.slice(1, -1));
	});

	it('is read back by our own importer: every line that it holds, for anyone, its status unknown', async () => {
		const w = await openHome();
		await fileMatrix(w);
		const matrix = await readMatrix(w, { day: '2015-04-02', now: NOW });
		const bytes = writeHsds(matrix, WORDS, 'What it cannot hold.');
		const claim = { partner: 'county', period: '2015Q1' };
		const files = await loadAll(w, { name: 'matrix.zip', bytes }, claim, options({ publish: true }));
		expect(files.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))).toEqual(
			[]
		);
		const rows = await currentRows(w, 'county');
		expect(
			rows.map(({ service, population, status }) => `${service} ${population} ${status}`).sort()
		).toEqual([
			'child_care any unknown',
			'tuition any unknown',
			'tuition any unknown',
			'tuition any unknown'
		]);
		expect(rows.map((row) => row.offering_partner)).toContain('Northern, Inc.');
	});

	it('knows every service of ours by its own word', async () => {
		const w = await openHome();
		const services = codeList('services').codes.map(({ code }) => code);
		await fileMatrix(
			w,
			services.map((service, at) => `OF-${at},college,,${service},any,pays,,,,,,,,,2013-10-01,,2015-01-10`)
		);
		const matrix = await readMatrix(w, { day: '2015-04-02', now: NOW });
		const bytes = writeHsds(matrix, WORDS, 'x');
		const claim = { partner: 'county', period: '2015Q1' };
		const files = await loadAll(w, { name: 'matrix.zip', bytes }, claim, options({ publish: true }));
		expect(files.flatMap(({ findings, questions }) => [...findings, ...questions])).toEqual([]);
		const rows = await currentRows(w, 'county');
		expect(rows.map(({ service }) => service).sort()).toEqual([...services].sort());
	});

	it('is the same file when it is made twice', async () => {
		const w = await openHome();
		await fileMatrix(w);
		const make = async () => writeHsds(await readMatrix(w, { day: '2015-04-02', now: NOW }), WORDS, 'x');
		expect(Buffer.from(await make()).equals(Buffer.from(await make()))).toBe(true);
	});
});

describe('the offerings as a file', () => {
	it('are filed again by another partner as exactly the same lines', async () => {
		const w = await openHome();
		await fileMatrix(w, [...LINES, 'OF-7,college,,food,any,pays,=SUM(A1),,,,,,,,2013-10-01,,']);
		const exported = writeOfferingsForPeople(await currentRows(w, 'partnership'));
		expect(exported).toContain(",'=SUM(A1),");
		const claim = { partner: 'elsewhere', dataset: 'offerings' as const, period: '2015Q1' };
		const read = await send(w, exported, claim, { publish: true });
		expect([read.status, read.rows_loaded]).toEqual(['published', 7]);
		expect(writeOfferingsForPeople(await currentRows(w, 'elsewhere'))).toBe(exported);
	});
});

describe('a change of the matrix whose database was lost', () => {
	it('comes back with who made it and why', async () => {
		const w = await openHome();
		await fileMatrix(w);
		const key = { partner: 'partnership', offering_id: 'OF-1' };
		const line = await lineNow(w, key);
		if (!line) throw new Error('There is no OF-1.');
		const change = { partner: 'partnership', line: { ...line, cap_usd: '900' }, why: 'The county said so.' };
		const by = { actor: { ...ANALYST, who: 'ana@x.gov' }, now: NOW, settings: { upload_limit_mb: 64 } };
		await fileChange(w, { ...change, seen: 2, isNew: false }, by);
		const history = await lineHistory(w, key, 3);
		const copy = mkdtempSync(join(tmpdir(), 'braidwork-lost-'));
		cpSync(w.home, copy, { recursive: true });
		for (const name of ['lock', 'warehouse.duckdb', 'warehouse.duckdb.wal'])
			rmSync(join(copy, name), { force: true });
		const again = await openWarehouse(copy, { memoryLimit: '256MB', threads: 1, waitMs: 500 });
		const settings = { accept_good_rows: true, upload_limit_mb: 64 };
		await recoverLost(again, { settings, now: new Date('2016-01-01'), tell: () => undefined });
		expect((await lineNow(again, key))?.cap_usd).toBe('900');
		const told = (await lineHistory(again, key, 3)).map(({ why, changes }) => ({ why, changes }));
		expect(told).toEqual(history.map(({ why, changes }) => ({ why, changes })));
		expect((await lineHistory(again, key, 3))[0]).toMatchObject({ who: 'ana@x.gov', at: NOW.toISOString() });
		await again.close();
		rmSync(copy, { recursive: true, force: true });
	});
});

/** The lines of a plain CSV without quotes, as objects: read by hand, without any code of ours. */
function byHand(path: string): Record<string, string>[] {
	const [head = '', ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
	return rows.map((row) =>
		Object.fromEntries(row.split(',').map((cell, at) => [head.split(',')[at] ?? '', cell]))
	);
}

describe('the invented partnership', () => {
	const folder = 'data/samples/workforce-partnership';
	const raw = byHand(`${folder}/2015Q2/offerings.csv`);
	const pays = (row: Record<string, string>) => row.status?.startsWith('pays');

	it('says that TANF pays child care and books, neither tuition nor housing, and that others do', async () => {
		const says = (partner: string, service: string) =>
			raw.find((row) => row.offering_partner === partner && row.service === service)?.status;
		for (const partner of ['tanf-contractor-north', 'tanf-contractor-south'])
			expect(['child_care', 'books_supplies', 'tuition', 'housing'].map((one) => says(partner, one))).toEqual(
				['pays', 'pays', 'cannot_pay', 'cannot_pay']
			);
		const w = await openHome();
		await loadPaths(
			w,
			[`${folder}/2015Q2/offerings.csv`],
			{ partner: 'workforce-partnership', period: '2015Q2' },
			options({ publish: true })
		);
		const { cells, lines } = await readMatrix(w, { day: '2015-06-30', now: NOW });
		expect(lines).toHaveLength(raw.length);
		const paying = (service: string) =>
			new Set(
				cells
					.filter((cell) => cell.service === service && cell.status.startsWith('pays'))
					.map(({ partner }) => partner)
			);
		expect([...paying('tuition')].sort()).toEqual(['training-college', 'workforce-partnership']);
		expect([...paying('housing')].sort()).toEqual(['city-housing-authority', 'county-housing-authority']);
	});

	it('has thirteen cells that go dark after HPOG, and four pairs for which nobody is left', async () => {
		const w = await openHome();
		await loadPaths(
			w,
			[`${folder}/2015Q2/offerings.csv`],
			{ partner: 'workforce-partnership', period: '2015Q2' },
			options({ publish: true })
		);
		const { lines } = await readMatrix(w, { now: NOW });
		const among = ['tanf', 'low_income', 'refugee'];
		const days = { from: '2015-06-30', to: '2015-09-30', among };
		const services = [...new Set(raw.map(({ service }) => service!))];

		const live = (day: string) =>
			raw
				.filter((row) => pays(row) && row.from_date! <= day && (row.to_date === '' || row.to_date! >= day))
				.flatMap((row) =>
					(row.population === 'any' ? among : [row.population!]).map((one) => [
						row.offering_partner,
						row.service,
						one
					])
				);
		const keys = (day: string, parts: number[]) =>
			new Set(live(day).map((cell) => parts.map((part) => cell[part]).join(' ')));
		const lost = (parts: number[]) =>
			[...keys('2015-06-30', parts)].filter((key) => !keys('2015-09-30', parts).has(key)).sort();
		expect(lost([0, 1, 2])).toHaveLength(13);
		expect(compareDays(lines, days).gone.size).toBe(13);
		expect(lost([1, 2])).toEqual([
			'clothing low_income',
			'exam_license_fees tanf',
			'tuition tanf',
			'tutoring tanf'
		]);
		const unpaid = unpaidOn(lines, { ...days, services }).lost;
		expect(unpaid.map(({ service, population }) => `${service} ${population}`).sort()).toEqual(lost([1, 2]));
	});
});
