import { afterAll, describe, expect, test } from 'vitest';
import type { DatasetId } from '$lib/domain';
import { prepare, pressMarts, standReady } from '$lib/server/measures';
import { makeState, type Warehouse } from '$lib/server/warehouse';
import { FAMILIES } from '../../src/lib/server/measures/families';
import { forgetMarts, lastChange } from '../../src/lib/server/measures/marts/stand-marts';
import { inventedPartnership } from './invented-partnership';
import { countedOf, Filings, randomFrom, rationedMatrix } from './refiled-partnership';
import {
	clearPartnerships,
	DOOR,
	each,
	partnership,
	people,
	publish,
	range,
	type File
} from './small-partnership';

afterAll(clearPartnerships);

/** Everything as it is after a change, and as it is when marts are made anew; and whether only some people's rows were remade. */
async function afterChange(w: Warehouse, state: number) {
	const carried = await countedOf(w, state);
	const change = lastChange(w);
	forgetMarts(w);
	return { carried, anew: await countedOf(w, state), change };
}

describe('a quarter filed again', () => {
	test('whatever is filed in whatever order, rows and counts are those of marts made anew', async () => {
		const random = randomFrom(1);
		const files = [...inventedPartnership(60), ...rationedMatrix(6)];
		const filings = new Filings(files);
		const [w, fresh] = [await partnership(files), await partnership(files)];
		expect(await countedOf(w, 1)).toEqual(await countedOf(fresh, 1));
		let patched = 0;
		for (let step = 0; step < 8; step += 1) {
			const batch = [edited(filings, random)];
			const state = await publish(w, batch);
			await publish(fresh, batch);
			const carried = await countedOf(w, state);
			if (lastChange(w)) patched += 1;
			forgetMarts(fresh);
			expect(carried, `step ${step}`).toEqual(await countedOf(fresh, state));
		}
		expect(patched).toBeGreaterThan(3);
	}, 240_000);
});

describe('a home that was just opened', () => {
	test('compares the next filing with what stands ready, and its counts are those of marts made anew', async () => {
		const files = inventedPartnership(60);
		const [w, filings] = [await partnership(files), new Filings(files)];
		await prepare(w, DOOR);
		forgetMarts(w);
		await standReady(w, DOOR);
		await pressMarts(w);
		const state = await publish(w, [edited(filings, randomFrom(3))]);
		await prepare(w, DOOR);
		expect(lastChange(w)?.people).toBeGreaterThan(0);
		expect(await keptTwice(w), 'tables of both states').toEqual(FAMILIES.map(({ id }) => id).sort());
		const { carried, anew } = await afterChange(w, state);
		expect(carried).toEqual(anew);
	});
});

/** Families that are kept of both states, and in the same words where their counts are the same. */
async function keptTwice(w: Warehouse): Promise<string[]> {
	const rows = await w.read<{ family: string }>(
		`SELECT family FROM main.kept_families WHERE policy LIKE 'threshold%' GROUP BY family
		HAVING count(*) = 2 AND count(DISTINCT content::VARCHAR) = count(DISTINCT content->>'print') ORDER BY family`
	);
	return rows.map(({ family }) => family);
}

const OF_PEOPLE: DatasetId[] = ['participants', 'enrollments', 'needs', 'deliveries', 'outcomes'];

/** A file of people with a few rows left out, added or changed. */
function edited(filings: Filings, random: (below: number) => number): File {
	const files = filings.of(...OF_PEOPLE);
	const file = files[random(files.length)] as File;
	const kept = file.rows.filter(() => random(12) > 0);
	const changed = kept.map((row) => (random(8) === 0 ? otherwise(row, file.dataset, random) : row));
	const added = file.rows.slice(0, random(3)).map((row, at) => newcomer(row, `${random(100_000)}-${at}`));
	return filings.again(file, [...changed, ...added]);
}

function otherwise(
	row: Record<string, unknown>,
	dataset: DatasetId,
	random: (below: number) => number
): Record<string, unknown> {
	const pick = <T>(...choices: T[]) => choices[random(choices.length)];
	const changes: Partial<Record<DatasetId, Record<string, unknown>>> = {
		participants: {
			is_tanf: pick(true, false),
			sex: pick('female', 'male'),
			birth_date: '1991-03-04',
			exit_date: pick(null, '2015-06-30')
		},
		enrollments: {
			status: pick('active', 'withdrew', 'completed'),
			end_date: '2015-05-05',
			participant_id: `p-${1 + random(60)}`
		},
		needs: {
			service: pick('food', 'housing'),
			urgency: pick('low', 'high'),
			status: 'open',
			closed_date: null
		},
		deliveries: {
			service: pick('food', 'housing'),
			amount_usd: pick(0.1, 33.33, 1250),
			participant_id: `p-${1 + random(60)}`
		},
		outcomes: { is_employed: pick(true, false, null), point: 'exit' }
	};
	return { ...row, ...changes[dataset] };
}

