import { error, fail, redirect } from '@sveltejs/kit';
import { dataset, formats } from '$lib/catalog';
import { writeCount, writeDay } from '$lib/domain';
import { mayUse } from '$lib/server/access';
import {
	answerQuestions,
	changesOf,
	partners,
	publish,
	submission,
	submissions,
	versionsOf,
	withdraw,
	type LoadedFile
} from '$lib/server/intake';
import { findingGroups } from '$lib/ui/finding-groups';
import { leftWords, periodWords } from '$lib/ui/submission-line';
import { isRefusal } from '../../api/problem';
import { ownSubmission } from '../../api/v1/submissions/own-submission';
import { rowAccount } from './row-account';
import { understood } from './understood';
import { isReady, lateOf, quarterInDoubt, wholeOf } from './in-doubt';
import { changesView, versionsView } from './what-changes';
import type { Actions, PageServerLoad } from './$types';

/** One submission: what was understood, what was found, and what can be done with it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const one = await found(locals, params.id);
	await locals.note('saw rows', { submission: params.id });
	const [names, published, changes, versions] = await Promise.all([
		partners(locals.warehouse),
		publishedBeside(locals, one),
		changesOf(locals.warehouse, params.id),
		versionsOf(locals.warehouse, params.id)
	]);
	const { calendar } = locals.settings;
	return {
		one: {
			id: params.id,
			status: one.status,
			left: leftWords(one.left_because),
			file: one.file,
			received: writeDay(one.received_at),
			partner: names.find(({ partner }) => partner === one.partner)?.name ?? one.partner,
			dataset: one.dataset ? dataset(one.dataset).title : '',
			period: periodWords(one.period, calendar),
			already: url.searchParams.has('already'),
			matched: url.searchParams.has('matched'),
			mayMatch: mayMatch(one),
			questions: one.questions,
			partly: one.rows_rejected > 0 && isReady(one),
			whole: one.status === 'rejected' ? wholeOf(one) : [],
			rows: rowAccount(one),
			ignored: one.rows_ignored
		},
		late: lateOf(one, calendar),
		groups: findingGroups(one.findings),
		understood: understood(one, calendar),
		replaces: published ? oldOne(published) : null,
		returns: await returning(locals, one),
		changes: changes && changesView(changes, calendar),
		versions: versionsView(versions),
		mayFetch: mayUse(locals.actor.role, '/api/v1/submissions/[id]/original', 'GET')
	};
};

export const actions: Actions = {
	answer: ({ request, locals, params }) =>
		doing(async () => {
			await ownSubmission(locals, params.id);
			const form = await request.formData();
			const answers = answersIn(form);
			const { submission_id } = await answerQuestions(locals.warehouse, params.id, answers, askedBy(locals));
			await locals.note('answered questions', { submission: submission_id ?? params.id });
			if (submission_id && submission_id !== params.id) redirect(303, `/submissions/${submission_id}`);
			return { done: 'answered' as const, state: null };
		}),
	publish: ({ request, locals, params }) =>
		doing(async () => {
			await ownSubmission(locals, params.id);
			const form = await request.formData();
			const one = await submission(locals.warehouse, params.id);
			if (lateOf(one, locals.settings.calendar) && form.get('quarter') !== 'true') throw quarterInDoubt();
			const replace = form.get('replace') === 'true';
			const { state } = await publish(locals.warehouse, params.id, { replace, ...askedBy(locals) });
			await locals.note('published', { submission: params.id, state });
			return { done: 'published' as const, state };
		}),
	withdraw: ({ locals, params }) =>
		doing(async () => {
			await ownSubmission(locals, params.id);
			const { state } = await withdraw(locals.warehouse, params.id, askedBy(locals));
			await locals.note('withdrew', { submission: params.id, state });
			return { done: 'withdrawn' as const, state };
		})
};

/** What a form of questions says; a quarter may be written instead of chosen. */
function answersIn(form: FormData): Record<string, string> {
	const { 'period.other': written = '', ...answers } = Object.fromEntries(
		[...form].map(([code, choice]) => [code, String(choice)])
	);
	return answers.period === 'other' ? { ...answers, period: written } : answers;
}

async function doing<Done>(work: () => Promise<Done>) {
	try {
		return await work();
	} catch (mistake) {
		if (isRefusal(mistake)) return fail(400, { message: mistake.message, hint: mistake.hint });
		throw mistake;
	}
}

function askedBy({ actor, settings }: App.Locals) {
	return { actor, settings, now: new Date() };
}

async function found(locals: App.Locals, id: string): Promise<LoadedFile> {
	try {
		return await ownSubmission(locals, id);
	} catch (mistake) {
		if (isRefusal(mistake)) error(404, mistake.message);
		throw mistake;
	}
}

/** Columns are matched where it is known what the file is about, and no layout declares it whole. */
function mayMatch({ dataset, period, format, mapping }: LoadedFile): boolean {
	const isOne = formats().some((known) => known.id === format && known.dataset === dataset);
	return isOne && period !== null && mapping.length > 0;
}

/** What is published for the same partner, export and quarter, and would be replaced. */
async function publishedBeside({ warehouse }: App.Locals, one: LoadedFile): Promise<LoadedFile | null> {
	if (!one.dataset || !one.period || one.status === 'published') return null;
	const { partner, dataset, period } = one;
	const [beside] = await submissions(warehouse, { partner, dataset, period, status: 'published' });
	return beside ?? null;
}

/** What counts again when this one is withdrawn. */
async function returning({ warehouse }: App.Locals, one: LoadedFile) {
	if (one.status !== 'published' || !one.supersedes) return null;
	return oldOne(await submission(warehouse, one.supersedes));
}

function oldOne(old: LoadedFile) {
	return { file: old.file, rows: writeCount(old.rows_loaded), day: writeDay(old.received_at) };
}
