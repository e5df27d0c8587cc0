import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesBetween, filingsBetween, filingStanding, matrixBetween } from '$lib/server/desk';
import { dropStaged, noteRemovals, type Warehouse } from '$lib/server/warehouse';
import { clearPartnerships, partnership, people, publish, type File } from '../measures/small-partnership';

afterAll(clearPartnerships);

let w: Warehouse;

function lines(period: string, ...rows: Record<string, unknown>[]): File {
	const filled = rows.map((row) => ({
		offering_partner: 'county',
		population: 'tanf',
		status: 'pays',
		from_date: '2014-01-01',
		...row
	}));
	return { partner: 'county', period, dataset: 'offerings', rows: filled };
}

function counted(partner: string, period: string): File {
	return { partner, period, dataset: 'participants', rows: people(partner, 3) };
}

/*
 * State 1: the first quarter of county and city. State 2: county files the second, and six lines of its matrix anew.
 * State 3: county's first quarter again, and city is taken back.
 */
beforeAll(async () => {
	w = await partnership([
		counted('county', '2015Q1'),
		counted('city', '2015Q1'),
		lines(
			'2015Q1',
			{ offering_id: 'same', service: 'food' },
			{ offering_id: 'asked', service: 'housing', status: 'unknown' },
			{ offering_id: 'terms', service: 'tuition', capacity_per_quarter: 10, unit_cost_usd: 5 },
			{ offering_id: 'over', service: 'clothing', to_date: '2015-03-31' },
			{ offering_id: 'ends', service: 'child_care', to_date: '2015-05-31', award_id: 'HPOG' },
			{ offering_id: 'gone', service: 'legal_aid' }
		)
	]);
	await publish(w, [
		counted('county', '2015Q2'),
		lines(
			'2015Q2',
			{ offering_id: 'asked', service: 'housing', status: 'cannot_pay' },
			{ offering_id: 'terms', service: 'tuition', capacity_per_quarter: 20, unit_cost_usd: 5 },
			{ offering_id: 'new', service: 'transportation', status: 'pays_with_conditions' },
			{ offering_id: 'later', service: 'technology', to_date: '2016-12-31' }
		)
	]);
	await publish(w, [{ ...counted('county', '2015Q1'), rows: people('county', 4) }]);
}, 60_000);

/** Removes what a dataset's first quarter has staged, as at the end of its retention. */
async function remove(dataset: string): Promise<void> {
	const rows = await w.read<{ submission_id: string }>(
		`SELECT submission_id FROM main.submissions WHERE period = '2015Q1' AND dataset = $1`,
		[dataset]
	);
	const ids = rows.map(({ submission_id }) => submission_id);
	const about = { kind: 'rows', state: 3, at: '2015-11-01T09:00:00Z', who: 'console' } as const;
	await w.transaction(async (tx) => {
		await dropStaged(tx, ids);
		await noteRemovals(
			tx,
			ids.map((submission_id) => ({ submission_id, ...about }))
		);
	});
}

const at = (state: number, asOf: string) => ({ state, asOf });

describe('what was filed between two states', () => {
	it('is told by partner, dataset and quarter: new, replaced, taken back', async () => {
		const told = async (from: number, to: number) =>
			(await filingsBetween(w, from, to)).map((one) => `${one.did} ${one.name} ${one.dataset} ${one.period}`);
		expect(await told(1, 2)).toEqual(['filed COUNTY offerings 2015Q2', 'filed COUNTY participants 2015Q2']);
		expect(await told(2, 3)).toEqual(['replaced COUNTY participants 2015Q1']);
		expect(await told(2, 1)).toEqual(['left COUNTY offerings 2015Q2', 'left COUNTY participants 2015Q2']);
		expect(await told(2, 2)).toEqual([]);
		expect(await told(0, 1)).toHaveLength(3);
	});

	it('and who has not filed for the latest quarter', async () => {
		expect(await filingStanding(w, 1)).toEqual({
			period: '2015Q1',
			filed: ['COUNTY', 'CITY'],
			missing: [],
			exports: 3
		});
		expect(await filingStanding(w, 2)).toMatchObject({
			period: '2015Q2',
			filed: ['COUNTY'],
			missing: ['CITY']
		});
		expect(await filingStanding(w, 99)).toBeNull();
	});
});

describe('how the matrix differs between two states', () => {
	it('is told line by line: another status, added, ended by its own day, on other terms; the same says nothing', async () => {
		const changes = await matrixBetween(w, at(1, '2015-03-31'), at(2, '2015-06-30'));
		const told = (changes ?? []).map(({ did, service, before, after, day, terms }) =>
			[did, service, before, after, day, terms.join()].map(String).join(' ')
		);
		expect(told.sort()).toEqual([
			'added technology null pays null ',
			'added transportation null pays_with_conditions null ',
			'ended child_care pays pays 2015-05-31 ',
			'status housing unknown cannot_pay null ',
			'terms tuition pays pays null capacity_per_quarter'
		]);
		expect(changes?.find(({ did }) => did === 'ended')).toMatchObject({ partner: 'COUNTY', award: 'HPOG' });
	});

	it('and a line that is in neither file any more has left', async () => {
		const changes = await matrixBetween(w, at(2, '2015-06-30'), at(1, '2015-03-31'));
		expect(changes?.filter(({ did }) => did === 'left').map(({ service }) => service)).toEqual([
			'technology',
			'transportation'
		]);
		expect(await matrixBetween(w, at(2, '2015-06-30'), at(2, '2015-06-30'))).toEqual([]);
	});

	it('cannot be told once lines of one of them were removed; other rows do not matter', async () => {
		const told = () => matrixBetween(w, at(1, '2015-03-31'), at(2, '2015-06-30'));
		await remove('participants');
		expect(await told()).toHaveLength(5);
		await remove('offerings');
		expect(await told()).toBeNull();
		const brief = {
			date: '2015-11-04',
			state: 2,
			previous: { date: '2015-08-05', state: 1 },
			calendar: 'calendar' as const,
			focus_award: null,
			decisions: [],
			notes: ''
		};
		expect(await changesBetween(w, brief)).toMatchObject({ matrix: null, standing: { period: '2015Q2' } });
	});
});
