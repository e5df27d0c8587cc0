import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
	cellKey,
	cellsOn,
	compareDays,
	isStale,
	lastsUntil,
	lineOn,
	payersOn,
	unpaidOn,
	type MatrixLine
} from '$lib/domain';
import { readMatrix } from '$lib/server/desk';
import { closeHomes, NOW, openHome } from '../intake/a-home';
import { fileLines, fileMatrix, LINES } from './matrix-lines';

afterEach(closeHomes);

const NAMED = ['tanf', 'low_income', 'refugee'];

async function matrixOn(day: string, lines = LINES) {
	const w = await openHome();
	await fileMatrix(w, lines);
	return readMatrix(w, { day, now: NOW });
}

describe('the matrix of a day', () => {
	it('says of each line how it stands, until when it really lasts, and whether it is stale', async () => {
		const { lines, state, today } = await matrixOn('2015-04-02');
		expect([state, today]).toEqual([2, '2015-04-02']);
		const told = lines.map((line) => [line.offering_id, line.standing, line.lasts_until, line.is_stale]);
		expect(Object.fromEntries(told.map(([id, ...rest]) => [id, rest]))).toEqual({
			'OF-1': ['live', '2016-06-30', false],
			'OF-2': ['live', '2016-06-30', false],
			'OF-3': ['live', '2015-06-29', true],
			'OF-4': ['live', '2015-06-29', false],
			'OF-5': ['live', null, true],
			'OF-6': ['to_come', null, false]
		});
	});

	it('shows the strongest of several lines, and fills every population with a line for anyone', async () => {
		const lines = [...LINES, 'OF-7,college,,tuition,tanf,refers_only,,,,,,,,,2013-10-01,,'];
		const { cells } = await matrixOn('2015-04-02', lines);
		const college = cells.filter(({ partner }) => partner === 'college');
		expect(college.map((cell) => [cell.population, cell.status, cell.isForAny, cell.lines.length])).toEqual([
			['tanf', 'refers_only', false, 2],
			['low_income', 'unknown', true, 1],
			['refugee', 'unknown', true, 1],
			['none', 'unknown', true, 1]
		]);
	});

	it('keeps apart who cannot, of whom it is unknown, and of whom nobody has said anything', async () => {
		const { cells } = await matrixOn('2015-04-02');
		const status = (partner: string, service: string, population: string) =>
			cells.find((cell) => cellKey(cell) === cellKey({ partner, service, population }))?.status ?? null;
		expect(status('tanf-north', 'tuition', 'tanf')).toBe('cannot_pay');
		expect(status('college', 'tuition', 'tanf')).toBe('unknown');
		expect(status('county', 'tuition', 'tanf')).toBeNull();
	});

	it('goes dark the day after the award ends, also where the line itself has no end', async () => {
		const { lines } = await matrixOn('2015-06-29');
		const after = { from: '2015-06-29', to: '2015-06-30', among: NAMED };
		const { gone } = compareDays(lines, after);
		expect([...gone].sort()).toEqual(['tuition low_income partnership', 'tuition tanf partnership']);
		const { lost, never } = unpaidOn(lines, { ...after, services: ['tuition'] });
		expect(lost.map(({ population }) => population).sort()).toEqual(['low_income', 'tanf']);
		expect(never).toEqual([{ service: 'tuition', population: 'refugee' }]);
		expect(compareDays(lines, { ...after, from: '2015-06-28', to: '2015-06-29' }).gone.size).toBe(0);
	});

	it('is today’s, or the last day of the newest quarter where nothing was filed for half a year', async () => {
		const w = await openHome();
		await fileMatrix(w);
		expect((await readMatrix(w, { now: NOW })).day).toBe('2015-04-02');
		expect((await readMatrix(w, { now: new Date('2015-10-01T08:00:00Z') })).day).toBe('2015-10-01');
		expect((await readMatrix(w, { now: new Date('2015-10-02T08:00:00Z') })).day).toBe('2015-03-31');
	});

	it('of an older state is what stood then', async () => {
		const w = await openHome();
		await fileMatrix(w);
		await fileLines(w, LINES.slice(0, 1), '2015Q1');
		expect((await readMatrix(w, { now: NOW })).lines).toHaveLength(1);
		expect((await readMatrix(w, { now: NOW, state: 2 })).lines).toHaveLength(6);
	});

	it('is refused for a day or a state that there is not', async () => {
		const w = await openHome();
		await fileMatrix(w);
		for (const day of ['2015-02-30', 'soon', '2015-9-3', ''])
			await expect(readMatrix(w, { day, now: NOW })).rejects.toMatchObject({ code: 'not_a_day' });
		for (const state of [0, 3, 1.5, Number.NaN])
			await expect(readMatrix(w, { state, now: NOW })).rejects.toMatchObject({ code: 'unknown_state' });
	});
});

