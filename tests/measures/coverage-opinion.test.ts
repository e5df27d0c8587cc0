import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse';
import { makeSampleHome } from '../make-sample-home.mjs';
import { COVERAGE_OPINIONS, type CoverageOpinion } from './coverage-opinion';
import { rowsOf } from './small-partnership';

let home: string;
let w: Warehouse;

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'braidwork-opinion-'));
	await makeSampleHome(home);
	w = await openWarehouse(home, { memoryLimit: '512MB', threads: 1 });
}, 300_000);

afterAll(async () => {
	await w?.close();
	rmSync(home, { recursive: true, force: true });
});

type Row = Record<string, unknown>;

/** What a place comes to, in words; places of nothing but zeros are left out. */
function told(rows: readonly Row[], { by, columns, measure }: CoverageOpinion): string[] {
	const places = measure === 'gap_reason' ? [...by, 'reason'] : by;
	const number = (value: unknown) => (value === null ? null : Number(Number(value).toFixed(9)));
	return rows
		.map((row) => ({
			at: places.map((name) => row[name]),
			numbers: columns.map((column) => number(row[column]))
		}))
		.filter(({ numbers }) => numbers.some((one) => one !== 0 && one !== null))
		.map(({ at, numbers }) => `${at.join('/')}: ${numbers.join(', ')}`)
		.sort();
}

/** The shares met within 30 days by place, which are told in thousandths. */
function sharesOf(rows: readonly Row[], { by }: CoverageOpinion): Map<string, number> {
	const told = rows.filter((row) => typeof row.met_30_days_share === 'number');
	return new Map(told.map((row) => [by.map((name) => row[name]).join('/'), Number(row.met_30_days_share)]));
}

describe('coverage of the sample partnership, counted once more without the marts and before the door', () => {
	test.each(COVERAGE_OPINIONS)(
		'$measure by $by',
		async (opinion) => {
			const rows = await rowsOf(w, opinion.measure, { by: opinion.by });
			const second = await w.read<Row>(opinion.sql, [], w.latest());
			expect(told(second, opinion).length).toBeGreaterThan(0);
			expect(told(rows, opinion)).toEqual(told(second, opinion));
			for (const [at, share] of sharesOf(second, opinion))
				expect(Math.abs(share - (sharesOf(rows, opinion).get(at) ?? NaN)), at).toBeLessThan(0.000501);
		},
		240_000
	);
});
