import type { MarginalValues, Plan } from '$lib/domain';
import { study, type SolveProgress, type Start, type Study, type StudyOptions } from '$lib/server/solver';
import { askSteps, readGains } from './programme/ask-steps';
import { findOpenings, type Holding } from './programme/find-openings';
import { guessContracts } from './programme/guess-contracts';
import { numberPlan } from './programme/number-plan';
import { prefer, type Preference } from './programme/prefer';
import { readAnswer, type Answer } from './programme/read-answer';
import { chooseForm, writeProgram, type Form, type Written } from './programme/write-program';
import { proveBound } from './proof/prove-bound';
import { studyWritten } from './study-written';

/** How long may be searched, who may stop it, who hears of it, and which form is wanted in place of the chosen one. */
export interface BestOptions {
	timeLimit?: number;
	signal?: AbortSignal;
	onProgress?: (progress: SolveProgress) => void;
	form?: Form;
	/** Whose small steps are looked after: of awards and places (when left out), of awards alone; or none is asked about. */
	steps?: 'all' | 'awards' | 'none';
	/** Another plan's preferences, where two plans are compared. */
	preference?: Preference;
}

/** The best allocation of a plan, and what stands behind it. */
export interface Best {
	status: 'optimal' | 'infeasible' | 'time_limit';
	written: Written;
	preference: Preference;
	answer: Answer | null;
	values: Float64Array | null;
	multipliers: Float64Array | null;
	bound: number | null;
	boundFrom: 'multipliers' | 'search' | null;
	duals: MarginalValues | null;
}

/** The gap at which a search over contracts ends. */
const GAP = 1e-7;

/** Finds the best allocation: one linear programme, or with contracts a search first and then one with those contracts held. */
export async function findBest(plan: Plan, options: BestOptions = {}): Promise<Best> {
	const preference = options.preference ?? prefer(plan);
	const written = writePlan(plan, preference.perDollar, options.form);
	if (!plan.contracts) return linear({ written, preference, options });
	const start = await startOf(plan, written, { preference, options });
	const searched = await study(written.program, {
		...limits(options),
		gap: GAP,
		...(start ? { start } : {})
	});
	if (!searched.values)
		return { ...empty(written, preference), status: statusOf(searched), ...boundOf(searched) };
	const holding = { contracts: contractsIn(written, searched.values) };
	const held = await linear({
		written: writePlan(plan, preference.perDollar, 'direct', holding),
		preference,
		options
	});
	const status = held.status === 'optimal' ? statusOf(searched) : held.status;
	return { ...held, status, ...boundOf(searched) };
}

/** Contracts that the search begins from, so that it has a plan to show whenever it is stopped. */
async function startOf(
	plan: Plan,
	{ contracts, numbered }: Written,
	{ preference, options }: Pick<Asked, 'preference' | 'options'>
): Promise<Start | null> {
	const guessed = await guessContracts(plan, preference.perDollar, limits(options));
	if (!guessed) return null;
	const isMade = ({ award, partner }: Written['contracts'][number]) =>
		guessed.has(award * numbered.plan.partners.length + partner);
	return {
		columns: Int32Array.from(contracts, ({ column }) => column),
		values: Float64Array.from(contracts, (one) => (isMade(one) ? 1 : 0))
	};
}

/** Writes a plan's programme in one form or the chosen one. */
export function writePlan(plan: Plan, preference: Float64Array, form?: Form, holding?: Holding): Written {
	const numbered = numberPlan(plan, preference);
	const openings = findOpenings(numbered, holding);
	return writeProgram(numbered, openings, form ?? chooseForm(numbered), holding);
}

interface Asked {
	written: Written;
	preference: Best['preference'];
	options: BestOptions;
}

async function linear({ written, preference, options }: Asked): Promise<Best> {
	if (written.program.costs.length === 0) return helpNobody(written, preference);
	const { steps, places } = options.steps === 'none' ? { steps: [], places: [] } : askSteps(written);
	const lookAfter = options.steps === 'awards' ? written.numbered.plan.funders.length : steps.length;
	const solved = await studyWritten(written, { ...limits(options), steps, lookAfter });
	const { values, rowDuals: multipliers, gains, lookedAfter } = solved;
	if (!values) return { ...empty(written, preference), status: statusOf(solved) };
	return {
		status: statusOf(solved),
		written,
		preference,
		values,
		multipliers,
		answer: readAnswer(written, values),
		bound: multipliers && proveBound(written.program, multipliers, written.reach),
		boundFrom: multipliers && 'multipliers',
		duals: gains && readGains(written, { gains, places, lookedAfter })
	};
}

/** Where nobody may help anybody there is nothing to solve: nobody is helped, unless a floor asks for more. */
function helpNobody(written: Written, preference: Best['preference']): Best {
	const { rowLower } = written.program;
	const nothing = empty(written, preference);
	if (rowLower.some((least) => least > 0)) return nothing;
	const values = new Float64Array(0);
	return {
		...nothing,
		status: 'optimal',
		values,
		multipliers: new Float64Array(rowLower.length),
		answer: readAnswer(written, values),
		bound: 0,
		boundFrom: 'multipliers'
	};
}

function empty(written: Written, preference: Best['preference']): Best {
	const nothing = {
		answer: null,
		values: null,
		multipliers: null,
		bound: null,
		boundFrom: null,
		duals: null
	};
	return { status: 'infeasible', written, preference, ...nothing };
}

/** What of the options a single programme is solved under. */
export function limits({ timeLimit, signal, onProgress }: BestOptions): StudyOptions {
	return {
		...(timeLimit === undefined ? {} : { timeLimit }),
		...(signal ? { signal } : {}),
		...(onProgress ? { onProgress } : {})
	};
}

function statusOf({ status }: Study): Best['status'] {
	if (status === 'optimal' || status === 'infeasible' || status === 'time_limit') return status;
	throw new Error(`The solver ended with ${status}`);
}

function boundOf({ bound, status }: Study): Pick<Best, 'bound' | 'boundFrom'> {
	return status !== 'infeasible' && Number.isFinite(bound)
		? { bound, boundFrom: 'search' }
		: { bound: null, boundFrom: null };
}

function contractsIn({ contracts, numbered }: Written, values: Float64Array): Set<number> {
	const made = contracts.filter(({ column }) => values[column]! > 0.5);
	return new Set(made.map(({ award, partner }) => award * numbered.plan.partners.length + partner));
}

/** The solver alone on a plan's programme, without steps, proof or words: what the benchmark holds us to. Its CPU milliseconds, of all threads. */
export async function solveBare(
	plan: Plan,
	options: BestOptions = {}
): Promise<{ objective: number; cpu: number }> {
	const written = writePlan(plan, prefer(plan).perDollar, options.form);
	const before = process.cpuUsage();
	const { objective } = await studyWritten(written, limits(options));
	const { user, system } = process.cpuUsage(before);
	return { objective, cpu: (user + system) / 1000 };
}
