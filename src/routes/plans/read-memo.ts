import { error } from '@sveltejs/kit';
import type { MemoSources } from '$lib/ui/plans/memo-paper';
import { planNames } from '$lib/ui/plans/plan-names';
import { planHref } from './plan-href';
import { orFault, readPlanPage } from './read-plan-page';
import { answerScenario } from './solve-scenario';

/** Everything that the memorandum of an address's plan says. */
export function readMemo({ settings, ...locals }: App.Locals, url: URL): Promise<MemoSources> {
	return orFault(async () => {
		const page = await readPlanPage({ settings, ...locals }, url.searchParams);
		if (!page) error(404, 'Nothing is published yet.');
		const { basis, scenario, text } = page;
		const names = planNames(basis, settings.calendar);
		return {
			answer: await answerScenario(basis, scenario, { calendar: settings.calendar, explain: true }),
			partnership: settings.name,
			asOf: basis.asOf,
			state: basis.state,
			span: [names.quarter(0), names.quarter(basis.quarters.length - 1)],
			href: `${url.origin}${planHref({ text, state: basis.state })}`
		};
	});
}
