import type { PlanBasis } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { answer } from './answer';
import { stateFacts } from './counting/state-facts';
import { planBasisOf } from './funding/plan-basis';
import { policyFor } from './kept/threshold';
import type { AskContext } from './measure';

/** What a plan of a state starts from. Nothing unprotected is read: needs come by `answer`, the rest is public. */
export async function planBasis(w: Warehouse, state: number, settings: AskContext): Promise<PlanBasis> {
	const facts = await stateFacts(w, state);
	const context = await policyFor(w, state, settings);
	return planBasisOf({
		w,
		facts,
		context,
		also: (measure, by, where = {}) => answer(w, { measure, by, where, state, calendar: 'calendar' }, context)
	});
}
