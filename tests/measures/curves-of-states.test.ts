import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellKey } from '$lib/server/disclosure';
import { placeKey } from '../../src/lib/server/measures/families';
import type { CountedCurves, KeptCurves } from '../../src/lib/server/measures/kept/curves';
import { protectCountedCurves } from '../../src/lib/server/measures/kept/protect-counted-curves';

const THRESHOLD = 11;
const ALONE = { cells: new Map(), hidden: new Set<string>(), threshold: THRESHOLD };

/** A group of everybody in which so many withdraw, complete and stay on in each month. */
function counted(months: { withdrew: number; completed: number; censored: number }[]): CountedCurves {
	let at_risk = months.reduce((sum, one) => sum + one.withdrew + one.completed + one.censored, 0);
	const steps = months.map(({ withdrew, completed, censored }, at) => {
		const step = { time: at + 1, at_risk, events: { withdrew, completed, transferred: 0 }, censored };
		at_risk -= withdrew + completed + censored;
		return step;
	});
	return [{ by: [], kind: 'partition', groups: [{ at: {}, steps }] }];
}

/** By the end of each month that is shown, how many had withdrawn and completed, as far as these are told. */
function toldBy(curves: KeptCurves): Map<number, number[]> {
	let [withdrew, completed] = [0, 0];
	const shown = curves[0]?.groups[0]?.steps.filter(({ hidden }) => !hidden) ?? [];
	return new Map(
		shown.map(({ time, events }) => {
			withdrew += events.withdrew ?? 0;
			completed += events.completed ?? 0;
			return [time, events.completed === undefined ? [withdrew] : [withdrew, completed]];
		})
	);
}

test('two states of a curve, one less the other, never tell of one to ten people', () => {
	const month = fc.record({ withdrew: fc.nat(30), completed: fc.nat(30), censored: fc.nat(30) });
	const more = fc.record({ withdrew: fc.nat(12), completed: fc.nat(12), censored: fc.nat(12) });
	const pair = fc.array(fc.tuple(month, more), { minLength: 4, maxLength: 8 });
	let shared = 0;
	fc.assert(
		fc.property(pair, (pairs) => {
			const before = protectCountedCurves(counted(pairs.map(([one]) => one)), ALONE, []);
			const grown = pairs.map(([one, other]) => ({
				withdrew: one.withdrew + other.withdrew,
				completed: one.completed + other.completed,
				censored: one.censored + other.censored
			}));
			const [was, is] = [toldBy(before), toldBy(protectCountedCurves(counted(grown), ALONE, [before]))];
			const both = [...is.keys()].filter((time) => was.has(time));
			const apart = [
				[0, 0],
				...both.map((time) => (is.get(time) ?? []).map((count, at) => count - (was.get(time)?.[at] ?? NaN)))
			];
			for (const [at, later] of apart.entries())
				for (const earlier of apart.slice(0, at))
					later.forEach((count, kind) => {
						const people = Math.abs(count - (earlier[kind] ?? NaN));
						expect(people > 0 && people < THRESHOLD, `${people}`).toBe(false);
					});
			shared += both.length;
		}),
		{ seed: 11 }
	);
	expect(shared).toBeGreaterThan(20);
});

/** The same curve told with longer steps: these of its points stand for those before them as well. */
function longerSteps(curves: KeptCurves, kept: (place: number) => boolean): KeptCurves {
	return curves.map((breakdown) => ({
		...breakdown,
		groups: breakdown.groups.map((group) => ({
			...group,
			steps: group.steps
				.filter(({ hidden }) => !hidden)
				.flatMap((step, place, all) => {
					if (!kept(place)) return [];
					const before = all.slice(0, place).findLastIndex((_, at) => kept(at));
					const joined = all.slice(before + 1, place + 1);
					const sum = (kind: string) => joined.reduce((many, { events }) => many + (events[kind] ?? 0), 0);
					const events = Object.fromEntries(Object.keys(step.events).map((kind) => [kind, sum(kind)]));
					return [{ ...step, at_risk: joined[0]?.at_risk ?? 0, events }];
				})
		}))
	}));
}

