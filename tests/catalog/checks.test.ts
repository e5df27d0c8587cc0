import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeList, datasets, type Column } from '$lib/catalog';
import { currentRows, readSamples } from './read-sample';

const folder = mkdtempSync(join(tmpdir(), 'checks-'));
let connection: DuckDBConnection;
const samples = readSamples();
const rowsOf = new Map(datasets().map(({ id }) => [id, currentRows(samples, id)]));

beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(() => {
	connection.closeSync();
	rmSync(folder, { recursive: true });
});

test('every declared check is a condition over the columns of its dataset', async () => {
	for (const { id, columns, checks } of datasets()) {
		await connection.run(`CREATE TEMP TABLE ${id} (${columns.map(declared).join(', ')})`);
		for (const check of checks) {
			const reader = await connection.runAndReadAll(`SELECT count(*) AS n FROM ${id} WHERE ${check.when}`);
			expect(Number(reader.getRowObjects()[0]!.n), check.id).toBe(0);
		}
		await connection.run(`DROP TABLE ${id}`);
	}
});

test('the checks find in the samples the wrong rows that the README names, and no others', async () => {
	const found: Record<string, number> = {};
	for (const { id, columns, checks } of datasets()) {
		const rows = rowsOf.get(id)!;
		const path = join(folder, `${id}.json`);
		writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
		const typed = columns.map(typedOf).join(', ');
		const names = columns.map(({ name }) => `'${name}': 'VARCHAR'`).join(', ');
		await connection.run(
			`CREATE TEMP TABLE ${id} AS SELECT ${typed} FROM read_json('${path}', format = 'newline_delimited', columns = {${names}})`
		);
		for (const check of checks) {
			const reader = await connection.runAndReadAll(`SELECT count(*) AS n FROM ${id} WHERE ${check.when}`);
			const count = Number(reader.getRowObjects()[0]!.n);
			if (count > 0) found[check.id] = count;
		}
	}
	expect(found).toEqual({
		negative_amount: 2,
		end_before_start: 1,
		credential_date_without_credential: 3,
		exit_reason_without_date: 2
	});
}, 120_000);

test('the codes in the samples are declared, but for the one the README names', () => {
	const strange = new Set<string>();
	for (const { id, columns } of datasets()) {
		for (const { name, codes, type } of columns.filter(({ codes }) => codes !== null)) {
			const known = new Set(codeList(codes!).codes.map(({ code }) => code));
			for (const row of rowsOf.get(id)!) {
				const values = type === 'list' ? (row[name] ?? '').split(';') : [row[name] ?? ''];
				for (const value of values)
					if (value !== '' && !known.has(value)) strange.add(`${id} ${name} ${value}`);
			}
		}
	}
	expect([...strange]).toEqual(['needs service PET']);
});

function declared({ name, type, money }: Column): string {
	const types = {
		string: 'VARCHAR',
		integer: 'INTEGER',
		number: 'DOUBLE',
		boolean: 'BOOLEAN',
		date: 'DATE',
		list: 'VARCHAR[]'
	};
	return `"${name}" ${money ? 'DECIMAL(18,2)' : types[type]}`;
}

function typedOf(column: Column): string {
	const text = `nullif("${column.name}", '')`;
	const type = declared(column).split(' ').slice(1).join(' ');
	if (column.type === 'list') return `string_split(${text}, ';') AS "${column.name}"`;
	if (column.type === 'date') {
		return `coalesce(try_cast(${text} AS DATE), try_strptime(${text}, '%m/%d/%Y')::DATE) AS "${column.name}"`;
	}
	const plain = column.type === 'number' ? `replace(replace(${text}, '$', ''), ',', '')` : text;
	return `CAST(${plain} AS ${type}) AS "${column.name}"`;
}
