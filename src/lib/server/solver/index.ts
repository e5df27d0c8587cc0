export { ProgramDraft } from './program';
export type {
	Demand,
	LinearProgram,
	Objective,
	Solution,
	SolutionStatus,
	SolveOptions,
	SolveProgress,
	Terms
} from './program';
export { meetEach, solve, solveEach } from './solve';
