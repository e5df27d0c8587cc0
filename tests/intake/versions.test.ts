import { afterEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { changesOf, publish, versionsOf, withdraw } from '$lib/server/intake';
import { closeHomes, DELIVERIES, openHome, options, send } from './a-home';

afterEach(closeHomes);

const FIRST = [
	DELIVERIES,
	'D-1,N-1,child_care,delivered,2015-01-10,1,month,1000.00,HPOG-2010,',
	'D-2,N-2,transportation,delivered,2015-02-11,1,item,45.50,HPOG-2010,',
	'D-3,N-1,tuition,denied,2015-03-12,,,,,no_funds',
	'D-4,N-3,food,delivered,2015-03-13,1,item,20.00,,'
];

/* D-1 the same, D-2 ten dollars more, D-3 approved after all, D-4 gone, D-5 new. */
const AGAIN = [
	DELIVERIES,
	'D-1,N-1,child_care,delivered,2015-01-10,1,month,1000.00,HPOG-2010,',
	'D-2,N-2,transportation,delivered,2015-02-11,1,item,55.50,HPOG-2010,',
	'D-3,N-1,tuition,approved,2015-03-12,,,,,',
	'D-5,N-4,food,delivered,2015-03-14,1,item,25.00,,'
];

describe('what publishing a file would change', () => {
	it('is told against the version it replaces: rows added, vanished and changed, by column', async () => {
		const w = await openHome();
		await send(w, FIRST, {}, { publish: true });
		const { submission_id } = await send(w, AGAIN);
		const changes = await changesOf(w, submission_id ?? '');
		expect(changes?.replaces?.rows).toEqual({
			before: 4,
			after: 4,
			added: 1,
			vanished: 1,
			changed: 2,
			same: 1,
			columns: ['Status', 'Amount', 'Denial reason'].map((title) => ({ title, rows: 1 })),
			examples: {
				added: ['D-5'],
				vanished: ['D-4'],
				changed: [
					expect.objectContaining({ key: 'D-2', row: 3, before: '45.50', after: '55.50' }),
					expect.objectContaining({ key: 'D-3', row: 4, before: 'no_funds', after: null }),
					expect.objectContaining({ key: 'D-3', row: 4, before: 'denied', after: 'approved' })
				]
			}
		});
		expect(changes?.lastQuarter).toBeNull();
	});

	it('is told in the numbers of the own rows, before and after', async () => {
		const w = await openHome();
		await send(w, FIRST, {}, { publish: true });
		const { submission_id } = await send(w, AGAIN);
		const changes = await changesOf(w, submission_id ?? '');
		const told = (numbers: { id: string; value: number }[] = []) =>
			Object.fromEntries(numbers.map(({ id, value }) => [id, value]));
		expect(told(changes?.replaces?.numbers)).toMatchObject({
			rows: 4,
			participants: 3,
			'status delivered': 3,
			'status denied': 1,
			'status approved': 0,
			amount_usd: 1065.5
		});
		expect(told(changes?.numbers)).toMatchObject({
			rows: 4,
			participants: 3,
			'status delivered': 3,
			'status denied': 0,
			'status approved': 1,
			amount_usd: 1080.5
		});
	});

	it('is told against the quarter before, the last one that is published', async () => {
		const w = await openHome();
		await send(w, FIRST, { period: '2014Q3' }, { publish: true });
		await send(w, FIRST.slice(0, 3), { period: '2014Q4' }, { publish: true });
		const { submission_id } = await send(w, AGAIN);
		const changes = await changesOf(w, submission_id ?? '');
		expect(changes?.replaces).toBeNull();
		expect(changes?.lastQuarter).toMatchObject({ period: '2014Q4', rows: { before: 2, after: 4 } });
	});

	it('stays told after it was published, and is nothing for a file of which nothing is loaded', async () => {
		const w = await openHome();
		await send(w, FIRST, {}, { publish: true });
		const again = await send(w, AGAIN, {}, { publish: true, replace: true });
		expect((await changesOf(w, again.submission_id ?? ''))?.replaces?.rows).toMatchObject({
			added: 1,
			vanished: 1
		});
		const broken = await send(w, ['delivery_id,participant_id', 'D-1,N-1'], { period: '2014Q1' });
		expect(broken.status).toBe('rejected');
		expect(await changesOf(w, broken.submission_id ?? '')).toBeNull();
	});

	it('adds up whatever is filed again', async () => {
		const w = await openHome();
		const lines = (keys: number[]) => [
			DELIVERIES,
			...keys.map((key) => `D-${key % 40},N-${key % 7},food,delivered,2015-01-10,${key >> 6},item,1.00,,`)
		];
		const unique = fc.uniqueArray(fc.nat({ max: 400 }), {
			minLength: 1,
			maxLength: 40,
			selector: (key) => key % 40
		});
		let quarter = 0;
		await fc.assert(
			fc.asyncProperty(unique, unique, async (old, fresh) => {
				const period = `${2000 + (quarter >> 2)}Q${(quarter++ % 4) + 1}`;
				await send(w, lines(old), { period }, { publish: true });
				const { submission_id } = await send(w, [...lines(fresh), ''], { period });
				const rows = (await changesOf(w, submission_id ?? ''))?.replaces?.rows;
				const before = new Map(old.map((key) => [key % 40, key]));
				const after = new Map(fresh.map((key) => [key % 40, key]));
				const both = [...after.keys()].filter((key) => before.has(key));
				const line = (key = 0) => `${key % 7} ${key >> 6}`;
				const same = both.filter((key) => line(before.get(key)) === line(after.get(key))).length;
				expect(rows).toMatchObject({
					before: before.size,
					after: after.size,
					added: after.size - both.length,
					vanished: before.size - both.length,
					same,
					changed: both.length - same
				});
			}),
			{ numRuns: 12 }
		);
	});
});

describe('the versions of a filing', () => {
	it('say in which states each counted, and come back after a withdrawal', async () => {
		const w = await openHome();
		const first = await send(w, FIRST, {}, { publish: true });
		const second = await send(w, AGAIN, {}, { publish: true, replace: true });
		await withdraw(w, second.submission_id ?? '', options());
		const versions = await versionsOf(w, first.submission_id ?? '');
		const spans = Object.fromEntries(
			versions.map((one) => [
				one.submission_id,
				one.counted.map(({ from, to }) => [from.state, to?.state ?? null])
			])
		);
		expect(spans).toEqual({
			[first.submission_id ?? '']: [
				[1, 2],
				[3, null]
			],
			[second.submission_id ?? '']: [[2, 3]]
		});
		await publish(w, second.submission_id ?? '', { ...options(), replace: true });
		const again = (await versionsOf(w, first.submission_id ?? '')).find(
			({ submission_id }) => submission_id === second.submission_id
		);
		expect(again?.counted.at(-1)).toMatchObject({ from: { state: 4, who: 'analyst' }, to: null });
	});
});
