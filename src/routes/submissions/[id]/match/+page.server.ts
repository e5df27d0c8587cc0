import { error, fail, redirect } from '@sveltejs/kit';
import { dataset } from '$lib/catalog';
import { writeDay } from '$lib/domain';
import {
	answersFor,
	applyAnswers,
	matchFields,
	partners,
	saveDraft,
	showMatch,
	tryAnswers,
	type MatchView
} from '$lib/server/intake';
import { periodWords } from '$lib/ui/submission-line';
import { isRefusal } from '../../../api/problem';
import { ownSubmission } from '../../../api/v1/submissions/own-submission';
import { rememberedLines } from './remembered-lines';
import type { Actions, PageServerLoad } from './$types';

/** The matching of one submission: with the draft, else with what holds and what is likely. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const view = await found(locals, params.id);
	await locals.note('saw rows', { submission: params.id });
	const names = await partners(locals.warehouse);
	const { title } = dataset(view.dataset);
	return {
		view: { ...view, remembered: [] },
		partner: names.find(({ partner }) => partner === view.partner)?.name ?? view.partner,
		dataset: title,
		period: periodWords(view.period, locals.settings.calendar),
		draft: view.draft && { who: view.draft.who, at: writeDay(view.draft.at) },
		remembered: rememberedLines(view)
	};
};

export const actions: Actions = {
	keep: (event) =>
		doing(event, async () => {
			await event.locals.note('tried a matching', { submission: event.params.id });
			return { done: 'draft' as const };
		}),
	effect: (event) =>
		doing(event, async (sent) => {
			const { locals, params } = event;
			const options = askedBy(locals);
			const answers = await answersFor(locals.warehouse, params.id, { options, sent });
			const isNothing = Object.keys(answers).length === 0;
			const effect = isNothing ? null : await tryAnswers(locals.warehouse, params.id, { answers, options });
			await locals.note('tried a matching', { submission: params.id });
			return { done: 'effect' as const, effect };
		}),
	check: (event) =>
		doing(event, async (sent) => {
			const { locals, params } = event;
			const options = askedBy(locals);
			const view = await showMatch(locals.warehouse, params.id, { options });
			const answers = await answersFor(locals.warehouse, params.id, { options, sent });
			await applyAnswers(locals.warehouse, params.id, { answers, options });
			await locals.note('changed a matching', { submission: params.id });
			if (view.canCheck) redirect(303, `/submissions/${params.id}?matched`);
			return { done: 'kept' as const };
		})
};

/** Keeps what stands in the form first, so that nothing is lost whatever happens next; a mistake becomes a sentence. */
async function doing<Done>(
	{ request, locals, params }: { request: Request; locals: App.Locals; params: { id: string } },
	work: (sent: Record<string, string>) => Promise<Done>
) {
	try {
		await ownSubmission(locals, params.id);
		const sent = matchFields(await request.formData());
		const { actor, warehouse } = locals;
		await saveDraft(warehouse, params.id, { fields: sent, actor, now: new Date() });
		return await work(sent);
	} catch (mistake) {
		if (isRefusal(mistake)) return fail(400, { message: mistake.message, hint: mistake.hint });
		throw mistake;
	}
}

function askedBy({ actor, settings }: App.Locals) {
	return { actor, settings, now: new Date() };
}

async function found(locals: App.Locals, id: string): Promise<MatchView> {
	try {
		await ownSubmission(locals, id);
		return await showMatch(locals.warehouse, id, { options: askedBy(locals) });
	} catch (mistake) {
		if (isRefusal(mistake)) error(404, mistake.message);
		throw mistake;
	}
}
