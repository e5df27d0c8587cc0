import { Refusal, type PlanResult } from '$lib/domain';
import { readPlan } from './document/read-plan';
import { solvePlan, type PlanOptions } from './solve-plan';

/** Sentences of one refusal; a document with more problems is mended in turns. */
const TOLD = 50;

/** Most rows of need that a caller takes on; no limit where it is left out. */
export interface DocumentLimits {
	needs?: number;
}

/** Reads and solves a plan document. Refuses, with every problem and its line, one that makes no sense. */
export async function solveDocument(
	document: unknown,
	options: PlanOptions = {},
	limits: DocumentLimits = {}
): Promise<PlanResult> {
	const read = readPlan(document);
	if ('problems' in read) throw wrongDocument(read.problems);
	const { plan, notes } = read;
	if (plan.need.length > (limits.needs ?? Infinity))
		throw new Refusal(
			'too_large',
			`The plan has ${plan.need.length} rows of need; ${limits.needs} can be solved here.`,
			'Solve it with `braidwork plan FILE.json`, or put populations or quarters together.'
		);
	return solvePlan(plan, { ...options, notes });
}

function wrongDocument(problems: string[]): Refusal {
	const count = problems.length === 1 ? 'one thing is' : `${problems.length} things are`;
	const rest = problems.length > TOLD ? [`And ${problems.length - TOLD} more.`] : [];
	return new Refusal(
		'wrong_plan',
		[`The plan was not solved: ${count} wrong with it.`, ...problems.slice(0, TOLD), ...rest].join('\n'),
		'Mend these lines and send it again.'
	);
}
