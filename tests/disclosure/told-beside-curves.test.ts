import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreesWithTold, type CurveStep } from '$lib/server/disclosure';
import { ProgramDraft, solveEach, type Objective, type Terms } from '$lib/server/solver';

const KINDS = ['withdrew', 'transferred', 'completed', 'censored'];
const TOLD = ['withdrew', 'transferred'];
const SEGMENTS = [0, 1, 2, 3];

/** People by kind and by segment: up to the first of the two moments, up to the second, up to the end of month 3, later. */
type Leavers = number[][];

/** Two months and a moment between their ends: in segment 1 people leave after the month and before the moment, or the other way round. */
interface Case {
	leavers: Leavers;
	isMonthFirst: boolean;
}

function stepsOf({ leavers, isMonthFirst }: Case): CurveStep[] {
	// Month 1 ends after segment 0 or after segment 1; month 2 holds what is left up to segment 2; month 3 the rest.
	const segments = isMonthFirst ? [[0], [1, 2], [3]] : [[0, 1], [2], [3]];
	let watched = leavers.flat().reduce((sum, count) => sum + count, 0);
	return segments.map((some, at) => {
		const by = (kind: string) =>
			some.reduce((sum, segment) => sum + (leavers[KINDS.indexOf(kind)]?.[segment] ?? 0), 0);
		const events = Object.fromEntries(KINDS.slice(0, -1).map((kind) => [kind, by(kind)]));
		const step = { time: at + 1, at_risk: watched, events, censored: by('censored') };
		watched -= Object.values(events).reduce((sum, count) => sum + count, step.censored);
		return step;
	});
}

function told({ leavers, isMonthFirst }: Case) {
	const last = isMonthFirst ? 1 : 0;
	const count = TOLD.flatMap((kind) => leavers[KINDS.indexOf(kind)]?.slice(0, last + 1) ?? []).reduce(
		(sum, one) => sum + one,
		0
	);
	return isMonthFirst
		? { kinds: TOLD, count, after: 1, before: 2 }
		: { kinds: TOLD, count, after: 0, before: 1 };
}

/** Counts of 1 to 10 in the segment between the month and the moment that everything told determines exactly. */
async function workedOut(one: Case): Promise<string[]> {
	const draft = new ProgramDraft();
	const columns = KINDS.map(() => SEGMENTS.map(() => draft.addColumn({ lower: 0, upper: 1000 })));
	const cells = (kinds: string[], until: number, from = 0): Terms =>
		kinds.flatMap((kind) =>
			SEGMENTS.slice(from, until).map((segment): [number, number] => [
				columns[KINDS.indexOf(kind)]?.[segment] ?? 0,
				1
			])
		);
	const count = (kinds: string[], until: number, from = 0) =>
		kinds
			.flatMap((kind) => one.leavers[KINDS.indexOf(kind)]?.slice(from, until) ?? [])
			.reduce((sum, n) => sum + n, 0);
	const tell = (kinds: string[], until: number) =>
		draft.addRow(count(kinds, until), count(kinds, until), cells(kinds, until));
	for (const kind of KINDS) tell([kind], one.isMonthFirst ? 1 : 2);
	tell(TOLD, one.isMonthFirst ? 2 : 1);
	tell(KINDS, SEGMENTS.length);
	const program = draft.pack('minimize');
	const asked = [['withdrew'], ['transferred'], TOLD];
	const objectives = asked.flatMap((kinds): Objective[] =>
		(['minimize', 'maximize'] as const).map((sense) => ({ sense, terms: cells(kinds, 2, 1) }))
	);
	const bounds = await solveEach(program, objectives);
	return asked.flatMap((kinds, at) => {
		const [low, high] = [bounds[2 * at]?.objective ?? 0, bounds[2 * at + 1]?.objective ?? 0];
		return low > 0.5 && high < 10.5 && high - low < 0.5 ? [`${kinds.join()}: ${low}`] : [];
	});
}

it('lets nobody subtract a month of a curve and what is told elsewhere', { timeout: 60_000 }, async () => {
	const counts = fc.array(fc.array(fc.constantFrom(0, 3, 8, 12, 20), { minLength: 4, maxLength: 4 }), {
		minLength: 4,
		maxLength: 4
	});
	const given = { refused: 0, leaking: 0 };
	await fc.assert(
		fc.asyncProperty(counts, fc.boolean(), async (leavers, isMonthFirst) => {
			const one = { leavers, isMonthFirst };
			const [first] = stepsOf(one);
			const own = [...Object.values(first?.events ?? {}), first?.censored ?? 0, told(one).count];
			fc.pre(own.every((count) => count === 0 || count >= 11));
			const leaks = await workedOut(one);
			const agrees = agreesWithTold(stepsOf(one), told(one), { month: 1, threshold: 11 });
			if (agrees) expect(leaks).toEqual([]);
			else given.refused += 1;
			if (leaks.length > 0) given.leaking += 1;
		}),
		{ numRuns: 150, seed: 6 }
	);
	expect(given.leaking).toBeGreaterThan(10);
	expect(given.refused).toBeLessThan(150);
});
