import { fail, redirect } from '@sveltejs/kit';
import { mayUse } from '$lib/server/access';
import { keepScenario, removeScenario } from '$lib/server/desk';
import { isRefusal } from '../api/problem';
import { keptLines } from './kept-lines';
import { planControls } from './plan-controls';
import { answerScenario } from './solve-scenario';
import { planHref } from './plan-href';
import { orFault, readPlanPage } from './read-plan-page';
import type { Actions, PageServerLoad } from './$types';

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
				kept: keptLines(locals.home.dir),
				mayKeep: mayUse(locals.actor.role, '/plans', 'POST'),
				controls: planControls(basis, scenario, calendar),
				answer: await answerScenario(basis, scenario, { calendar, explain: true })
			}
		};
	});

export const actions: Actions = {
	keep: async ({ request, locals, url }) => {
		const form = await request.formData();
		const name = String(form.get('name') ?? '');
		const page = await orFault(() => readPlanPage(locals, textOf(form, url)));
		if (!page) return fail(400, { name, message: 'Nothing is published yet.', hint: '' });
		const { basis, text } = page;
		const keeping = { actor: locals.actor, now: new Date(), replaces: form.get('replaces') === 'true' };
		try {
			const { id } = keepScenario(locals.home.dir, { name, state: basis.state, text }, keeping);
			await locals.note('kept a scenario', { scenario: id, state: basis.state });
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { name, message: mistake.message, hint: mistake.hint });
		}
		redirect(303, `${planHref({ text, state: basis.state })}#kept`);
	},
	remove: async ({ request, locals, url }) => {
		const id = String((await request.formData()).get('id') ?? '');
		try {
			removeScenario(locals.home.dir, id, { actor: locals.actor, now: new Date() });
			await locals.note('removed a scenario', { scenario: id });
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { name: '', message: mistake.message, hint: mistake.hint });
		}
		const query = [...url.searchParams].filter(([name]) => !name.startsWith('/'));
		redirect(303, `/plans?${new URLSearchParams(query)}#kept`);
	}
};

/** What is kept is what the form holds, which the page may have moved on from its address. */
function textOf(form: FormData, url: URL): URLSearchParams {
	const text = form.get('text');
	if (typeof text !== 'string') return url.searchParams;
	const query = new URLSearchParams(text);
	query.set('state', String(form.get('state') ?? ''));
	return query;
}
