import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '$lib/server/warehouse';
import {
	clearPartnerships,
	each,
	partnership,
	people,
	publish,
	range,
	rowsOf,
	valuesBy,
	type File
} from './small-partnership';

afterAll(clearPartnerships);

const Q = { partner: 'navigators', period: '2015Q1' };

function roster(...rows: Record<string, unknown>[][]): File {
	return { ...Q, dataset: 'participants', rows: rows.flat() };
}

function needs(
	who: string[],
	service: string,
	columns: Record<string, unknown> = {}
): Record<string, unknown>[] {
	return each(who, 'need_id', { service, identified_date: '2015-01-10', status: 'open', ...columns });
}

let lines = 0;

function line(service: string, columns: Record<string, unknown> = {}): Record<string, unknown> {
	lines += 1;
	return {
		offering_id: `o-${lines}`,
		offering_partner: 'county',
		service,
		population: 'any',
		status: 'pays',
		from_date: '2014-01-01',
		...columns
	};
}

function offerings(...rows: Record<string, unknown>[]): File {
	return { ...Q, dataset: 'offerings', rows };
}

async function reasons(w: Warehouse, where: Record<string, string> = {}): Promise<Record<string, unknown>> {
	return valuesBy(await rowsOf(w, 'gap_reason', { where }), ['reason']);
}

describe('why a need is not covered', () => {
	test('no live offering may pay: a rule gap; a line that says unknown: ask the partner', async () => {
		const w = await partnership([
			roster(people('n', 3)),
			{
				...Q,
				dataset: 'needs',
				rows: [...needs(['n-1'], 'tuition'), ...needs(['n-2'], 'housing'), ...needs(['n-3'], 'food')]
			},
			offerings(line('tuition', { status: 'cannot_pay' }), line('housing', { status: 'unknown' }))
		]);
		expect(await reasons(w, { service: 'tuition' })).toEqual({
			rule: 1,
			unknown: 0,
			capacity: 0,
			delivery: 0
		});
		expect(await reasons(w, { service: 'housing' })).toEqual({
			rule: 0,
			unknown: 1,
			capacity: 0,
			delivery: 0
		});
		expect(await reasons(w, { service: 'food' })).toEqual({ rule: 0, unknown: 1, capacity: 0, delivery: 0 });
	});

	test('an offering that ended, or whose award ended, pays no more; one day in the quarter is enough', async () => {
		const award = { funder: 'HHS', fund_type: 'federal', amount_usd: 1000, start_date: '2010-10-01' };
		const w = await partnership([
			roster(people('n', 3)),
			{
				...Q,
				dataset: 'needs',
				rows: [...needs(['n-1'], 'tuition'), ...needs(['n-2'], 'housing'), ...needs(['n-3'], 'food')]
			},
			{
				...Q,
				dataset: 'awards',
				rows: [
					{ ...award, award_id: 'OLD', name: 'Old', end_date: '2014-12-31' },
					{ ...award, award_id: 'NEW', name: 'New', end_date: '2015-01-01' }
				]
			},
			offerings(
				line('tuition', { to_date: '2014-12-31' }),
				line('housing', { award_id: 'OLD' }),
				line('food', { award_id: 'NEW', status: 'pays_with_conditions' })
			)
		]);
		expect(await reasons(w, { service: 'tuition' })).toMatchObject({ rule: 1 });
		expect(await reasons(w, { service: 'housing' })).toMatchObject({ rule: 1 });
		expect(await reasons(w, { service: 'food' })).toMatchObject({ delivery: 1 });
	});

	test('places left go to the most urgent, then the earliest; the rest is a capacity gap', async () => {
		const w = await partnership([
			roster(people('n', 6)),
			{ ...Q, dataset: 'needs', rows: needs(range('n', 1, 5), 'child_care') },
			{
				...Q,
				dataset: 'deliveries',
				rows: each(['n-6'], 'delivery_id', { service: 'child_care', status: 'delivered', date: '2015-02-01' })
			},
			{ ...offerings(line('child_care', { offering_partner: 'navigators', capacity_per_quarter: 3 })) }
		]);
		expect(await reasons(w)).toEqual({ rule: 0, unknown: 0, capacity: 3, delivery: 2 });
	});

	test('places for anyone are shared over populations in proportion to unmet need, as whole people', async () => {
		const w = await partnership([
			roster(people('t', 5, { is_tanf: true }), people('r', 2, { is_refugee: true })),
			{ ...Q, dataset: 'needs', rows: needs([...range('t', 1, 5), ...range('r', 1, 2)], 'child_care') },
			offerings(line('child_care', { capacity_per_quarter: 3 }))
		]);
		expect(await reasons(w, { population: 'tanf' })).toMatchObject({ delivery: 2, capacity: 3 });
		expect(await reasons(w, { population: 'refugee' })).toMatchObject({ delivery: 1, capacity: 1 });
		expect(await reasons(w)).toMatchObject({ delivery: 3, capacity: 4 });
	});

	test('in a total, a person in two populations takes the mildest of their reasons', async () => {
		const w = await partnership([
			roster(people('b', 1, { is_tanf: true, is_refugee: true })),
			{ ...Q, dataset: 'needs', rows: needs(['b-1'], 'tuition') },
			offerings(
				line('tuition', { population: 'refugee' }),
				line('tuition', { population: 'tanf', status: 'cannot_pay' })
			)
		]);
		expect(await reasons(w, { population: 'tanf' })).toMatchObject({ rule: 1 });
		expect(await reasons(w, { population: 'refugee' })).toMatchObject({ delivery: 1 });
		expect(await reasons(w)).toEqual({ rule: 0, unknown: 0, capacity: 0, delivery: 1 });
	});

	test('a person with one need covered and one not is covered in the total over services', async () => {
		const w = await partnership([
			roster(people('n', 1)),
			{ ...Q, dataset: 'needs', rows: [...needs(['n-1'], 'tuition'), ...needs(['n-1'], 'food')] },
			{
				...Q,
				dataset: 'deliveries',
				rows: each(['n-1'], 'delivery_id', { service: 'food', status: 'delivered', date: '2015-02-01' })
			}
		]);
		const [total] = await rowsOf(w, 'need_coverage');
		expect(total).toMatchObject({ numerator: 1, denominator: 1 });
		expect(await reasons(w)).toEqual({ rule: 0, unknown: 0, capacity: 0, delivery: 0 });
	});
});

