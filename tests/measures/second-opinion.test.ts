import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SafeRow } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { inventedPartnership } from './invented-partnership';
import { SECOND_OPINIONS, secondOpinion } from './second-opinion';
import { clearPartnerships, partnership, rowsOf } from './small-partnership';

afterAll(clearPartnerships);

describe('every count, counted once more without the marts', () => {
	let w: Warehouse;

	beforeAll(async () => {
		w = await partnership(inventedPartnership(400));
	});

	test('what is paid and what nobody pays add up to the demand, and the reasons of a fall to the fall', async () => {
		const by = ['quarter', 'service'];
		const key = (row: SafeRow) => `${row.quarter}/${row.service}`;
		const rows = async (measure: string, more: string[] = []) =>
			(await rowsOf(w, measure, { by: [...by, ...more] })).filter(({ status }) => status === 'shown');
		const demand = new Map((await rows('demand')).map((row) => [key(row), row.value]));
		const unfunded = await rows('unfunded');
		expect(unfunded.length).toBeGreaterThan(8);
		for (const row of unfunded) {
			const { value, lower, upper, funded } = row;
			expect([key(row), Number(value) + Number(funded)]).toEqual([
				key(row),
				expect.closeTo(Number(demand.get(key(row))), 4)
			]);
			expect(Number(lower)).toBeLessThanOrEqual(Number(value));
			expect(Number(value)).toBeLessThanOrEqual(Number(upper));
		}
		const funded = new Map(unfunded.map((row) => [key(row), row.funded]));
		const parts = Map.groupBy(await rows('cliff', ['because']), key);
		for (const row of await rows('cliff')) {
			const sum = (parts.get(key(row)) ?? []).reduce((all, { value }) => all + Number(value), 0);
			expect(sum).toBeCloseTo(Number(row.value), 4);
			expect(Number(row.before) + Number(row.value)).toBeCloseTo(Number(row.after), 4);
			expect(Number(row.after)).toBeCloseTo(Number(funded.get(key(row)) ?? 0), 4);
		}
	});

	test.each(SECOND_OPINIONS)('$measure by $by: $column', async (opinion) => {
		const rows = await rowsOf(w, opinion.measure, { by: opinion.by });
		const counts = rows.map(
			(row) => [opinion.by.map((name) => row[name]).join('/'), row[opinion.column] ?? 0] as const
		);
		const second = await secondOpinion(w, opinion);
		expect(Object.keys(second).length).toBeGreaterThan(0);
		expect(Object.fromEntries(counts.filter(([, count]) => count !== 0))).toEqual(second);
	});
});
