import { redirect } from '@sveltejs/kit';
import { datasets } from '$lib/catalog';
import { mayUse } from '$lib/server/access';
import { cancelLoading, partners, type LoadingView } from '$lib/server/intake';
import { submissionLine } from '$lib/ui/submission-line';
import { isRefusal } from '../../../api/problem';
import { ownLoading, publicLoading } from '../../../api/v1/loadings/own-loading';
import type { Actions, PageServerLoad } from './$types';

/** How far files are; whoever comes when a single one is done is led to it. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const view = found(locals, params.job);
	if (!view) return { loading: null, lines: [], mayOpen: false };
	const [only] = view.results;
	if (view.phase === 'done' && view.results.length === 1 && only?.submission_id)
		redirect(303, `/submissions/${only.submission_id}${only.already_received ? '?already' : ''}`);
	const words = {
		partners: Object.fromEntries(
			(await partners(locals.warehouse)).map(({ partner, name }) => [partner, name])
		),
		datasets: Object.fromEntries(datasets().map(({ id, title }) => [id, title])),
		calendar: locals.settings.calendar
	};
	return {
		loading: publicLoading(view),
		lines: view.results.map((listed, place) => submissionLine(listed, words, place)),
		mayOpen: mayUse(locals.actor.role, '/submissions/[id]', 'GET')
	};
};

export const actions: Actions = {
	cancel: async ({ locals, params }) => {
		if (found(locals, params.job)) {
			cancelLoading(locals.warehouse, params.job);
			await locals.note('cancelled a loading');
		}
		redirect(303, `/submissions/loading/${params.job}`);
	}
};

function found(locals: App.Locals, id: string): LoadingView | null {
	try {
		return ownLoading(locals, id);
	} catch (mistake) {
		if (isRefusal(mistake)) return null;
		throw mistake;
	}
}