/** A small world: who is in which population and needs what, what was given, and what the matrix says. */
const world = fc.record({
	people: fc.array(
		fc.record({
			is_tanf: fc.boolean(),
			is_refugee: fc.boolean(),
			needs: fc.uniqueArray(fc.constantFrom('food', 'tuition'), { maxLength: 2 }),
			given: fc.boolean(),
			urgency: fc.constantFrom('low', 'high', null)
		}),
		{ minLength: 1, maxLength: 12 }
	),
	lines: fc.array(
		fc.record({
			service: fc.constantFrom('food', 'tuition'),
			population: fc.constantFrom('any', 'tanf', 'refugee'),
			status: fc.constantFrom('pays', 'pays_with_conditions', 'refers_only', 'cannot_pay', 'unknown'),
			capacity_per_quarter: fc.constantFrom(null, 0, 1, 2, 5)
		}),
		{ maxLength: 5 }
	)
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function filesOf({ people: persons, lines: matrix }: World): File[] {
	const named = persons.map((person, at) => ({ ...person, participant_id: `w-${at + 1}` }));
	return [
		roster(
			named.map(({ participant_id, is_tanf, is_refugee }) => ({
				participant_id,
				intake_date: '2015-01-05',
				is_tanf,
				is_refugee
			}))
		),
		{
			...Q,
			dataset: 'needs',
			rows: named.flatMap((person) =>
				person.needs.flatMap((service) =>
					needs([person.participant_id], service, { urgency: person.urgency })
				)
			)
		},
		{
			...Q,
			dataset: 'deliveries',
			rows: each(
				named.filter((person) => person.given).map((person) => person.participant_id),
				'delivery_id',
				{ service: 'food', status: 'delivered', date: '2015-02-01' }
			)
		},
		offerings(...matrix.map((entry) => line(entry.service, { ...entry })))
	];
}

const ALL = [[], ['service'], ['population'], ['service', 'population']];

describe('whatever the world looks like', { timeout: 120_000 }, () => {
	let w: Warehouse;

	/** Each world is the next state of one home. */
	beforeAll(async () => {
		w = await partnership(filesOf({ people: [], lines: [] }));
	});

	test('the four reasons add up to the people in need who are not covered, and nobody is counted twice', async () => {
		await fc.assert(
			fc.asyncProperty(world, async (one) => {
				await publish(w, filesOf(one));
				const inNeed = one.people.filter((person) => person.needs.length > 0).length;
				const served = one.people.filter((person) => person.given || person.needs.length > 0).length;
				expect((await rowsOf(w, 'people_served'))[0]?.value).toBe(served);
				expect((await rowsOf(w, 'service_need'))[0]?.value).toBe(inNeed);
				for (const by of ALL) {
					const gaps = await rowsOf(w, 'gap_reason', { by });
					const rates = await rowsOf(w, 'need_coverage', { by });
					for (const rate of rates) {
						const mine = gaps.filter((row) => by.every((name) => row[name] === rate[name]));
						const sum = mine.reduce((all, row) => all + (row.value ?? 0), 0);
						expect(sum).toBe((rate.denominator ?? 0) - (rate.numerator ?? 0));
						expect(rate.denominator).toBeLessThanOrEqual(inNeed);
					}
				}
			}),
			{ numRuns: 10 }
		);
	});

	test('one more offering never makes the rule gap larger', async () => {
		const more = fc.record({
			service: fc.constantFrom('food', 'tuition'),
			population: fc.constantFrom('any', 'tanf')
		});
		await fc.assert(
			fc.asyncProperty(world, more, async (one, extra) => {
				const bigger = [
					...one.lines,
					{ ...extra, status: 'pays' as const, capacity_per_quarter: 1 as const }
				];
				const before = await publish(w, filesOf(one));
				const after = await publish(w, filesOf({ ...one, lines: bigger }));
				for (const by of [['population'], ['service', 'population'], []]) {
					const rule = (state: number) => rowsOf(w, 'gap_reason', { by, where: { reason: 'rule' }, state });
					const is = valuesBy(await rule(after), by);
					const was = valuesBy(await rule(before), by);
					for (const [place, value] of Object.entries(is))
						expect(value).toBeLessThanOrEqual(Number(was[place] ?? 0));
				}
			}),
			{ numRuns: 4 }
		);
	});

	test('where nobody has said whether it may be paid, nobody is told that a rule forbids it', async () => {
		await fc.assert(
			fc.asyncProperty(world, async (one) => {
				const said = [
					{ service: 'food', population: 'any', status: 'unknown', capacity_per_quarter: null }
				] as const;
				const state = await publish(w, filesOf({ ...one, lines: [...one.lines, ...said] }));
				const rule = await rowsOf(w, 'gap_reason', {
					by: ['service', 'population'],
					where: { reason: 'rule' },
					state
				});
				for (const row of rule.filter(({ service }) => service === 'food')) expect(row.value).toBe(0);
				const lines = new Set(one.lines.map(({ service }) => service));
				for (const row of rule.filter(({ service }) => service === 'tuition' && !lines.has('tuition')))
					expect(row.value).toBe(0);
			}),
			{ numRuns: 5 }
		);
	});

	test('the order of rows in the files changes nothing', async () => {
		const asked = [
			'gap_reason',
			'need_coverage',
			'days_to_service',
			'capacity_coverage',
			'nominal_coverage',
			'denials'
		];
		await fc.assert(
			fc.asyncProperty(world, async (one) => {
				const files = filesOf(one);
				const states = [
					await publish(w, files),
					await publish(
						w,
						files.map((file) => ({ ...file, rows: [...file.rows].reverse() }))
					)
				];
				for (const measure of asked) {
					const by = measure === 'denials' ? ['service'] : ['service', 'population'];
					const [first, second] = await Promise.all(states.map((state) => rowsOf(w, measure, { by, state })));
					expect(second, measure).toEqual(first);
				}
			}),
			{ numRuns: 3 }
		);
	});

	test('one more place never makes less of the need covered by capacity, nor more than all of it', async () => {
		await fc.assert(
			fc.asyncProperty(world, async (one) => {
				const more = { service: 'food', population: 'any', status: 'pays', capacity_per_quarter: 1 } as const;
				const states = [
					await publish(w, filesOf(one)),
					await publish(w, filesOf({ ...one, lines: [...one.lines, more] }))
				];
				for (const by of [['service'], ['service', 'population'], []]) {
					const [before, after] = await Promise.all(
						states.map((state) => rowsOf(w, 'capacity_coverage', { by, state }))
					);
					const was = valuesBy(before ?? [], by, 'numerator');
					for (const row of after ?? []) {
						const place = by.map((name) => row[name]).join('/');
						expect(row.numerator).toBeGreaterThanOrEqual(Number(was[place] ?? 0));
						expect(row.numerator).toBeLessThanOrEqual(row.denominator ?? 0);
					}
				}
			}),
			{ numRuns: 3 }
		);
	});
});
