import { error } from '@sveltejs/kit';
import { buildPlan } from '$lib/server/planning';
import { orFault, readPlanPage } from '../read-plan-page';
import type { RequestHandler } from './$types';

/** The plan document of a scenario, as `braidwork plan FILE.json` and `POST /api/v1/plans/solve` read it, with what it assumes. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const page = await orFault(() => readPlanPage(locals, url.searchParams));
	if (!page) error(404, 'Nothing is published yet.');
	const { plan, assumptions } = await orFault(async () => buildPlan(page.basis, page.scenario));
	const note = assumptions.map(({ words, from, rows }) => [`${words} (${from})`, ...rows].join('; '));
	await locals.note('exported a plan', { state: page.basis.state });
	return new Response(`${JSON.stringify({ ...plan, note }, null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json',
			'content-disposition': `attachment; filename="plan-state-${page.basis.state}.json"`,
			'cache-control': 'private, no-store'
		}
	});
};
