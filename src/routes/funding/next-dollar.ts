import { AS_FILED } from '$lib/domain';
import { mayUse } from '$lib/server/access';
import { planBasis } from '$lib/server/measures';
import { FUNDING_WORDS } from '$lib/ui/words/funding';
import { inPhrase } from '$lib/ui/plans/plan-names';
import { isRefusal } from '../api/problem';
import { answerScenario } from '../plans/solve-scenario';

/** Where one more dollar would help most in a state as it is filed; empty for those who may not see plans, or where none can be told. */
export async function nextDollarSentence(locals: App.Locals, state: number): Promise<string> {
	const { warehouse, settings, actor } = locals;
	if (!mayUse(actor.role, '/plans', 'GET')) return '';
	try {
		const basis = await planBasis(warehouse, state, settings);
		const { calendar } = settings;
		const { dollars } = await answerScenario(basis, AS_FILED, { calendar, explain: true });
		const [best] = dollars;
		return best ? FUNDING_WORDS.first.next(inPhrase(best.service), best.whom) : '';
	} catch (error) {
		if (isRefusal(error)) return '';
		throw error;
	}
}
