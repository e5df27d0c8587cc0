import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SafeRow } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { logRank } from '../../src/lib/server/measures/estimates';
import { estimateCurve } from '../../src/lib/server/measures/rows/estimate-curve';
import { closeHomes, openHome, sendFolder } from '../intake/a-home';
import { rowsOf } from './small-partnership';

afterAll(closeHomes);

/** R's figures hold to this. */
const BAR = 9;

/** Months after the start, and whether the person withdrew (1) or completed, which ends the watching (0). */
type Observed = [months: number, event: 0 | 1][];

/** Tiny sets on which implementations of the same estimate differ. */
const CASES: Record<string, Observed> = {
	'tie of event and censoring': [[5, 1], [5, 0], [5, 1], [8, 1], [8, 0], [10, 0]],
	'all censored': [[2, 0], [4, 0], [6, 0]],
	'all at once': [[3, 1], [3, 1], [3, 1]],
	'one person': [[7, 1]],
	'half on a flat': [[1, 1], [2, 1], [3, 0], [4, 1]],
	early: [[1, 1], [2, 1]],
	late: [[3, 1], [4, 1]]
}; // prettier-ignore

function day(months: number): string {
	return new Date(Date.UTC(2014, months, 1)).toISOString().slice(0, 10);
}

/** The cases as a provider's export; in the order given, or turned round. */
function exported(turned = false): Record<string, string> {
	const lines = Object.entries(CASES).flatMap(([provider, people]) =>
		people.map(([months, event], at) => {
			const id = `${provider.replaceAll(' ', '-')}-${at}`;
			const status = event ? 'withdrew' : 'completed';
			return `E-${id},${id},nursing_assistant,${provider},2014-01-01,${day(months)},${status}`;
		})
	);
	/* Who left early receives TANF. */
	const ids = lines.map((line) => `${line.split(',')[1]},2014-01-01,${line.includes(',early-')}`);
	const order = (some: string[]) => (turned ? [...some].reverse() : some).join('\n');
	return {
		'college/2015Q1/participants.csv': `participant_id,intake_date,is_tanf\n${order(ids)}\n`,
		'college/2015Q1/enrollments.csv': `enrollment_id,participant_id,program,provider,start_date,end_date,status\n${order(lines)}\n`
	};
}

