import { scenarioText, type Calendar, type PlanBasis, type PlanResult, type Scenario } from '$lib/domain';
import { buildPlan, readPlan, solvePlan, type PlanBuilt, type PlanOptions } from '$lib/server/planning';
import { planAnswer, type PlanAnswer } from '$lib/ui/plans/plan-answer';
import { planNames } from '$lib/ui/plans/plan-names';
import { scenarioLines } from '$lib/ui/plans/scenario-lines';

/** How a scenario is answered. */
export interface Answering {
	calendar: Calendar;
	/** Whether the next dollar, the rule to change and the range are looked for too. */
	explain: boolean;
	signal?: AbortSignal;
}

/** Seconds that a plan, and what is asked beside it, may take while somebody waits. */
const SECONDS = 20;

/** So many answers of a state stay in memory. */
const REMEMBERED = 200;

const known = new WeakMap<PlanBasis, Map<string, PlanResult>>();

/** The answer to a scenario, in words; one that was given before is given again. */
export async function answerScenario(
	basis: PlanBasis,
	scenario: Scenario,
	{ calendar, explain, signal }: Answering
): Promise<PlanAnswer> {
	const built = buildPlan(basis, scenario);
	const names = planNames(basis, calendar);
	const solved = (one: Scenario, deep = false) => resultOf(basis, one, { explain: deep, signal });
	const [result, low, high] = await Promise.all([
		solved(scenario, explain),
		explain ? solved({ ...scenario, need: 'low' }) : null,
		explain ? solved({ ...scenario, need: 'high' }) : null
	]);
	return planAnswer({
		text: scenarioText(scenario),
		changes: scenarioLines(scenario, basis, names),
		...built,
		result,
		range: low && high && [low, high].map(shareMet).sort((a, b) => a - b),
		isExplained: explain,
		names,
		needs: basis.needs
	});
}

/** The share of needs that a result meets. */
export function shareMet({ coverage }: PlanResult): number {
	const need = coverage.reduce((sum, row) => sum + row.need, 0);
	return need > 0 ? coverage.reduce((sum, row) => sum + row.met, 0) / need : 0;
}

/** Solves a scenario of a state, once for each way of asking. */
export async function resultOf(
	basis: PlanBasis,
	scenario: Scenario,
	{ explain, signal }: Pick<Answering, 'explain' | 'signal'>
): Promise<PlanResult> {
	const memory = known.get(basis) ?? new Map<string, PlanResult>();
	known.set(basis, memory);
	const key = `${explain} ${scenarioText(scenario)}`;
	const found = memory.get(key);
	if (found) return found;
	const { plan, notes } = documentOf(buildPlan(basis, scenario));
	const options: PlanOptions = { explain, explainSeconds: SECONDS, timeLimit: SECONDS, notes };
	// What a dollar or a place more is worth is asked only where it is told.
	if (!explain) options.steps = 'none';
	if (signal) options.signal = signal;
	const result = await solvePlan(plan, options);
	memory.set(key, result);
	const [oldest] = memory.keys();
	if (memory.size > REMEMBERED && oldest !== undefined) memory.delete(oldest);
	return result;
}

/** A built plan as its document would be read, so that the page and the command line solve the same. */
function documentOf({ plan }: PlanBuilt): { plan: PlanBuilt['plan']; notes: string[] } {
	const read = readPlan(plan);
	if ('problems' in read) throw new Error(`A plan of ours cannot be read: ${read.problems.join(' ')}`);
	return read;
}
