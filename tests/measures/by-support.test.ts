import { afterAll, describe, expect, test } from 'vitest';
import { logRank, mantelHaenszel } from '../../src/lib/server/measures/estimates';
import {
	clearPartnerships,
	DOOR,
	each,
	OPEN_DOOR,
	partnership,
	people,
	range,
	rowsOf,
	type File
} from './small-partnership';

afterAll(clearPartnerships);

const college = { partner: 'college', period: '2015Q4' };

function stays(who: string[], columns: Record<string, unknown>): Record<string, unknown>[] {
	return each(who, 'enrollment_id', { program: 'nursing_assistant', start_date: '2015-01-01', ...columns });
}

function given(who: string[], date: string): Record<string, unknown>[] {
	return each(who, 'delivery_id', { service: 'child_care', status: 'delivered', date });
}

function files(
	count: number,
	enrollments: Record<string, unknown>[][],
	deliveries: Record<string, unknown>[][]
): File[] {
	return [
		{ ...college, dataset: 'participants', rows: people('s', count) },
		{ ...college, dataset: 'enrollments', rows: enrollments.flat() },
		{ ...college, dataset: 'deliveries', rows: deliveries.flat() }
	];
}

/*
 * A hundred begin. Forty withdraw in the first month, before anybody got child care. In the third month fifty of the
 * sixty who stayed get it. In the sixth everybody left completes. Child care changed nothing.
 */
const NO_DIFFERENCE = files(
	100,
	[
		stays(range('s', 1, 40), { status: 'withdrew', end_date: '2015-01-20' }),
		stays(range('s', 41, 100), { status: 'completed', end_date: '2015-06-15' })
	],
	[given(range('s', 41, 90), '2015-03-10')]
);

describe('with and without a support', () => {
	test('counts it from its date on, so that having stayed long enough to get it is not taken for its doing', async () => {
		const rows = await rowsOf(await partnership(NO_DIFFERENCE), 'completion_by_support', { by: ['service'] });
		const of = (received: string) => rows.find((row) => row.received === received);
		expect(of('yes')).toMatchObject({ at_risk: 0, last_at_risk: 50, completed: 50, withdrew: 0 });
		expect(of('no')).toMatchObject({ at_risk: 100, last_at_risk: 10, completed: 10, withdrew: 40 });
		expect(of('yes')?.difference).toBeCloseTo(0, 12);
		expect(of('yes')?.completed_p).toBe(1);
		expect(of('yes')?.withdrew_p).toBe(1);
	});

	test('while the naive comparison of who ever got it with who never did finds a large difference that is none', () => {
		const naive = mantelHaenszel([{ with: { hits: 50, total: 50 }, without: { hits: 10, total: 50 } }]);
		expect(naive.value).toBeCloseTo(0.8, 12);
		expect(naive.p ?? 1).toBeLessThan(1e-10);
	});

	test('in the month in which they leave, people count as they were when it began', async () => {
		const w = await partnership(
			files(
				4,
				[
					stays(['s-1', 's-2'], { status: 'withdrew', end_date: '2015-02-20' }),
					stays(['s-3', 's-4'], { status: 'active' })
				],
				[given(['s-1'], '2015-01-15'), given(['s-2'], '2015-02-10')]
			)
		);
		const rows = await rowsOf(w, 'completion_by_support', { by: ['service'] });
		expect(rows.map((row) => [row.received, row.withdrew])).toEqual([
			['yes', 1],
			['no', 1]
		]);
	});

	/*
	 * Two programs. In the hard one half complete in month 2 whether with child care or not, in the easy one nearly all do.
	 * The easy one gives child care to most: taken together it seems to help.
	 */
	test('a difference that is the programs’ alone disappears within them, by R’s stratified test', async () => {
		const began = { status: 'completed', end_date: '2015-02-20' };
		const hard = { program: 'medical_assistant' };
		const w = await partnership(
			files(
				200,
				[
					stays(range('s', 1, 10), { ...began, ...hard }),
					stays(range('s', 11, 20), { ...hard, status: 'active' }),
					stays(range('s', 21, 60), { ...began, ...hard }),
					stays(range('s', 61, 100), { ...hard, status: 'active' }),
					stays(range('s', 101, 172), began),
					stays(range('s', 173, 180), { status: 'active' }),
					stays(range('s', 181, 198), began),
					stays(range('s', 199, 200), { status: 'active' })
				],
				[given([...range('s', 1, 20), ...range('s', 101, 180)], '2014-12-20')]
			)
		);
		const [yes] = await rowsOf(w, 'completion_by_support', { by: ['service'], where: { received: 'yes' } });
		expect(yes?.difference).toBeGreaterThan(0.05);
		expect(yes?.completed_p).toBeLessThan(0.01);
		expect(yes?.programs).toBe(2);
		expect(yes?.adjusted_difference).toBeCloseTo(0, 12);
		const steps = [
			{ stratum: 'hard', group: 'yes', time: 2, at_risk: 20, events: 10 },
			{ stratum: 'hard', group: 'no', time: 2, at_risk: 80, events: 40 },
			{ stratum: 'easy', group: 'yes', time: 2, at_risk: 80, events: 72 },
			{ stratum: 'easy', group: 'no', time: 2, at_risk: 20, events: 18 }
		];
		expect(yes?.adjusted_completed_p).toBeCloseTo(logRank(steps).p, 12);
	});

	/*
	 * Half are TANF recipients: half of these complete in month 2, of the others four in five, with child care or
	 * without. Most of the others have it.
	 */
	test('a difference that is one of TANF or not disappears within TANF and outside it, behind the door too', async () => {
		const began = { status: 'completed', end_date: '2015-02-20' };
		const [participants, enrollments, deliveries] = files(
			800,
			[
				stays([...range('s', 1, 40), ...range('s', 81, 240)], began),
				stays([...range('s', 41, 80), ...range('s', 241, 400)], { status: 'active' }),
				stays([...range('s', 401, 656), ...range('s', 721, 784)], began),
				stays([...range('s', 657, 720), ...range('s', 785, 800)], { status: 'active' })
			],
			[given([...range('s', 1, 80), ...range('s', 401, 720)], '2014-12-20')]
		) as [File, File, File];
		const rows = participants.rows.map((row, at) => ({ ...row, is_tanf: at < 400 }));
		const w = await partnership([{ ...participants, rows }, enrollments, deliveries]);
		for (const context of [OPEN_DOOR, DOOR]) {
			const [plain] = await rowsOf(w, 'completion_by_support', { by: ['service'], context });
			expect(plain?.difference).toBeGreaterThan(0.03);
			const adjusted = await rowsOf(w, 'support_adjusted', { by: ['service', 'adjusted_for'], context });
			const of = (name: string) => adjusted.find((row) => row.adjusted_for === name);
			expect(of('tanf')).toMatchObject({ status: 'shown', strata: 2 });
			expect(of('tanf')?.value).toBeCloseTo(0, 12);
			expect(of('tanf')?.completed_p).toBeCloseTo(1, 12);
			expect(of('program')).toMatchObject({ status: 'shown', strata: 1 });
		}
	});

	test('behind the door no step shows a count of one to ten, and the note says that it is no effect', async () => {
		const rows = await rowsOf(await partnership(NO_DIFFERENCE), 'completion_by_support', {
			by: ['service'],
			context: DOOR
		});
		expect(rows).toHaveLength(2);
		const counts = rows
			.flatMap((row) => [row.at_risk, row.last_at_risk, row.completed, row.withdrew])
			.filter((count) => typeof count === 'number');
		expect(counts.filter((count) => count > 0 && count < 11)).toEqual([]);
	});
});

