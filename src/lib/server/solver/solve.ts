import { askWorker } from './worker-thread';
import type { LinearProgram, Objective, Solution, SolveOptions } from './program';

/** Solves one programme in the solver's worker thread. Rejects with the signal's reason when it is aborted. */
export async function solve(program: LinearProgram, options: SolveOptions = {}): Promise<Solution> {
	const [solution] = await askWorker(program, null, options);
	if (!solution) throw new Error('The solver gave no answer');
	return solution;
}

/** Asks several objectives of the same rows, each run starting where the last one ended; one answer per objective. */
export async function solveEach(
	program: LinearProgram,
	objectives: Objective[],
	options: SolveOptions = {}
): Promise<Solution[]> {
	return objectives.length === 0 ? [] : askWorker(program, objectives, options);
}
