import { AS_FILED, type Calendar, type PlanBasis } from '$lib/domain';
import { mayUse } from '$lib/server/access';
import { planBasis } from '$lib/server/measures';
import { FUNDING_WORDS } from '$lib/ui/words/funding';
import { inPhrase } from '$lib/ui/plans/plan-names';
import { isRefusal } from '../api/problem';
import { answerScenario } from '../plans/solve-scenario';

/** A reader of this page waits no longer for a plan; it is remembered, and told to the next one. */
const PATIENCE_MS = 1500;

/** Where one more dollar would help most in a state as it is filed; where the plans tell it, if it takes too long; empty for those who may not see plans. */
export async function nextDollarSentence(locals: App.Locals, state: number): Promise<string> {
	const { warehouse, settings, actor } = locals;
	if (!mayUse(actor.role, '/plans', 'GET')) return '';
	try {
		const basis = await planBasis(warehouse, state, settings);
		return await Promise.race([tell(basis, settings.calendar), later()]);
	} catch (error) {
		if (isRefusal(error)) return '';
		throw error;
	}
}

async function tell(basis: PlanBasis, calendar: Calendar): Promise<string> {
	const { dollars } = await answerScenario(basis, AS_FILED, { calendar, explain: true });
	const [best] = dollars;
	return best ? FUNDING_WORDS.first.next(inPhrase(best.service), best.whom) : '';
}

function later(): Promise<string> {
	return new Promise((resolve) => {
		setTimeout(() => resolve(FUNDING_WORDS.first.nextLater), PATIENCE_MS).unref();
	});
}
