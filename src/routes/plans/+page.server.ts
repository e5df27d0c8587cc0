import { redirect } from '@sveltejs/kit';
import { planControls } from './plan-controls';
import { answerScenario } from './solve-scenario';
import { planHref } from './plan-href';
import { orFault, readPlanPage } from './read-plan-page';
import type { PageServerLoad } from './$types';

/** The plan of an address: what is changed, and the best allocation under it. */
export const load: PageServerLoad = ({ locals, url }) =>
	orFault(async () => {
		const page = await readPlanPage(locals, url.searchParams);
		if (!page) return { plan: null };
		const { basis, scenario, text, latest } = page;
		const asked = url.searchParams.has('state');
		const short = planHref({ text, state: asked ? basis.state : null });
		// A form sends every field; the address keeps what is changed.
		if ([...url.searchParams.keys()].some((name) => name === 'end' || name === 'more')) redirect(303, short);
		const { calendar } = locals.settings;
		return {
			plan: {
				state: basis.state,
				latest,
				asOf: basis.asOf,
				hasState: asked,
				controls: planControls(basis, scenario, calendar),
				answer: await answerScenario(basis, scenario, { calendar, explain: true })
			}
		};
	});
