export { ColumnDraft } from './column-draft';
export { ProgramDraft } from './program';
export type {
	Demand,
	LinearProgram,
	Objective,
	Solution,
	SolutionStatus,
	SolveOptions,
	SolveProgress,
	Start,
	Step,
	Study,
	StudyOptions,
	Terms
} from './program';
export { meetEach, solve, solveEach, study, warmUp } from './solve';