describe('tiny exports, loaded and before the door (figures: R survival 3.5-3)', () => {
	let w: Warehouse;
	beforeAll(async () => {
		w = await openHome();
		const { files } = await sendFolder(w, exported());
		expect(files.map(({ status }) => status.startsWith('published'))).toEqual([true, true]);
	});

	const curve = async (provider: string) =>
		await rowsOf(w, 'training_retention', { by: ['provider'], where: { provider } });

	test('an event and a censoring in one month: the event comes first', async () => {
		const rows = await curve('tie of event and censoring');
		const fifth = rows.find((row) => row.time === 5);
		const last = rows.find((row) => row.time === 10);
		expect(rows.filter((row) => [5, 8, 10].includes(Number(row.time))).map((row) => row.at_risk)).toEqual([
			6, 3, 1
		]);
		expect(fifth?.value).toBeCloseTo(0.666666666666667, BAR);
		expect(fifth?.error).toBeCloseTo(0.192450089729875, BAR);
		expect(last?.error).toBeCloseTo(0.222222222222222, BAR);
		expect(fifth?.lower).toBeCloseTo(0.194616636806235, BAR);
		expect(fifth?.upper).toBeCloseTo(0.904434164322516, BAR);
		expect(last?.value).toBeCloseTo(0.444444444444444, BAR);
		expect(last?.lower).toBeCloseTo(0.0661867531464125, BAR);
		expect(last?.upper).toBeCloseTo(0.784908367147958, BAR);
	});

	test('all censored stay for certain; all at once leave nobody and no interval', async () => {
		expect((await curve('all censored')).at(-1)).toMatchObject({ value: 1, lower: 1, upper: 1 });
		expect((await curve('all at once')).at(-1)).toMatchObject({
			value: 0,
			error: null,
			lower: null,
			upper: null
		});
	});

	test('the median: exactly on a flat its middle, with the interval of the curve; not reached is empty', async () => {
		const rows = await rowsOf(w, 'retention_time', { by: ['provider'] });
		const of = (provider: string) => {
			const row = rows.find((one) => one.provider === provider);
			return [row?.half_left, row?.half_left_lower, row?.half_left_upper];
		};
		expect(of('tie of event and censoring')).toEqual([8, 5, null]);
		expect(of('half on a flat')).toEqual([3, 1, null]);
		expect(of('all censored')).toEqual([null, null, null]);
		expect(of('all at once')).toEqual([3, null, null]);
		expect(of('one person')).toEqual([7, null, null]);
	});

	test('two who left early and two who left late: chi-square 49/17 on one degree of freedom', async () => {
		const pairs = await rowsOf(w, 'retention_pairs', {
			by: ['provider'],
			where: { provider: 'early', versus: 'late' }
		});
		expect(pairs).toHaveLength(1);
		expect(pairs[0]?.value).toBeCloseTo(49 / 17, BAR);
		expect(pairs[0]?.through).toBe(10);
		const all = await rowsOf(w, 'retention_difference', { by: ['provider'] });
		const [seen, expected] = [all.map((row) => Number(row.observed)), all.map((row) => Number(row.expected))];
		const sum = (some: number[]) => some.reduce((one, other) => one + other, 0);
		expect(sum(expected)).toBeCloseTo(sum(seen), BAR);
		expect(all[0]?.df).toBe(all.length - 1);
	});

	test('a population is tested against everybody outside it, so that nobody is compared with themselves', async () => {
		const where = { population: 'tanf' };
		const [tanf] = await rowsOf(w, 'retention_difference', { by: ['population'], where });
		const months = await rowsOf(w, 'training_retention', { by: ['provider'] });
		const sum = (some: readonly SafeRow[], column: string) =>
			some.reduce((all, row) => all + Number(row[column]), 0);
		const steps = [...Map.groupBy(months, (row) => Number(row.time))].flatMap(([time, rows]) =>
			['early', 'else'].map((group) => {
				const own = rows.filter((row) => (row.provider === 'early') === (group === 'early'));
				return { group, time, at_risk: sum(own, 'at_risk'), events: sum(own, 'events') };
			})
		);
		const expected = logRank(steps.sort((one, other) => one.time - other.time));
		expect(tanf?.observed).toBe(2);
		expect(tanf?.chi_square).toBeCloseTo(expected.chi_square, BAR);
		expect(tanf?.p).toBeCloseTo(expected.p, BAR);
		/* One of two tests: TANF recipients against everybody else, and everybody else against them. */
		expect(tanf?.adjusted_p).toBeCloseTo(Math.min(1, 2 * expected.p), BAR);
	});

	test('the order of rows changes nothing', async () => {
		const turned = await openHome();
		await sendFolder(turned, exported(true));
		for (const measure of [
			'training_retention',
			'training_pathway',
			'retention_difference',
			'retention_time'
		])
			expect(await rowsOf(turned, measure, { by: ['provider'] })).toEqual(
				await rowsOf(w, measure, { by: ['provider'] })
			);
	});
});

describe('who drops out', () => {
	/* Of a hundred who begin, forty complete in month 2 and thirty of the sixty that are left withdraw in month 4. */
	const steps = [
		{ time: 1, at_risk: 100, events: { withdrew: 0, completed: 0 }, censored: 0 },
		{ time: 2, at_risk: 100, events: { withdrew: 0, completed: 40 }, censored: 0 },
		{ time: 3, at_risk: 60, events: { withdrew: 0, completed: 0 }, censored: 0 },
		{ time: 4, at_risk: 60, events: { withdrew: 30, completed: 0 }, censored: 30 }
	];

	test('is the cumulative incidence, 30 of 100; what the curve of staying lacks is half of those still there', () => {
		const last = estimateCurve(steps).at(-1);
		expect(last?.states.withdrew?.value).toBeCloseTo(0.3, BAR);
		expect(1 - (last?.retention.value ?? 0)).toBeCloseTo(0.5, BAR);
	});

	test('never exceeds what the curve of staying lacks; curves fall, and states add up to one', () => {
		const month = fc.record({
			withdrew: fc.nat(5),
			completed: fc.nat(5),
			transferred: fc.nat(2),
			censored: fc.nat(3)
		});
		fc.assert(
			fc.property(fc.array(month, { minLength: 1, maxLength: 24 }), (months) => {
				let watched = months.reduce((sum, one) => sum + Object.values(one).reduce((a, b) => a + b, 0), 1);
				const counted = months.map(({ censored, ...events }, at) => {
					const step = { time: at + 1, at_risk: watched, events, censored };
					watched -= Object.values(events).reduce((a, b) => a + b, censored);
					return step;
				});
				let before = 1;
				for (const { retention, states } of estimateCurve(counted)) {
					expect(retention.value).toBeLessThanOrEqual(before);
					expect(states.withdrew?.value).toBeLessThanOrEqual(1 - retention.value + 1e-12);
					expect(Object.values(states).reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12);
					before = retention.value;
				}
			})
		);
	});
});
