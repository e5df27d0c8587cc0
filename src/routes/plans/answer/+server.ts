import { json } from '@sveltejs/kit';
import { latestOnly } from '$lib/server/planning';
import { flagOf } from '../../api/flag-of';
import { answering, isRefusal } from '../../api/problem';
import { readPlanPage } from '../read-plan-page';
import { answerScenario } from '../solve-scenario';
import type { RequestHandler } from './$types';

/**
 * Answers the form of plans while it is moved. `explain=false` leaves out what is solved for besides. What somebody asks
 * anew takes the place of what they asked before.
 */
export const POST: RequestHandler = ({ request, url, locals }) =>
	answering(async () => {
		const query = new URLSearchParams(await request.text());
		const explain = flagOf(url.searchParams, 'explain', true);
		try {
			const page = await readPlanPage(locals, query);
			if (!page) return json(null);
			const { basis, scenario } = page;
			const { calendar } = locals.settings;
			const answer = await latestOnly(`${locals.actor.who} plans`, request.signal, (signal) =>
				answerScenario(basis, scenario, { calendar, explain, signal })
			);
			return json(answer, { headers: { 'cache-control': 'private, no-store' } });
		} catch (mistake) {
			if (request.signal.aborted && !isRefusal(mistake)) return new Response(null, { status: 499 });
			throw mistake;
		}
	});
