import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseSupportSteps, isWith, type SupportPeople } from '$lib/server/disclosure';

const MONTHS = [1, 2, 3, 4, 5, 6];

const person = fc.record({
	stratum: fc.constantFrom('a', 'b', 'c'),
	entry: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3 }),
	month: fc.integer({ min: 1, max: 6 }),
	kind: fc.constantFrom('completed', 'withdrew', 'transferred', 'active'),
	people: fc.integer({ min: 1, max: 60 })
});

/** Whoever gets it in the month of leaving or later has not got it in time. */
function inTime(people: SupportPeople[]): SupportPeople[] {
	return people.map((one) => ({
		...one,
		entry: one.entry !== null && one.entry < one.month ? one.entry : null
	}));
}

function total(people: SupportPeople[]): number {
	return people.reduce((sum, one) => sum + one.people, 0);
}

/** Every number that the steps of some people show, or that two of them less one another show, counted here anew. */
function shown(people: SupportPeople[], ends: number[]): number[] {
	return ends.flatMap((to, at) => {
		const from = ends[at - 1] ?? 0;
		const watched = people.filter(({ month }) => month > from);
		const groups = [true, false].map((has) => watched.filter((one) => isWith(one, from) === has));
		const leave = (some: SupportPeople[], kind: string) =>
			total(some.filter((one) => one.month <= to && one.kind === kind));
		return groups.flatMap((some) => [
			total(some),
			leave(some, 'completed'),
			leave(some, 'withdrew'),
			total(some) - leave(some, 'completed') - leave(some, 'withdrew')
		]);
	});
}

it('shows no step with one to ten people, for everybody, within a stratum, or of the strata left over', () => {
	let told = 0;
	let within = 0;
	fc.assert(
		fc.property(fc.array(person, { minLength: 6, maxLength: 40 }), (list) => {
			const people = inTime(list);
			const margins = {
				everybody: MONTHS,
				received: [MONTHS, MONTHS] as [number[], number[]],
				strata: { a: MONTHS, b: MONTHS, c: MONTHS }
			};
			const { ends, strata } = chooseSupportSteps(people, margins, 11);
			const left = people.filter(({ stratum }) => !strata.names.includes(stratum));
			const numbers = [
				...shown(people, ends),
				...strata.names.flatMap((name) =>
					shown(
						people.filter(({ stratum }) => stratum === name),
						strata.ends
					)
				),
				...(strata.names.length > 0 ? shown(left, strata.ends) : [])
			];
			expect(numbers.filter((count) => count > 0 && count < 11)).toEqual([]);
			told += ends.length;
			within += strata.names.length;
		}),
		{ numRuns: 300, seed: 4 }
	);
	expect(told).toBeGreaterThan(20);
	expect(within).toBeGreaterThan(5);
});

it('lets no step reach past a month that only one of the two curves shows', () => {
	const people: SupportPeople[] = [
		{ stratum: 'a', entry: 0, month: 6, kind: 'completed', people: 40 },
		{ stratum: 'a', entry: null, month: 6, kind: 'completed', people: 40 }
	];
	const margins = {
		everybody: MONTHS,
		received: [
			[2, 3, 6],
			[2, 6]
		] as [number[], number[]],
		strata: { a: [2, 6] }
	};
	expect(chooseSupportSteps(people, margins, 11).ends).toEqual([2]);
});