test('two states of the same people, told at different months, never tell of one to ten who left between them', () => {
	const month = fc.record({ withdrew: fc.nat(20), completed: fc.nat(20), censored: fc.nat(30) });
	const many = fc.array(month, { minLength: 6, maxLength: 10 });
	let [between, refused] = [0, 0];
	fc.assert(
		fc.property(many, fc.integer({ min: 2, max: 3 }), (months, every) => {
			const alone = protectCountedCurves(counted(months), ALONE, []);
			const before = longerSteps(alone, (place) => place % every === 1);
			/* Two more people came since, who withdrew in the first month. */
			const grown = months.map((one, at) => ({ ...one, withdrew: one.withdrew + (at === 0 ? 2 : 0) }));
			const since = protectCountedCurves(counted(grown), ALONE, [before]);
			const [was, is] = [toldBy(before), toldBy(since)];
			for (const [time, counts] of is)
				for (const [other, told] of was) {
					if (time === other) continue;
					const people = counts.map((count, kind) => Math.abs(count - (told[kind] ?? NaN)));
					expect(people.filter((some) => some > 0 && some < THRESHOLD)).toEqual([]);
					between += 1;
				}
			refused += toldBy(protectCountedCurves(counted(grown), ALONE, [])).size - is.size;
		}),
		{ seed: 12 }
	);
	expect(between).toBeGreaterThan(20);
	expect(refused).toBeGreaterThan(20);
});

test('after a step of several months every estimate is rounded, or the months inside could be worked out', () => {
	const months = [
		{ withdrew: 0, completed: 0, censored: 0 },
		{ withdrew: 5, completed: 3, censored: 0 },
		{ withdrew: 7, completed: 8, censored: 0 },
		{ withdrew: 11, completed: 11, censored: 0 },
		{ withdrew: 13, completed: 12, censored: 30 }
	];
	const [everybody] = protectCountedCurves(counted(months), ALONE, []);
	const shown = everybody?.groups[0]?.steps.filter(({ hidden }) => !hidden) ?? [];
	expect(shown.map(({ time }) => time)).toEqual([1, 3, 4, 5]);
	for (const { retention } of shown.slice(1))
		expect(retention?.value).toBe(Math.round((retention?.value ?? 0) * 1000) / 1000);
	expect(shown[2]?.retention?.value).toBe(0.752);
});

test('where completing may not be told apart, nobody is told how many drop out, but how many stay', () => {
	const months = [
		{ withdrew: 30, completed: 2, censored: 18 },
		{ withdrew: 25, completed: 3, censored: 72 }
	];
	const [everybody] = protectCountedCurves(counted(months), ALONE, []);
	const shown = everybody?.groups[0]?.steps.filter(({ hidden }) => !hidden) ?? [];
	expect(shown.map(({ retention }) => retention?.value)).toEqual([0.8, 0.8 * 0.75]);
	expect(shown.map(({ states }) => states)).toEqual([{}, {}]);
});

test('a pathway ends where transfers that cannot be told apart could make it too high, and retention goes on', () => {
	const months = Array.from({ length: 6 }, () => ({ withdrew: 30, completed: 20, censored: 15 }));
	const told = (moved: number) => {
		const curves = counted(months);
		const steps = curves[0]?.groups[0]?.steps ?? [];
		for (const step of steps) {
			step.events.transferred = moved;
			step.censored -= moved;
		}
		const cells = new Map([[placeKey({}), { at: {}, counts: { transferred: 6 * moved } }]]);
		const [everybody] = protectCountedCurves(curves, { ...ALONE, cells }, []);
		const shown = everybody?.groups[0]?.steps.filter(({ hidden }) => !hidden) ?? [];
		return {
			lumps: everybody?.lumpsTransfers,
			pathway: shown.filter(({ states }) => 'withdrew' in states).map(({ time }) => time),
			retention: shown.map(({ time }) => time)
		};
	};
	expect(told(1)).toEqual({ lumps: true, pathway: [1, 2, 3, 4, 5, 6], retention: [1, 2, 3, 4, 5, 6] });
	expect(told(3)).toEqual({ lumps: true, pathway: [1, 2, 3], retention: [1, 2, 3, 4, 5, 6] });
});

test('where nobody at all transferred, no group need hide that none of it did', () => {
	const counts = { started: 100, withdrew: 50, completed: 50, transferred: 0, active: 0 };
	const cells = new Map([[placeKey({}), { at: {}, counts }]]);
	const curves = counted([
		{ withdrew: 30, completed: 20, censored: 0 },
		{ withdrew: 20, completed: 30, censored: 0 }
	]);
	const group = curves[0]?.groups[0]?.steps ?? [];
	const bySex = {
		by: ['sex'],
		kind: 'partition' as const,
		groups: [{ at: { sex: 'female' }, steps: group }]
	};
	const hidden = new Set([cellKey('transferred', { sex: 'female' })]);
	const [, women] = protectCountedCurves([...curves, bySex], { cells, hidden, threshold: THRESHOLD }, []);
	expect(women?.groups[0]?.joined).toBe(false);
	expect(Object.keys(women?.groups[0]?.steps[0]?.states ?? {})).toContain('completed');
});
