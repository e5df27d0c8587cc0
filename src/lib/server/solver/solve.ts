import { askWorker } from './worker-thread';
import type {
	Demand,
	LinearProgram,
	Objective,
	Solution,
	SolveOptions,
	Study,
	StudyOptions
} from './program';

/** Solves one programme in the solver's worker thread. Rejects with the signal's reason when it is aborted. */
export async function solve(program: LinearProgram, options: SolveOptions = {}): Promise<Solution> {
	const [solution] = await askWorker({ program }, options);
	if (!solution) throw new Error('The solver gave no answer');
	return solution;
}

/** Asks several objectives of the same rows, each run starting where the last one ended; one answer per objective. */
export async function solveEach(
	program: LinearProgram,
	objectives: Objective[],
	options: SolveOptions = {}
): Promise<Solution[]> {
	return objectives.length === 0 ? [] : askWorker({ program, objectives }, options);
}

/**
 * Meets each demand in turn as cheaply as the programme's costs allow, each run starting where the last one ended. What
 * an answer moved off zero is paid for: it costs nothing in those after it. One answer per demand.
 */
export async function meetEach(
	program: LinearProgram,
	demands: Demand[],
	options: SolveOptions = {}
): Promise<Solution[]> {
	return demands.length === 0 ? [] : askWorker({ program, demands }, options);
}

/**
 * Solves a large programme in a worker thread of its own, so that no small question waits for it, and says what small
 * steps of its bounds are worth. When it is aborted and does not stop by itself, that thread is ended.
 */
export async function study(program: LinearProgram, options: StudyOptions = {}): Promise<Study> {
	const { method = 'simplex', gap = 0, steps = [], stepSeconds = 10, start = null } = options;
	const lookAfter = Math.min(options.lookAfter ?? steps.length, steps.length);
	const [answer] = await askWorker(
		{ program, study: { method, gap, steps, stepSeconds, lookAfter, start } },
		options
	);
	if (!answer) throw new Error('The solver gave no answer');
	return { gains: null, lookedAfter: 0, ...answer };
}

/** Starts the thread for large programmes, so that the first of them does not wait for it. */
export async function warmUp(): Promise<void> {
	const nothing = new Float64Array(0);
	const [starts, columns] = [Int32Array.of(0), new Int32Array(0)];
	const bounds = { lower: nothing, upper: nothing, rowLower: nothing, rowUpper: nothing };
	await study({ sense: 'minimize', costs: nothing, ...bounds, starts, columns, coefficients: nothing });
}