const day = fc
	.integer({ min: 0, max: 1500 })
	.map((days) => new Date(Date.UTC(2013, 0, 1 + days)).toISOString().slice(0, 10));

const line: fc.Arbitrary<MatrixLine> = fc.record({
	offering_id: fc.uuid(),
	offering_partner: fc.constantFrom('north', 'college'),
	award_id: fc.constant(null),
	service: fc.constantFrom('tuition', 'food'),
	population: fc.constantFrom('tanf', 'low_income', 'refugee', 'any'),
	status: fc.constantFrom('pays', 'pays_with_conditions', 'refers_only', 'unknown', 'cannot_pay'),
	condition: fc.constant(null),
	needs_approval: fc.constant(null),
	cap_usd: fc.constant(null),
	cap_period: fc.constant(null),
	capacity_per_quarter: fc.constant(null),
	unit_cost_usd: fc.constant(null),
	wait_days: fc.constant(null),
	authority: fc.constant(null),
	from_date: day,
	to_date: fc.option(day),
	verified_date: fc.option(day),
	partner: fc.constantFrom('partnership', 'county'),
	period: fc.constant('2015Q1'),
	submission_id: fc.constant('x'),
	source_row: fc.constant(2),
	award: fc.option(fc.record({ name: fc.constant('An award'), start_date: day, end_date: day }))
});

describe('of any lines', () => {
	it('one is live exactly on the days that its own dates and its award’s both include', () => {
		fc.assert(
			fc.property(line, day, (one, on) => {
				const own = one.from_date <= on && (one.to_date === null || on <= one.to_date);
				const paid = one.award === null || (one.award.start_date <= on && on <= one.award.end_date);
				expect(lineOn(one, on) === 'live').toBe(own && paid);
				const last = lastsUntil(one);
				if (last !== null && last < on) expect(lineOn(one, on)).toBe('ended');
			})
		);
	});

	it('the order changes nothing', () => {
		fc.assert(
			fc.property(fc.array(line, { maxLength: 12 }), day, (lines, on) => {
				const plain = (cells: ReturnType<typeof cellsOn>) =>
					[...cells.values()].sort((a, b) => (cellKey(a) < cellKey(b) ? -1 : 1));
				expect(plain(cellsOn([...lines].reverse(), on))).toEqual(plain(cellsOn(lines, on)));
			})
		);
	});

	it('a line more never takes a payer away, and what goes dark paid before and does not now', () => {
		fc.assert(
			fc.property(fc.array(line, { maxLength: 8 }), line, day, day, (lines, more, from, to) => {
				const pays = (cells: ReturnType<typeof cellsOn>) =>
					new Set(
						[...cells.values()].filter(({ status }) => status.startsWith('pays')).map((cell) => cellKey(cell))
					);
				const before = pays(cellsOn(lines, to));
				const after = pays(cellsOn([...lines, more], to));
				expect([...before].filter((key) => !after.has(key))).toEqual([]);
				const among = [...NAMED, 'none'];
				const change = compareDays(lines, { from, to, among });
				const then = pays(cellsOn(lines, from));
				expect([...change.gone].sort()).toEqual([...then].filter((key) => !before.has(key)).sort());
				expect([...change.begun].sort()).toEqual([...before].filter((key) => !then.has(key)).sort());
				const back = compareDays(lines, { from: to, to: from, among });
				expect([...back.gone].sort()).toEqual([...change.begun].sort());
				expect([...back.terms.keys()].sort()).toEqual([...change.terms.keys()].sort());
				const services = [...new Set(lines.map(({ service }) => service))];
				const { lost, never } = unpaidOn(lines, { from, to, among, services });
				expect(lost.length).toBeLessThanOrEqual(change.gone.size);
				expect(lost.length + never.length + payersOn(lines, to).size).toBe(services.length * among.length);
			})
		);
	});

	it('one that was confirmed within the year before is not stale, and of a day to come today’s year counts', () => {
		expect(isStale({ verified_date: '2014-04-02' }, { day: '2015-04-02', today: '2015-04-02' })).toBe(false);
		expect(isStale({ verified_date: '2014-04-01' }, { day: '2015-04-02', today: '2015-04-02' })).toBe(true);
		expect(isStale({ verified_date: '2014-04-02' }, { day: '2019-01-01', today: '2015-04-02' })).toBe(false);
		expect(isStale({ verified_date: null }, { day: '2015-04-02', today: '2015-04-02' })).toBe(true);
		expect(isStale({ verified_date: '2015-02-28' }, { day: '2016-02-29', today: '2016-03-01' })).toBe(false);
	});
});
