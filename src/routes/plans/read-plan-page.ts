import { error } from '@sveltejs/kit';
import {
	addQuarters,
	Refusal,
	scenarioFrom,
	scenarioText,
	unchanged,
	type PlanBasis,
	type Scenario
} from '$lib/domain';
import { planBasis, preparedState } from '$lib/server/measures';
import { isRefusal } from '../api/problem';

/** Fields of an address that are no part of a scenario. */
const BESIDE = ['state', 'end', 'explain', 'with', 'name'];

/** What a page of plans is about: the basis of a state, and the scenario of its address. */
export interface PlanPage {
	basis: PlanBasis;
	scenario: Scenario;
	/** The scenario as an address has it, without its state. */
	text: string;
	/** The latest state whose numbers are ready. */
	latest: number;
}

/** Reads what an address or a form asks; nothing in a home without numbers. What cannot be read is refused with a sentence. */
export async function readPlanPage(locals: App.Locals, sent: URLSearchParams): Promise<PlanPage | null> {
	// A form's action stands in its address as `/keep`.
	const query = new URLSearchParams([...sent].filter(([name]) => !name.startsWith('/')));
	const { warehouse, settings } = locals;
	const latest = (await preparedState(warehouse, settings)) || warehouse.latest();
	if (latest === 0) return null;
	const asked = query.get('state');
	const state = asked ? Number(asked) : latest;
	if (!Number.isInteger(state) || state < 1 || state > latest) throw noState(asked);
	const basis = await planBasis(warehouse, state, settings);
	const scenario = withEnd(scenarioFrom(query, BESIDE), query.get('end'), basis);
	return { basis, scenario, text: scenarioText(scenario), latest };
}

/** Does what a page asks, and shows a refusal as the page of that fault. */
export async function orFault<Result>(work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (mistake) {
		if (isRefusal(mistake)) error(400, `${mistake.message} ${mistake.hint}`);
		throw mistake;
	}
}

function noState(asked: string | null): Refusal {
	return new Refusal(
		'unknown_state',
		`There is no state ${asked?.slice(0, 20)} here.`,
		'Open the plan of the latest state.'
	);
}

function noEnd(asked: string, most: number): Refusal {
	return new Refusal(
		'wrong_end',
		`The address says end=${asked.slice(0, 20)}, which is no end of the marked award.`,
		`Leave it out, or write a number of quarters from 0 to ${most}.`
	);
}

/** The slider of the marked award's end counts quarters after the data; 0 is as filed. */
function withEnd(scenario: Scenario, end: string | null, { focus, quarters, awards }: PlanBasis): Scenario {
	if (end === null || focus === null || !awards.some(({ award }) => award === focus)) return scenario;
	const steps = Number(end);
	const isStep = end.trim() !== '' && Number.isInteger(steps) && steps >= 0 && steps <= quarters.length;
	if (!isStep) throw noEnd(end, quarters.length);
	const last = steps > 0 ? addQuarters(quarters[0]!, steps - 1) : null;
	const before = scenario.awards.find(({ award }) => award === focus) ?? unchanged(focus);
	const others = scenario.awards.filter(({ award }) => award !== focus);
	const changed = { ...before, last };
	const isChanged = JSON.stringify(changed) !== JSON.stringify(unchanged(focus));
	return { ...scenario, awards: isChanged ? [...others, changed] : others };
}
