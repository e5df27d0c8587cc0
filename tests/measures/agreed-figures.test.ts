import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BY_AGREEMENT, keepToAgreements } from '$lib/server/intake';
import { answer, prepare, preparedState, thresholdChange, thresholdInForce } from '$lib/server/measures';
import type { Warehouse } from '$lib/server/warehouse';
import { inventedPartnership } from './invented-partnership';
import { clearPartnerships, DOOR, partnership } from './small-partnership';

afterAll(clearPartnerships);

function agree(w: Warehouse, partner: string, agreement: object): void {
	mkdirSync(join(w.home, 'agreements'), { recursive: true });
	writeFileSync(join(w.home, 'agreements', `${partner}.json`), JSON.stringify(agreement));
}

async function keep(w: Warehouse, day: string) {
	const threshold = await thresholdChange(w, DOOR);
	return keepToAgreements(w, { actor: BY_AGREEMENT, now: new Date(`${day}T12:00:00`), threshold });
}

const people = (w: Warehouse, state?: number) =>
	answer(w, { measure: 'people_served', by: ['quarter'], state }, DOOR);

describe('figures and agreements', () => {
	it('say whose exports left when, come back without a word, and what was cited stays', async () => {
		const w = await partnership(inventedPartnership(90));
		await prepare(w, DOOR);
		const before = await people(w);
		agree(w, 'county', { until: '2015-12-31' });
		await keep(w, '2016-01-01');
		await prepare(w, DOOR);
		const without = await people(w);
		expect(without.state).toBe(2);
		expect(without.notes).toContain(
			'COUNTY’s exports left these figures on Jan 1, 2016, when its sharing agreement ended.'
		);
		expect(without.sources.some((id) => id.startsWith('county'))).toBe(false);
		expect(without.rows).not.toEqual(before.rows);
		const money = await answer(w, { measure: 'award_balance', by: ['quarter', 'award'] }, DOOR);
		expect(money.notes.join(' ')).not.toContain('COUNTY');
		expect(await people(w, 1)).toEqual(before);

		agree(w, 'county', { until: '2016-12-31' });
		await keep(w, '2016-01-02');
		await prepare(w, DOOR);
		const renewed = await people(w);
		expect(renewed.rows).toEqual(before.rows);
		expect(renewed.notes).toEqual(before.notes);
		expect(await people(w, 2)).toEqual(without);
	});

	it('are shown under the largest threshold of the settings and of the partners in them; older states keep theirs', async () => {
		const w = await partnership(inventedPartnership(90));
		await prepare(w, DOOR);
		const before = await people(w);
		expect(await thresholdInForce(w, DOOR)).toBe(11);
		agree(w, 'county', { threshold: 40, until: '2015-12-31' });
		agree(w, 'nobody', { threshold: 500 });
		expect(await thresholdChange(w, DOOR)).toEqual({ was: 11, is: 40 });
		expect((await keep(w, '2015-11-01'))?.what).toBe('Smallest count shown: 40 instead of 11');
		expect(await preparedState(w, DOOR)).toBe(1);
		await prepare(w, DOOR);
		expect(await preparedState(w, DOOR)).toBe(2);
		expect(await keep(w, '2015-11-02')).toBeNull();
		const strict = await people(w);
		expect(strict).toMatchObject({ state: 2, threshold: 40 });
		expect(strict.rows.every(({ value }) => value === null || value === 0 || value >= 40)).toBe(true);
		expect(await people(w, 1)).toEqual(before);

		await keep(w, '2016-01-01');
		expect(await people(w)).toMatchObject({ state: 3, threshold: 11 });
		expect(await people(w, 2)).toEqual(strict);
	});
});
