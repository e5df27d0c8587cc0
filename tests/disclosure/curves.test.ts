import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	countLeavers,
	protectCurves,
	type CurveBreakdown,
	type CurveGroup,
	type ProtectedCurve
} from '$lib/server/disclosure';
import { ProgramDraft, solveEach, type Objective, type Terms } from '$lib/server/solver';

type Month = { withdrew?: number; completed?: number; censored?: number };

/** A group of `size` people and what happened to them month by month. */
function group(size: number, months: Month[], at: Record<string, string> = {}): CurveGroup {
	let watched = size;
	const steps = months.map(({ withdrew = 0, completed = 0, censored = 0 }, index) => {
		const step = { time: index + 1, at_risk: watched, events: { withdrew, completed }, censored };
		watched -= withdrew + completed + censored;
		return step;
	});
	return { at, steps };
}

function everybody(size: number, months: Month[]): ProtectedCurve {
	const breakdown: CurveBreakdown = { by: [], kind: 'partition', groups: [group(size, months)] };
	return protectCurves([breakdown], { threshold: 11 })[0]?.curves[0] as ProtectedCurve;
}

const shown = (curve: ProtectedCurve | undefined) => (curve?.steps ?? []).filter(({ hidden }) => !hidden);
const months = (curve: ProtectedCurve | undefined) => shown(curve).map(({ time }) => time);

describe('a curve', () => {
	it('shows a step of eleven people and merges a step of ten with the next', () => {
		const curve = everybody(100, [{ withdrew: 11 }, { withdrew: 10 }, { withdrew: 1 }, { censored: 78 }]);
		expect(months(curve)).toEqual([1, 3, 4]);
		expect(shown(curve).map(({ events }) => events.withdrew)).toEqual([11, 11, 0]);
		expect(shown(curve).map(({ at_risk }) => at_risk)).toEqual([100, 89, 78]);
		expect(shown(curve).map(({ from, merged }) => [from, merged])).toEqual([
			[1, false],
			[2, true],
			[4, false]
		]);
	});

	it('says nothing of a month that is merged into a later one', () => {
		const curve = everybody(100, [{ withdrew: 11 }, { withdrew: 10 }, { withdrew: 1 }, { censored: 78 }]);
		const nothing = { at_risk: 0, events: {}, merged: false, isTail: false };
		expect(curve.steps[1]).toEqual({ time: 2, hidden: true, from: 2, ...nothing });
	});

	it('stops where ten people are at risk, and goes on where eleven are', () => {
		const ten = everybody(31, [{ withdrew: 21 }, {}, { completed: 10 }]);
		const eleven = everybody(32, [{ withdrew: 21 }, {}, { completed: 11 }]);
		expect(months(ten)).toEqual([]);
		expect(months(eleven)).toEqual([1, 2, 3]);
	});

	it('merges the states of a pathway together, since they add up to everybody', () => {
		const curve = everybody(100, [
			{ withdrew: 12, completed: 3 },
			{ withdrew: 11, completed: 9 },
			{ censored: 65 }
		]);
		expect(months(curve)).toEqual([2, 3]);
		expect(shown(curve)[0]?.events).toEqual({ withdrew: 23, completed: 12 });
	});

	it('takes back its last point when what follows it is a few people', () => {
		const curve = everybody(60, [{ withdrew: 15 }, { withdrew: 20 }, { censored: 14 }, { withdrew: 11 }]);
		expect(months(curve)).toEqual([1, 2, 3, 4]);
		const few = everybody(60, [
			{ withdrew: 15 },
			{ withdrew: 20 },
			{ censored: 14 },
			{ withdrew: 6, completed: 5 }
		]);
		expect(few.joined).toEqual(['completed']);
		expect(shown(few).map(({ from, time, events }) => [from, time, events.withdrew])).toEqual([
			[1, 1, 15],
			[2, 4, 26]
		]);
	});

	it('tells who withdrew later than who completed, beside all others together', () => {
		/* After month 2 nine complete and nine are no longer watched: too few each, enough together. */
		const curve = everybody(120, [
			{ withdrew: 20, completed: 15, censored: 11 },
			{ withdrew: 20, completed: 12, censored: 11 },
			{ withdrew: 13, completed: 6, censored: 6 },
			{ completed: 3, censored: 3 }
		]);
		expect(shown(curve).map(({ time, isTail, events }) => [time, isTail, events])).toEqual([
			[1, false, { withdrew: 20, completed: 15 }],
			[2, true, { withdrew: 20 }]
		]);
	});

	it('does not tell a rare way of leaving apart from others', () => {
		const curve = everybody(100, [{ withdrew: 20, completed: 4 }, { withdrew: 20 }, { censored: 56 }]);
		expect(curve.joined).toEqual(['completed']);
		expect(shown(curve).map(({ events }) => Object.keys(events))).toEqual(
			shown(curve).map(() => ['withdrew'])
		);
	});

	it('is withheld, with the reason, for a group of ten', () => {
		const curve = everybody(10, [{ completed: 10 }]);
		expect(curve.withheld).toBe('Fewer than 11 people started.');
		expect(shown(curve)).toEqual([]);
		expect(everybody(11, [{ completed: 11 }]).withheld).toBeNull();
	});

	it('is withheld when the table of its totals withholds how many started', () => {
		const hidden = { ...group(50, [{ completed: 50 }]), hidden: ['at_risk'] };
		const [answer] = protectCurves([{ by: [], kind: 'partition', groups: [hidden] }], { threshold: 11 });
		expect(answer?.curves[0]?.withheld).toContain('withheld');
	});
});

