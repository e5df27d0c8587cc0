import { askWorker } from './worker-thread';
import type { Demand, LinearProgram, Objective, Solution, SolveOptions } from './program';

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