describe('groups compared within programs', () => {
	/*
	 * In the hard program half of women and half of men withdraw in month 1, in the easy one a tenth of either. Most men
	 * are in the hard one.
	 */
	const peopleOf = (
		sex: string,
		from: number,
		counts: { hard: [number, number]; easy: [number, number] }
	) => {
		const left = { status: 'withdrew', end_date: '2015-01-20' };
		const [stayed, hard] = [
			{ status: 'completed', end_date: '2015-03-15' },
			{ program: 'medical_assistant' }
		];
		const sizes = [...counts.hard, ...counts.easy];
		const starts = sizes.map((_, at) => from + sizes.slice(0, at).reduce((sum, size) => sum + size, 0));
		const who = (at: number) => range('s', starts[at] ?? 0, (starts[at] ?? 0) + (sizes[at] ?? 0) - 1);
		return {
			stays: [
				stays(who(0), { ...left, ...hard }),
				stays(who(1), { ...stayed, ...hard }),
				stays(who(2), left),
				stays(who(3), stayed)
			],
			rows: sizes.flatMap((_, at) => who(at)).map((participant_id) => ({ participant_id, sex }))
		};
	};
	const women = peopleOf('female', 1, { hard: [40, 40], easy: [32, 288] });
	const men = peopleOf('male', 401, { hard: [160, 160], easy: [20, 180] });

	test('a difference that is the programs’ alone disappears, behind the door too, by R’s stratified test', async () => {
		const rows = [...women.rows, ...men.rows].map((row) => ({ ...row, intake_date: '2015-01-05' }));
		const w = await partnership([
			{ ...college, dataset: 'participants', rows },
			{ ...college, dataset: 'enrollments', rows: [...women.stays, ...men.stays].flat() }
		]);
		const [plain] = await rowsOf(w, 'retention_difference', { by: ['sex'], context: DOOR });
		expect(plain?.p).toBeLessThan(1e-6);
		const adjusted = await rowsOf(w, 'retention_adjusted', { by: ['sex'], context: DOOR });
		expect(adjusted.map((row) => [row.sex, row.status, row.strata, row.observed])).toEqual([
			['female', 'shown', 2, 72],
			['male', 'shown', 2, 180]
		]);
		const step = (stratum: string, group: string, at_risk: number, events: number) => ({
			...{ stratum, group, time: 1, at_risk, events }
		});
		const expected = logRank([
			step('hard', 'female', 80, 40),
			step('hard', 'male', 320, 160),
			step('easy', 'female', 320, 32),
			step('easy', 'male', 200, 20)
		]);
		expect(adjusted[0]?.p).toBeCloseTo(expected.p, 12);
		expect(adjusted[0]?.value).toBeCloseTo(1, 12);
	});

	test('nothing is told where a program has one to ten of a group in a step', async () => {
		const few = peopleOf('male', 401, { hard: [8, 12], easy: [20, 180] });
		const rows = [...women.rows, ...few.rows].map((row) => ({ ...row, intake_date: '2015-01-05' }));
		const w = await partnership([
			{ ...college, dataset: 'participants', rows },
			{ ...college, dataset: 'enrollments', rows: [...women.stays, ...few.stays].flat() }
		]);
		const adjusted = await rowsOf(w, 'retention_adjusted', { by: ['sex'], context: DOOR });
		expect(adjusted.map(({ status }) => status)).toEqual(['withheld', 'withheld']);
	});
});
