import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BY_AGREEMENT, keepToAgreements, runRetention } from '$lib/server/intake';
import {
	answer,
	prepare,
	preparedState,
	standReady,
	thresholdChange,
	thresholdInForce
} from '$lib/server/measures';
import type { Warehouse } from '$lib/server/warehouse';
import { inventedPartnership } from './invented-partnership';
import { countFamily } from '../../src/lib/server/measures/counting/count-family';
import { familySpec } from '../../src/lib/server/measures/families';
import { forgetMarts, withMarts } from '../../src/lib/server/measures/marts/stand-marts';
import { clearPartnerships, DOOR, partnership, publish } from './small-partnership';

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
		const before = await people(w);
		agree(w, 'county', { until: '2015-12-31' });
		await keep(w, '2016-01-01');
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
		const renewed = await people(w);
		expect(renewed.rows).toEqual(before.rows);
		expect(renewed.notes).toEqual(before.notes);
		expect(await people(w, 2)).toEqual(without);
	});

	it('say which people of a partner alone are counted, and which dataset of it left', async () => {
		const w = await partnership(inventedPartnership(90));
		const before = await people(w);
		agree(w, 'county', { populations: ['tanf'] });
		await keep(w, '2015-11-01');
		const only = await people(w);
		expect(only.notes).toContain(
			'Of the people of COUNTY, only these are counted, as its sharing agreement says: TANF recipients.'
		);
		expect(only.rows).not.toEqual(before.rows);
		const money = await answer(w, { measure: 'award_balance', by: ['quarter', 'award'] }, DOOR);
		expect(money.notes.join(' ')).not.toContain('COUNTY');
		expect(await people(w, 1)).toEqual(before);

		agree(w, 'county', { datasets: ['participants', 'needs', 'enrollments', 'outcomes'] });
		await keep(w, '2015-11-02');
		const less = await people(w);
		expect(less.notes).toContain(
			'Deliveries of COUNTY left these figures on Nov 2, 2015: its sharing agreement no longer includes them.'
		);
		expect(less.notes.join(' ')).not.toContain('only these');
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

describe('figures and the retention run', () => {
	it('keep their safe tables and say that rows behind them are gone; any other question on that state is refused', async () => {
		const w = await partnership(inventedPartnership(90));
		await prepare(w, DOOR);
		const cited = await people(w);
		await publish(w, [{ partner: 'lead', period: '2015Q3', dataset: 'outcomes', rows: [] }]);
		agree(w, 'county', { retention: { identifiers: 3, rows: 3 } });
		const actor = BY_AGREEMENT;
		const { state } = await runRetention(w, { actor, now: new Date('2015-09-01T12:00:00Z') });
		expect(state).toBe(3);
		const again = await people(w, 1);
		expect({ ...again, notes: [] }).toEqual({ ...cited, notes: [] });
		expect(again.notes).toEqual([
			...cited.notes,
			'Rows behind these figures were removed on Sep 1, 2015, at the end of their retention; the figures are as they were kept.'
		]);
		await expect(people(w, 2)).rejects.toThrow('State 2 cannot be asked this any more');
		const now = await people(w);
		expect(now.state).toBe(3);
		expect(now.notes.join(' ')).not.toContain('removed');
		expect(now.sources.some((id) => id.startsWith('county-') && id.includes('2015Q1'))).toBe(false);
	});

	it('say where ages are told apart that birth dates were removed, and nowhere else', async () => {
		const w = await partnership(inventedPartnership(90));
		const byAge = (where = {}) =>
			answer(w, { measure: 'people_served', by: ['quarter', 'age_band'], where }, DOOR);
		expect((await byAge()).notes.join(' ')).not.toContain('removed');
		agree(w, 'college', { retention: { identifiers: 0, rows: null } });
		await runRetention(w, { actor: BY_AGREEMENT, now: new Date('2015-12-01T12:00:00Z') });
		const said =
			'Identifiers behind these figures were removed on Dec 1, 2015, at the end of their retention; ' +
			'figures counted since then have people whose birth date went with them under an unknown age.';
		expect((await byAge()).notes).toContain(said);
		const one = { measure: 'people_served', by: ['quarter'], where: { age_band: '25_34' } };
		expect((await answer(w, one, DOOR)).notes).toContain(said);
		expect((await people(w)).notes).not.toContain(said);
	});

	it('of the next state are counted from what is left, as if they were counted for the first time', async () => {
		const w = await partnership(inventedPartnership(90));
		await standReady(w, DOOR);
		agree(w, 'county', { retention: { identifiers: 3, rows: 3 } });
		agree(w, 'college', { retention: { identifiers: 0, rows: null } });
		await runRetention(w, { actor: BY_AGREEMENT, now: new Date('2015-12-01T12:00:00Z') });
		const counted = async () => {
			const all: string[] = [];
			for (const family of ['served', 'need', 'training']) {
				const { cells } = await withMarts(w, w.latest(), (ask) => countFamily(ask, familySpec(family)));
				all.push(...cells.map((cell) => JSON.stringify([family, cell.at, cell.counts])));
			}
			return all.sort();
		};
		const carried = await counted();
		forgetMarts(w);
		expect(carried).toEqual(await counted());
		expect(carried.length).toBeGreaterThan(300);
	});
});
