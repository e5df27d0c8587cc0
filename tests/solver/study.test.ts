import { describe, expect, it } from 'vitest';
import { ColumnDraft, study, type LinearProgram, type Step } from '$lib/server/solver';

/** Two things sold at 3 and 2, from one stock of 10 and, of the first, at most 10: a corner where two limits meet. */
function corner(): LinearProgram {
	const draft = new ColumnDraft();
	const stock = draft.addRow(-Infinity, 10);
	const most = draft.addRow(-Infinity, 10);
	const [first, second] = [draft.addColumn(3), draft.addColumn(2)];
	draft.addTerm(stock, first, 1);
	draft.addTerm(most, first, 1);
	draft.addTerm(stock, second, 1);
	return draft.pack('maximize');
}

const step = (...moves: [row: number, amount: number][]): Step => ({
	rows: Int32Array.from(moves, ([row]) => row),
	amounts: Float64Array.from(moves, ([, amount]) => amount)
});

describe('a study of a large programme', () => {
	it('says what a step is worth in its own direction, also at a corner', async () => {
		const steps = [step([0, 1]), step([1, 1]), step([0, 1], [1, 1]), step([0, 1], [1, 0.5])];
		const { objective, gains, lookedAfter } = await study(corner(), { steps });
		expect([objective, lookedAfter]).toEqual([30, 4]);
		expect([...gains!].map((gain) => Math.round(gain * 1e6) / 1e6)).toEqual([2, 0, 3, 2.5]);
	});

	it('looks after as many steps as it is told, and says how many', async () => {
		const { lookedAfter, gains } = await study(corner(), {
			steps: [step([0, 1]), step([1, 1])],
			lookAfter: 1
		});
		expect(lookedAfter).toBe(1);
		expect(gains![0]).toBeCloseTo(2, 6);
	});

	it('reaches the same by interior point and crossover', async () => {
		const { objective, rowDuals } = await study(corner(), { method: 'interior-point' });
		expect(objective).toBeCloseTo(30, 6);
		expect(rowDuals).toHaveLength(2);
	});

	it('says how long a linear programme is under way, ends it when told, and answers the next', async () => {
		const stop = new AbortController();
		const hard = assignment(260);
		const heard: number[] = [];
		const onProgress = ({ seconds }: { seconds: number }) => {
			heard.push(seconds);
			stop.abort(new Error('enough'));
		};
		await expect(study(hard, { method: 'interior-point', signal: stop.signal, onProgress })).rejects.toThrow(
			'enough'
		);
		expect(heard[0]).toBeGreaterThan(0.1);
		const [small, again] = await Promise.all([study(corner()), study(corner())]);
		expect([small.objective, again.objective]).toEqual([30, 30]);
	});
});

/** Who does what, by prices that follow no order: long enough to be stopped. */
function assignment(size: number): LinearProgram {
	const draft = new ColumnDraft();
	const rows = Array.from({ length: 2 * size }, () => draft.addRow(-Infinity, 1));
	let seed = 7;
	for (let one = 0; one < size; one++)
		for (let other = 0; other < size; other++) {
			seed = (seed * 1103515245 + 12345) % 2147483648;
			const column = draft.addColumn(seed % 1000);
			draft.addTerm(rows[one]!, column, 1);
			draft.addTerm(rows[size + other]!, column, 1);
		}
	return draft.pack('maximize');
}
