import { describe, expect, it } from 'vitest';
import { meetEach, ProgramDraft, solve, solveEach, type LinearProgram } from '$lib/server/solver';

/** Chairs (profit 30) and tables (profit 50) from 40 hours of carpentry and 50 of finishing. */
function workshop(whole = false): LinearProgram {
	const draft = new ProgramDraft();
	const chairs = draft.addColumn({ lower: 0, upper: Infinity, cost: 30, whole });
	const tables = draft.addColumn({ lower: 0, upper: Infinity, cost: 50, whole });
	draft.addRow(-Infinity, 40, [
		[chairs, 1],
		[tables, 2]
	]);
	draft.addRow(-Infinity, 50, [
		[chairs, 2],
		[tables, 1]
	]);
	return draft.pack('maximize');
}

/** A market to be split in half by five measures at once: small to write down, endless to search. */
function market(): LinearProgram {
	const draft = new ProgramDraft();
	let seed = 42;
	const demand = () => (seed = (seed * 1103515245 + 12345) % 2147483648) % 100;
	const shops = Array.from({ length: 40 }, () => draft.addColumn({ lower: 0, upper: 1, whole: true }));
	for (let measure = 0; measure < 5; measure++) {
		const demands = shops.map(demand);
		const half = Math.floor(demands.reduce((sum, each) => sum + each, 0) / 2);
		const under = draft.addColumn({ lower: 0, upper: Infinity, cost: 1 });
		const over = draft.addColumn({ lower: 0, upper: Infinity, cost: 1 });
		const terms = shops.map((shop, i): [number, number] => [shop, demands[i] ?? 0]);
		draft.addRow(half, half, [...terms, [under, 1], [over, -1]]);
	}
	return draft.pack('minimize');
}

describe('the solver', () => {
	it('finds the best plan of a small workshop, and what another hour would earn', async () => {
		const solution = await solve(workshop());
		expect(solution.status).toBe('optimal');
		expect(solution.objective).toBeCloseTo(1100, 9);
		expect([...(solution.values ?? [])].map(Math.round)).toEqual([20, 10]);
		expect(solution.rowDuals?.[0]).toBeCloseTo(70 / 3, 6);
	});

	it('solves whole numbers too', async () => {
		const solution = await solve(workshop(true));
		expect(solution.objective).toBeCloseTo(1100, 6);
		expect(solution.bound).toBeCloseTo(1100, 6);
	});

	it('asks several objectives of the same rows', async () => {
		const answers = await solveEach(workshop(), [
			{ sense: 'maximize', terms: [[0, 1]] },
			{ sense: 'maximize', terms: [[1, 1]] },
			{ sense: 'minimize', terms: [[1, 1]] }
		]);
		expect(answers.map((answer) => Math.round(answer.objective * 1e6) / 1e6)).toEqual([25, 20, 0]);
	});

	it('meets demands in turn, pays for a column once, and spares what is met already', async () => {
		const draft = new ProgramDraft();
		const [cheap, dear, sum] = [
			draft.addColumn({ lower: 0, upper: 5, cost: 1 }),
			draft.addColumn({ lower: 0, upper: Infinity, cost: 3 }),
			draft.addColumn({ lower: 0, upper: 20 })
		];
		draft.addRow(0, 0, [
			[cheap, 1],
			[dear, 1],
			[sum, -1]
		]);
		const answers = await meetEach(draft.pack('minimize'), [
			{ column: sum, spans: [{ low: 8, high: Infinity }] },
			{ column: sum, spans: [{ low: 7, high: 9 }] },
			{ column: sum, spans: [{ low: 12, high: 12 }] },
			{ column: sum, spans: [{ low: 30, high: Infinity }] },
			{
				column: sum,
				spans: [
					{ low: 40, high: 50 },
					{ low: 0, high: 1 }
				]
			}
		]);
		expect(answers.map(({ status }) => status)).toEqual([
			'optimal',
			'spared',
			'optimal',
			'infeasible',
			'optimal'
		]);
		expect([...(answers[0]?.values ?? [])].map(Math.round)).toEqual([5, 3, 8]);
		expect(answers.map(({ objective }) => objective)).toEqual([14, NaN, 0, NaN, 0]);
		expect(answers[4]?.values?.[sum]).toBeLessThanOrEqual(1);
	});

	it('says infeasible and unbounded apart', async () => {
		const impossible = new ProgramDraft();
		const one = impossible.addColumn({ lower: 0, upper: 1 });
		impossible.addRow(2, 3, [[one, 1]]);
		const endless = new ProgramDraft();
		endless.addColumn({ lower: 0, upper: Infinity, cost: 1 });
		const answers = await Promise.all([solve(impossible.pack('minimize')), solve(endless.pack('maximize'))]);
		expect(answers.map((answer) => answer.status)).toEqual(['infeasible', 'unbounded']);
		expect(answers.map((answer) => answer.values)).toEqual([null, null]);
	});

	it('answers thousands of small programmes asked at once, in order', async () => {
		const limits = Array.from({ length: 2000 }, (_, i) => i);
		const answers = await Promise.all(
			limits.map((limit) => {
				const draft = new ProgramDraft();
				draft.addColumn({ lower: 0, upper: limit, cost: 1 });
				return solve(draft.pack('maximize'));
			})
		);
		expect(answers.map((answer) => answer.objective)).toEqual(limits);
	});

	it('stops at the time limit with the best found so far', async () => {
		const started = performance.now();
		const solution = await solve(market(), { timeLimit: 0.5 });
		expect(performance.now() - started).toBeLessThan(5000);
		expect(solution.status).toBe('time_limit');
	});

	it('can be cancelled, tells how far it is, and goes on with the next question', async () => {
		const stop = new AbortController();
		const onProgress = () => stop.abort(new Error('enough'));
		await expect(solve(market(), { timeLimit: 60, signal: stop.signal, onProgress })).rejects.toThrow(
			'enough'
		);
		const started = performance.now();
		expect((await solve(workshop())).status).toBe('optimal');
		expect(performance.now() - started).toBeLessThan(3000);
	});

	it('refuses a programme that makes no sense, and stays usable', async () => {
		const broken = { ...workshop(), columns: Int32Array.from([0, 9, 0, 1]) };
		await expect(solve(broken)).rejects.toThrow();
		expect((await solve(workshop())).status).toBe('optimal');
	});
});
