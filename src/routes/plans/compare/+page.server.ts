import { AS_FILED, scenarioFrom, type PlanBasis, type Scenario } from '$lib/domain';
import { versionsOfScenario } from '$lib/server/desk';
import { planBasis } from '$lib/server/measures';
import { PLAN_WORDS } from '$lib/ui/words/plan-page';
import { isRefusal } from '../../api/problem';
import { planHref } from '../plan-href';
import { orFault, readPlanPage } from '../read-plan-page';
import { answerScenario } from '../solve-scenario';
import { comparedPlan, comparison, type Compared } from './comparison';
import type { PageServerLoad } from './$types';

/** More columns than fit a page. */
const MOST = 5;

/** The plan of an address beside today, beside nothing changed, and beside kept scenarios. */
export const load: PageServerLoad = ({ locals, url }) =>
	orFault(async () => {
		const page = await readPlanPage(locals, url.searchParams);
		if (!page) return { comparison: null };
		const { basis, scenario, text } = page;
		const { calendar } = locals.settings;
		const ids = [...new Set(url.searchParams.getAll('with').filter(Boolean))].slice(0, MOST);
		const columns: Compared[] = [];
		const add = async (title: string, of: PlanBasis, one: Scenario) => {
			const answer = await answerScenario(of, one, { calendar, explain: true });
			columns.push(comparedPlan(title, of.state, answer));
		};
		await add(PLAN_WORDS.compare.asFiled, basis, AS_FILED);
		if (text !== '') await add(PLAN_WORDS.compare.this, basis, scenario);
		const gone: string[] = [];
		for (const id of ids) {
			const kept = versionsOfScenario(locals.home.dir, id)[0]?.scenario;
			if (!kept || kept.isRemoved) {
				gone.push(PLAN_WORDS.compare.gone(id));
				continue;
			}
			try {
				const own = await planBasis(locals.warehouse, kept.state, locals.settings);
				await add(kept.name, own, scenarioFrom(new URLSearchParams(kept.text)));
			} catch (mistake) {
				if (!isRefusal(mistake)) throw mistake;
				gone.push(`${kept.name}: ${mistake.message}`);
			}
		}
		return {
			comparison: {
				...comparison(columns),
				gone,
				state: basis.state,
				asOf: basis.asOf,
				back: planHref({ text, state: basis.state })
			}
		};
	});
