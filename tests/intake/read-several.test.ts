import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lookInto, type SeveralReport } from '$lib/server/intake';
import { zip } from './make-zip';

const folder = mkdtempSync(join(tmpdir(), 'braidwork-several-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function look(path: string): Promise<SeveralReport> {
	const report = await lookInto(path);
	if (!('tables' in report)) throw new Error('It was read as one table.');
	return report;
}

it('shows what was understood of each file of an outside standard, and what becomes of it', async () => {
	const report = await look('data/samples/formats/hmis_csv/fy2026.zip');
	expect(report).toMatchObject({ file: 'fy2026.zip', container: 'zip', format: 'hmis_csv' });
	const seen = Object.fromEntries(report.tables.map(({ file, taken }) => [file, taken]));
	expect(seen).toMatchObject({
		'Client.csv': 'becomes participants',
		'IncomeBenefits.csv': 'becomes needs, deliveries',
		'Organization.csv': 'completes the other tables',
		'CurrentLivingSituation.csv': 'table is not asked for',
		'HealthAndDV.csv': 'data on health and on violence are never kept'
	});
	const client = report.tables.find(({ file }) => file === 'Client.csv')!;
	expect(client).toMatchObject({
		header_row: 1,
		rows: 5,
		rows_in_file: 6,
		rows_rejected: 0,
		encoding: 'utf-8'
	});
	expect(client.columns).toContain('PersonalID');
	const health = report.tables.find(({ file }) => file === 'HealthAndDV.csv')!;
	expect(Object.keys(health)).toEqual(['file', 'rows_in_file', 'taken']);
	expect(report.rows_in_file).toBe(report.tables.reduce((all, one) => all + (one.rows_in_file ?? 0), 0));
});

it('reads each of our own tables by itself, and says of a broken one what is the matter while the others are shown', async () => {
	const path = join(folder, 'quarter.zip');
	const inner = zip({ name: 'x.csv', content: Buffer.from('a,b\n1,2\n') });
	const members = [
		{ name: 'q1/participants.csv', content: Buffer.from('participant_id,intake_date\nN-1,2015-01-02\n') },
		{
			name: 'q1/needs.csv',
			content: Buffer.from('title\nneed_id;participant_id;service\nND-1;N-1;food\nND-2;N-1\n')
		},
		{ name: 'q1/more.csv', content: inner }
	];
	writeFileSync(path, zip(...members));
	const { format, tables } = await look(path);
	expect(format).toBeNull();
	expect(tables.map(({ file, looks_like }) => [file, looks_like?.[0]?.dataset])).toEqual([
		['participants.csv', 'participants'],
		['needs.csv', 'needs'],
		['more.csv', undefined]
	]);
	expect(tables[1]).toMatchObject({
		delimiter: ';',
		header_row: 2,
		rows: 1,
		rows_rejected: 1,
		rows_in_file: 4
	});
	expect(tables[1]!.findings!.map(({ rule, row }) => [rule, row])).toContainEqual(['row_width', 4]);
	expect(tables[2]!.error).toMatchObject({ code: 'not_a_table' });
});

it('writes no CSV of several tables, and says so', async () => {
	const csv = join(folder, 'out.csv');
	await expect(lookInto('data/samples/formats/hsds/directory.zip', { csv })).rejects.toMatchObject({
		code: 'several_tables',
		message: 'directory.zip holds 4 tables, and --csv writes one.'
	});
});

it('reads a file of one table as before', async () => {
	expect(await lookInto('data/samples/formats/hsds/services.csv')).toMatchObject({
		container: 'csv',
		rows: 5
	});
});