/** Curves of everybody and of the groups that make them up. */
function partition(groups: CurveGroup[]): CurveBreakdown[] {
	const length = Math.max(...groups.map(({ steps }) => steps.length));
	const sum = (pick: (step: CurveGroup['steps'][number]) => number, month: number) =>
		groups.reduce((running, { steps }) => running + (steps[month] ? pick(steps[month]) : 0), 0);
	const steps = Array.from({ length }, (_, month) => ({
		time: month + 1,
		at_risk: sum((step) => step.at_risk, month),
		events: {
			withdrew: sum((step) => step.events.withdrew ?? 0, month),
			completed: sum((step) => step.events.completed ?? 0, month)
		},
		censored: sum((step) => step.censored, month)
	}));
	return [
		{ by: [], kind: 'partition', groups: [{ at: {}, steps }] },
		{ by: ['program'], kind: 'partition', groups }
	];
}

describe('curves of groups', () => {
	it('stand on the same months in one table: 1, 2, 3, 6, 9, 12 … when a group is small', () => {
		const year = Array.from({ length: 12 }, () => ({ withdrew: 15 }));
		const large = group(600, [...year, { censored: 420 }], { program: 'a' });
		const small = group(300, [...year, { censored: 120 }], { program: 'b' });
		const [, table] = protectCurves(partition([large, small]), { threshold: 11 });
		expect(table?.curves.map(months)).toEqual([
			[1, 2, 3, 6, 9, 12],
			[1, 2, 3, 6, 9, 12]
		]);
		const [, alone] = protectCurves(partition([large]), { threshold: 11 });
		expect(alone?.curves[0]?.steps).toHaveLength(13);
	});

	it('withholds a second group when everybody less the others would show ten people', () => {
		const months = [{}, {}, { completed: 20 }, {}, {}, { censored: 20 }];
		const groups = ['a', 'b'].map((program) => group(40, months, { program }));
		const ten = group(10, [{}, {}, { completed: 5 }, {}, {}, { censored: 5 }], { program: 'c' });
		const [, table] = protectCurves(partition([...groups, ten]), { threshold: 11 });
		expect(table?.curves.filter(({ withheld }) => withheld !== null)).toHaveLength(2);
	});

	it('leaves a month that everybody hides out of one group, since all groups together are everybody', () => {
		/* Of two groups ten each leave in month 4 and three and two in month 6: five of everybody are too few, 13 and 12 are not. */
		const leave = (sixth: number): Month[] => [
			{ withdrew: 12 },
			{},
			{},
			{ withdrew: 10 },
			{},
			{ withdrew: sixth },
			{ withdrew: 20 },
			{ completed: 58 - sixth }
		];
		const groups = [group(100, leave(3), { program: 'a' }), group(100, leave(2), { program: 'b' })];
		const [whole, table] = protectCurves(partition(groups), { threshold: 11 });
		expect(months(whole?.curves[0])).toEqual([1, 2, 3, 4, 5, 7, 8]);
		expect(table?.curves.filter((curve) => months(curve).includes(6))).toHaveLength(1);
	});

	it('counts who is outside a population as a group, since everybody less the population tells of it', () => {
		/* Outside fifteen withdraw in month 1 and two in month 2; the other forty complete in month 3. */
		const inside = group(150, [{ withdrew: 20 }, { withdrew: 28 }, { completed: 102 }], {
			population: 'tanf'
		});
		const all = group(207, [{ withdrew: 35 }, { withdrew: 30 }, { completed: 142 }]);
		const populations = { by: ['population'], kind: 'overlapping' as const, groups: [inside] };
		const [whole, table] = protectCurves([{ by: [], kind: 'partition', groups: [all] }, populations], {
			threshold: 11
		});
		expect(months(whole?.curves[0])).toEqual([1, 2, 3]);
		const shownOfInside = months(table?.curves[0]);
		expect(shownOfInside).not.toEqual(expect.arrayContaining([1, 2]));
		expect(shownOfInside.length).toBeGreaterThan(0);
	});

	it('never lets anybody work out a month of a group that it hides', { timeout: 60_000 }, async () => {
		const month = fc.record({ withdrew: fc.nat(24), completed: fc.nat(14), censored: fc.nat(8) });
		const seen = { points: 0, tail: 0 };
		const made = fc.array(fc.array(month, { minLength: 8, maxLength: 8 }), { minLength: 3, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(made, async (lists) => {
				const breakdowns = partition(lists.map((list, at) => closed(list, { program: `g${at}` })));
				expect(await workedOut(breakdowns, seen)).toEqual([]);
			}),
			{ numRuns: 60, seed: 7 }
		);
		expect(seen.points).toBeGreaterThan(300);
		expect(seen.tail).toBeGreaterThan(30);
	});
});

/** The group of exactly the people who leave, so that its last month leaves nobody. */
function closed(list: Required<Month>[], at: Record<string, string>): CurveGroup {
	const size = list.reduce(
		(sum, { withdrew, completed, censored }) => sum + withdrew + completed + censored,
		0
	);
	return group(size, list, at);
}

/** How many points were shown, and how many of them tell of withdrawing alone. */
interface Seen {
	points: number;
	tail: number;
}

/** Whether a kind cannot be told apart from others; who is watched no longer is what these leave over. */
function isJoined({ joined }: ProtectedCurve, kind: string): boolean {
	return joined.includes(kind) || (kind === 'censored' && joined.length > 0);
}

/** Counts between two months of the grid that everything published shows to be 1 to 10, and the points it is made of. */
async function workedOut(breakdowns: CurveBreakdown[], seen: Seen): Promise<string[]> {
	const answers = protectCurves(breakdowns, { threshold: 11 });
	const points = answers.flatMap(({ curves }) => curves).flatMap(shown);
	seen.points += points.length;
	seen.tail += points.filter(({ isTail }) => isTail).length;
	const groups = breakdowns[1]?.groups ?? [];
	const draft = new ProgramDraft();
	const kinds = ['withdrew', 'completed', 'censored'];
	const columns = groups.map(({ steps }) =>
		steps.map(() => kinds.map(() => draft.addColumn({ lower: 0, upper: 1000 })))
	);
	const cells = (who: number[], from: number, to: number, some: string[]): Terms =>
		who.flatMap((g) =>
			(columns[g] ?? [])
				.slice(from, to)
				.flatMap((step) => some.map((kind): [number, number] => [step[kinds.indexOf(kind)] ?? 0, 1]))
		);
	answers.forEach(({ by, curves }, b) =>
		curves.forEach((curve, c) => {
			const who = by.length === 0 ? groups.map((_, g) => g) : [c];
			const size = breakdowns[b]?.groups[c]?.steps[0]?.at_risk ?? 0;
			for (const { hidden, from, time, at_risk, events } of curve.steps) {
				if (hidden) continue;
				draft.addRow(size - at_risk, size - at_risk, cells(who, 0, from - 1, kinds));
				for (const [kind, count] of Object.entries(events))
					draft.addRow(count, count, cells(who, from - 1, time, [kind]));
			}
			if (curve.withheld !== null) return;
			draft.addRow(size, size, cells(who, 0, 1000, kinds));
			/* What the tables of the same people tell of everybody who left in one way. */
			for (const kind of kinds.filter((one) => !isJoined(curve, one))) {
				const all = countLeavers([breakdowns[b]?.groups[c] as CurveGroup], [kind], 0, 1000);
				draft.addRow(all, all, cells(who, 0, 1000, [kind]));
			}
		})
	);
	const program = draft.pack('minimize');
	const grid = [0, 2, 3, 6, 8];
	const told = [['withdrew'], ['completed'], ['censored'], ['completed', 'censored']];
	const asked = groups.flatMap((_, g) =>
		told.flatMap((some) => grid.slice(1).map((to, at) => ({ g, some, from: grid[at] ?? 0, to })))
	);
	const objectives = asked.flatMap(({ g, some, from, to }): Objective[] =>
		(['minimize', 'maximize'] as const).map((sense) => ({ sense, terms: cells([g], from, to, some) }))
	);
	const bounds = await solveEach(program, objectives);
	return asked.flatMap(({ g, some, from, to }, at) => {
		const [low, high] = [bounds[2 * at]?.objective ?? 0, bounds[2 * at + 1]?.objective ?? 0];
		return low > 0.5 && high < 10.5 ? [`${g} ${some.join()} ${from}-${to}: ${low} to ${high}`] : [];
	});
}
