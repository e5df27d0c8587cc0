import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	chooseStrataSteps,
	protectCurves,
	type CurveBreakdown,
	type ProtectedCurve,
	type StratumPeople
} from '$lib/server/disclosure';
import { ProgramDraft, solveEach, type Objective, type Terms } from '$lib/server/solver';

const [GROUPS, STRATA, MONTHS, KINDS] = [
	['a', 'b'],
	['x', 'y', 'z'],
	[1, 2, 3, 4],
	['withdrew', 'completed']
];

type Fits = (one: StratumPeople) => boolean;

function sum(people: StratumPeople[], fits: Fits = () => true): number {
	return people.filter(fits).reduce((all, one) => all + one.people, 0);
}

/** The curves of everybody, of the groups and of the strata, as they are published. */
function curvesOf(people: StratumPeople[]): { by: string; fits: Fits; curve: ProtectedCurve }[] {
	const steps = (fits: Fits) =>
		MONTHS.map((time) => ({
			time,
			at_risk: sum(people, (one) => fits(one) && one.month >= time),
			events: Object.fromEntries(
				KINDS.map((kind) => [
					kind,
					sum(people, (one) => fits(one) && one.month === time && one.kind === kind)
				])
			),
			censored: 0
		}));
	const groups = GROUPS.map((value) => ({
		at: { group: value },
		steps: steps(({ group }) => group === value)
	}));
	const strata = STRATA.map((value) => ({
		at: { stratum: value },
		steps: steps(({ stratum }) => stratum === value)
	}));
	const breakdowns: CurveBreakdown[] = [
		{ by: [], kind: 'partition', groups: [{ at: {}, steps: steps(() => true) }] },
		{ by: ['group'], kind: 'partition', groups },
		{ by: ['stratum'], kind: 'partition', groups: strata }
	];
	return protectCurves(breakdowns, { threshold: 11 }).flatMap(({ by, curves }) =>
		curves.map((curve) => ({
			by: by.join(),
			curve,
			fits: ({ group, stratum }: StratumPeople) =>
				[group, undefined].includes(curve.at.group) && [stratum, undefined].includes(curve.at.stratum)
		}))
	);
}

function monthsOf({ steps, withheld }: ProtectedCurve): number[] {
	const shown = withheld === null ? steps.filter(({ hidden }) => !hidden) : [];
	return shown.every(({ events }) => 'withdrew' in events) ? shown.map(({ time }) => time) : [];
}

/** Counts of a group within a stratum that everything told shows to be one to ten, and how many strata are told. */
async function workedOut(people: StratumPeople[]): Promise<{ leaks: string[]; told: number }> {
	const curves = curvesOf(people);
	const margin = (by: string) =>
		Object.fromEntries(
			curves.filter((one) => one.by === by).map(({ curve }) => [curve.at[by] ?? '', monthsOf(curve)])
		);
	const margins = { groups: margin('group'), strata: margin('stratum') };
	const { ends, groups, strata } = chooseStrataSteps(people, margins, 11);
	if (strata.length === 0) return { leaks: [], told: 0 };
	const draft = new ProgramDraft();
	const columns = people.map(() => draft.addColumn({ lower: 0, upper: 10_000 }));
	const terms = (fits: Fits): Terms =>
		people.flatMap((one, at) => (fits(one) ? [[columns[at] ?? 0, 1] as [number, number]] : []));
	const tell = (fits: Fits) => draft.addRow(sum(people, fits), sum(people, fits), terms(fits));
	for (const { curve, fits } of curves.filter((one) => one.curve.withheld === null)) {
		tell(fits);
		for (const kind of KINDS.filter((one) => !curve.joined.includes(one)))
			tell((one) => fits(one) && one.kind === kind);
		for (const { hidden, from, time, events } of curve.steps) {
			if (hidden) continue;
			tell((one) => fits(one) && one.month >= from);
			for (const kind of Object.keys(events))
				tell((one) => fits(one) && one.kind === kind && one.month >= from && one.month <= time);
		}
	}
	for (const group of groups)
		for (const stratum of strata)
			ends.forEach((to, at) => {
				const isOwn: Fits = (one) =>
					one.group === group && one.stratum === stratum && one.month > (ends[at - 1] ?? 0);
				tell(isOwn);
				tell((one) => isOwn(one) && one.month <= to && one.kind === 'withdrew');
			});
	const asked = GROUPS.flatMap((group) =>
		STRATA.flatMap((stratum) =>
			MONTHS.flatMap((month) =>
				KINDS.map((kind) => ({
					name: `${group} ${stratum} ${month} ${kind}`,
					fits: (one: StratumPeople) =>
						one.group === group && one.stratum === stratum && one.month === month && one.kind === kind
				}))
			)
		)
	);
	const objectives = asked.flatMap(({ fits }): Objective[] =>
		(['minimize', 'maximize'] as const).map((sense) => ({ sense, terms: terms(fits) }))
	);
	const bounds = await solveEach(draft.pack('minimize'), objectives);
	const leaks = asked.flatMap(({ name }, at) => {
		const [low, high] = [bounds[2 * at]?.objective ?? 0, bounds[2 * at + 1]?.objective ?? 0];
		return low > 0.5 && high < 10.5 ? [`${name}: ${low} to ${high}`] : [];
	});
	return { leaks, told: strata.length };
}

it('never lets anybody work out a month of a group within a program', { timeout: 60_000 }, async () => {
	const count = fc.constantFrom(0, 3, 12, 20, 30);
	const cells = GROUPS.length * STRATA.length * MONTHS.length * KINDS.length;
	let told = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(count, { minLength: cells, maxLength: cells }), async (counts) => {
			const people = GROUPS.flatMap((group) =>
				STRATA.flatMap((stratum) =>
					MONTHS.flatMap((month) => KINDS.map((kind) => ({ group, stratum, month, kind, people: 0 })))
				)
			).map((one, at) => ({ ...one, people: counts[at] ?? 0 }));
			const found = await workedOut(people);
			expect(found.leaks).toEqual([]);
			told += found.told;
		}),
		{ numRuns: 60, seed: 3 }
	);
	expect(told).toBeGreaterThan(10);
});

/** Who left within the first month, as completed and as still in training, of groups a and b in strata x and y; many stay. */
function leftBy(cells: Record<string, [completed: number, active: number]>): StratumPeople[] {
	return Object.entries(cells).flatMap(([name, [completed, active]]) => {
		const place = { group: name[0] ?? '', stratum: name[1] ?? '' };
		return [
			{ ...place, month: 1, kind: 'completed', people: completed },
			{ ...place, month: 1, kind: 'active', people: active },
			{ ...place, month: 2, kind: 'active', people: 30 }
		];
	});
}

it('tells no steps where nobody of one stratum completed, so that three of a group in the other are known to be in training', () => {
	const margins = { groups: { a: [1], b: [1] }, strata: { x: [1], y: [1] } };
	const told = (cells: Parameters<typeof leftBy>[0]) => chooseStrataSteps(leftBy(cells), margins, 11).strata;
	expect(told({ ax: [12, 3], bx: [12, 8], ay: [0, 12], by: [0, 12] })).toEqual([]);
	expect(told({ ax: [12, 3], bx: [12, 8], ay: [12, 12], by: [12, 12] })).toEqual(['y', 'x']);
});
