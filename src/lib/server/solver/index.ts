export { ProgramDraft } from './program';
export type {
	LinearProgram,
	Objective,
	Solution,
	SolutionStatus,
	SolveOptions,
	SolveProgress,
	Terms
} from './program';
export { solve, solveEach } from './solve';
