import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