/** A person whom nobody knew, with a row like another one. */
function newcomer(row: Record<string, unknown>, tail: string): Record<string, unknown> {
	const keys = Object.keys(row).filter((name) => name.endsWith('_id') && name !== 'award_id');
	return { ...row, ...Object.fromEntries(keys.map((name) => [name, `new-${tail}`])) };
}

describe('what remakes the rows of single people', () => {
	const at = { partner: 'navigators', period: '2015Q1' };
	const roster: File = { ...at, dataset: 'participants', rows: people('n', 60, {}) };
	const delivered = (who: string[], columns = {}) =>
		who.map((participant_id) => ({
			delivery_id: `of-${participant_id}`,
			participant_id,
			service: 'food',
			status: 'delivered',
			date: '2015-02-01',
			amount_usd: 10,
			...columns
		}));
	const deliveries = (rows: Record<string, unknown>[], place = at): File => ({
		...place,
		dataset: 'deliveries',
		rows
	});

	async function changed(before: File[], after: File[]) {
		const w = await partnership(before);
		await countedOf(w, 1);
		return afterChange(w, await publish(w, after));
	}

	test('one row fewer concerns one person', async () => {
		const found = await changed(
			[roster, deliveries(delivered(range('n', 1, 40)))],
			[deliveries(delivered(range('n', 1, 39)))]
		);
		expect(found.change?.people).toBe(1);
		expect(found.change?.marts).toContain('fct_deliveries');
		expect(found.carried).toEqual(found.anew);
	});

	test('the same rows in another order concern nobody', async () => {
		const rows = delivered(range('n', 1, 40));
		const found = await changed([roster, deliveries(rows)], [deliveries([...rows].reverse())]);
		expect(found.change).toEqual({ from: 1, people: 0, marts: [] });
		expect(found.carried).toEqual(found.anew);
	});

	test('a key that now bears somebody else concerns both, also where an earlier quarter filed it', async () => {
		const row = (participant_id: string) => [
			{ ...delivered(['n-1'])[0], participant_id, delivery_id: 'one' }
		];
		const later = { partner: 'navigators', period: '2015Q2' };
		const found = await changed(
			[roster, deliveries(row('n-1')), deliveries(delivered(range('n', 2, 40)), later)],
			[deliveries([...delivered(range('n', 2, 40)), ...row('n-50')], later)]
		);
		expect(found.change?.people).toBe(2);
		expect(found.carried).toEqual(found.anew);
	});

	test('another birth date alone concerns its person', async () => {
		const rows = people('n', 60, { birth_date: '1990-01-01' });
		const other = rows.map((row, at) => (at === 0 ? { ...row, birth_date: '1950-01-01' } : row));
		const enrollments: File = {
			...at,
			dataset: 'enrollments',
			rows: each(range('n', 1, 30), 'enrollment_id', {
				start_date: '2015-01-10',
				status: 'active',
				is_health: true
			})
		};
		const found = await changed([{ ...roster, rows }, enrollments], [{ ...roster, rows: other }]);
		expect(found.change?.people).toBe(1);
		expect(found.carried).toEqual(found.anew);
	});

	test('a person whom two partners know is one person', async () => {
		const county = { partner: 'county', period: '2015Q1' };
		const own: File = { ...county, dataset: 'participants', rows: people('n', 20, { sex: 'male' }) };
		const found = await changed(
			[roster, own, deliveries(delivered(range('n', 1, 40)))],
			[{ ...own, rows: own.rows.slice(1) }]
		);
		expect(found.change?.people).toBe(1);
		expect(found.carried).toEqual(found.anew);
	});

	test('a place that becomes free is taken by whoever waits longest, though nothing was filed of them', async () => {
		const needs: File = {
			...at,
			dataset: 'needs',
			rows: range('n', 1, 30).map((participant_id, number) => ({
				need_id: `need-${number}`,
				participant_id,
				service: 'food',
				identified_date: `2015-01-${10 + (number % 20)}`,
				status: 'open',
				urgency: 'low'
			}))
		};
		const gave = deliveries(
			delivered(range('n', 31, 33), { award_id: 'HPOG' }).map((row) => row),
			{ partner: 'lead', period: '2015Q1' }
		);
		const found = await changed(
			[roster, { ...roster, partner: 'lead' }, needs, gave, ...rationedMatrix(8)],
			[{ ...gave, rows: gave.rows.slice(1) }]
		);
		expect(found.change?.people).toBe(2);
		expect(found.change?.marts).toContain('fct_need_levels');
		expect(found.carried).toEqual(found.anew);
	});

	test('an agreement that names populations concerns the people outside them, as if they had never been filed', async () => {
		const county = { partner: 'county', period: '2015Q1' };
		const rows = people('c', 12, { sex: 'male', birth_date: '1990-01-01' }).map(
			(row, at): Record<string, unknown> => ({
				...row,
				is_tanf: at % 2 === 0
			})
		);
		const inside = new Set(rows.filter(({ is_tanf }) => is_tanf).map((row) => row.participant_id));
		const of = (isIn: (id: unknown) => boolean): File[] => [
			{ ...county, dataset: 'participants', rows: rows.filter((row) => isIn(row.participant_id)) },
			deliveries(
				delivered(range('c', 1, 12)).filter((row) => isIn(row.participant_id)),
				county
			)
		];
		const others = [roster, deliveries(delivered(range('n', 1, 40)))];
		const w = await partnership([...others, ...of(() => true)]);
		await countedOf(w, 1);
		const state = await w.transaction((tx) =>
			makeState(tx, {
				who: 'agreements',
				what: 'test',
				at: '2015-10-02T10:00:00Z',
				add: [],
				remove: [],
				populations: new Map([['county', ['tanf']]])
			})
		);
		const found = await afterChange(w, state);
		expect(found.change?.people).toBe(6);
		expect(found.carried).toEqual(found.anew);
		const without = await partnership([...others, ...of((id) => inside.has(id))]);
		expect(found.carried.families).toEqual((await countedOf(without, 1)).families);
		expect((await afterChange(w, 1)).carried.families).toEqual(
			(await countedOf(await partnership([...others, ...of(() => true)]), 1)).families
		);
	});

	test('a withdrawn file and one that comes back', async () => {
		const w = await partnership([roster, deliveries(delivered(range('n', 1, 40)))]);
		await publish(w, [deliveries(delivered(range('n', 1, 38)))]);
		await countedOf(w, 2);
		const [first] = await w.read<{ id: string }>(
			`SELECT submission_id AS id FROM main.submissions WHERE status = 'superseded'`
		);
		const [second] = await w.read<{ id: string }>(
			`SELECT submission_id AS id FROM main.submissions WHERE status = 'published' AND dataset = 'deliveries'`
		);
		const change = { who: 'console', what: 'test', at: '2015-10-02T10:00:00Z' };
		const state = await w.transaction((tx) =>
			makeState(tx, { ...change, add: [first!.id], remove: [second!.id] })
		);
		const found = await afterChange(w, state);
		expect(found.change?.people).toBe(2);
		expect(found.carried).toEqual(found.anew);
	});

	test('quartiles of many people follow, whether an amount crosses one or not', async () => {
		const who = range('n', 1, 160);
		const many: File = { ...at, dataset: 'participants', rows: people('n', 160, {}) };
		const rows = delivered(who).map((row, number) => ({ ...row, amount_usd: 10 + number * 3.5 }));
		const w = await partnership([many, deliveries(rows)]);
		await countedOf(w, 1);
		const edits: [number, number | null][] = [
			[2, 11.11],
			[20, 500],
			[79, 289.99],
			[80, 290.5],
			[159, 9999],
			[3, null]
		];
		let [state, paid] = [1, rows];
		for (const [number, amount_usd] of edits) {
			paid = paid.map((row, place) => (place === number ? { ...row, amount_usd } : row)) as typeof rows;
			state = await publish(w, [deliveries(paid)]);
			await countedOf(w, state);
			expect(lastChange(w)?.people).toBe(1);
		}
		const { carried, anew } = await afterChange(w, state);
		expect(carried.families.paid).toEqual(anew.families.paid);
		expect(carried).toEqual(anew);
	});

	test('an older state is asked for again', async () => {
		const w = await partnership([roster, deliveries(delivered(range('n', 1, 40)))]);
		const first = await countedOf(w, 1);
		await countedOf(w, await publish(w, [deliveries(delivered(range('n', 1, 35)))]));
		expect(await countedOf(w, 1)).toEqual(first);
		expect(lastChange(w)?.people).toBe(5);
	});

	test.each<[string, File[]]>([
		['a new quarter', [deliveries(delivered(['n-1']), { partner: 'navigators', period: '2015Q3' })]],
		['a partner that filed a later quarter', [{ ...deliveries(delivered(['n-1'])), partner: 'county' }]],
		[
			'a code that nobody filed before',
			[deliveries([...delivered(range('n', 1, 39)), ...delivered(['n-40'], { service: 'dental' })])]
		],
		['more people than a quarter of all', [deliveries(delivered(range('n', 1, 12)))]],
		['another service matrix', rationedMatrix(3)],
		['all of it withdrawn', [deliveries([])]]
	])('%s makes all marts anew', async (_, after) => {
		const needs: File = {
			...at,
			dataset: 'needs',
			rows: each(range('n', 1, 20), 'need_id', {
				service: 'food',
				identified_date: '2015-01-11',
				status: 'open'
			})
		};
		const before = [
			roster,
			{ ...roster, partner: 'lead', rows: [] },
			needs,
			deliveries(delivered(range('n', 1, 40)))
		];
		const found = await changed(before, after);
		expect(found.change).toBeNull();
		expect(found.carried).toEqual(found.anew);
	});
});
