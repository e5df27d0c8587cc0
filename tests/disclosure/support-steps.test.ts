import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	chooseSupportSteps,
	isWith,
	tablesOf,
	type SupportPeople,
	type ToldSupport
} from '$lib/server/disclosure';

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
			const { ends, strata } = chooseSupportSteps(people, margins, { threshold: 11 });
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
	expect(chooseSupportSteps(people, margins, { threshold: 11 }).ends).toEqual([2]);
});

/** What is told of some people beside what was told before. */
function tell(people: SupportPeople[], told: ToldSupport[]): ToldSupport {
	const strata = { a: MONTHS, b: MONTHS, c: MONTHS };
	const margins = { everybody: MONTHS, received: [MONTHS, MONTHS] as [number[], number[]], strata };
	const steps = chooseSupportSteps(people, margins, { threshold: 11, told });
	const of = (stratum: string) => people.filter((one) => one.stratum === stratum);
	return {
		tables: tablesOf(people, steps.ends),
		strata: steps.strata.names.map((stratum) => ({
			stratum,
			tables: tablesOf(of(stratum), steps.strata.ends)
		}))
	};
}

/** Counts of the same step in two states that differ by one to ten people; of everybody, of a stratum, and of those in no stratum that both tell. */
function smallChanges(was: ToldSupport, is: ToldSupport): number[] {
	const named = is.strata.flatMap(({ stratum, tables }) => {
		const before = was.strata.find((one) => one.stratum === stratum)?.tables ?? [];
		return before.length > 0 ? [{ before, tables }] : [];
	});
	const pairs = [{ before: was.tables, tables: is.tables }, ...named];
	return pairs.flatMap(({ before, tables }) =>
		tables.flatMap((table) => {
			const old = before.find(({ received, from }) => received === table.received && from === table.from);
			if (!old) return [];
			if (old.to !== table.to) return [1];
			const counts = (one: typeof table) => [
				one.at_risk,
				one.completed,
				one.withdrew,
				one.at_risk - one.completed - one.withdrew
			];
			return counts(table)
				.map((count, at) => Math.abs(count - (counts(old)[at] ?? 0)))
				.filter((change) => change > 0 && change < 11);
		})
	);
}

it('tells no step anew of which two states, one less the other, would tell of one to ten people', () => {
	const more = fc.array(fc.tuple(person, fc.integer({ min: 1, max: 25 })), { minLength: 1, maxLength: 3 });
	const found = { leaking: 0, kept: 0 };
	fc.assert(
		fc.property(fc.array(person, { minLength: 6, maxLength: 30 }), more, (list, grown) => {
			const before = inTime(list);
			const after = [...before, ...inTime(grown.map(([one, people]) => ({ ...one, people })))];
			const was = tell(before, []);
			if (smallChanges(was, tell(after, [])).length > 0) found.leaking += 1;
			const is = tell(after, [was]);
			expect(smallChanges(was, is)).toEqual([]);
			found.kept += is.tables.length;
		}),
		{ numRuns: 300, seed: 5 }
	);
	expect(found.leaking).toBeGreaterThan(20);
	expect(found.kept).toBeGreaterThan(20);
});
