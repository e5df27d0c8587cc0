import { fail, redirect } from '@sveltejs/kit';
import { datasets } from '$lib/catalog';
import { maySeePartner, mayUse } from '$lib/server/access';
import { openLoadings, partners, submissions, type LoadedFile } from '$lib/server/intake';
import { submissionLine, type LineWords, type SubmissionLine } from '$lib/ui/submission-line';
import { isRefusal } from '../api/problem';
import { filingCalendar } from './filing-calendar';
import { filterSubmissions, listChoices, readListFilters } from './list-filters';
import { beginForm } from '../api/v1/submissions/load-form';
import type { Actions, PageServerLoad } from './$types';

/** Lines that the list shows before it is asked for all. */
const FIRST_LINES = 60;

/** What has been filed, and the form that receives more. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { warehouse, settings, actor } = locals;
	const [known, all] = await Promise.all([partners(warehouse), submissions(warehouse)]);
	const filters = readListFilters(url.searchParams);
	const seen = all.filter(({ partner }) => maySeePartner(actor, partner));
	const fitting = filterSubmissions(seen, filters);
	const words = await wordsOf(locals);
	const shown = url.searchParams.has('all') ? fitting : fitting.slice(0, FIRST_LINES);
	const mayFile = mayUse(actor.role, '/submissions', 'POST') && actor.partners?.length !== 0;
	return {
		filters,
		open: mayFile ? openOf(locals, words) : [],
		calendar: filingCalendar(filterSubmissions(seen, { ...filters, period: '', status: '' }), words),
		choices: listChoices(seen, words),
		lines: shown.map((listed, place) => submissionLine(listed, words, place)),
		total: fitting.length,
		mayFile,
		mayOpen: mayUse(actor.role, '/submissions/[id]', 'GET'),
		partners: known.filter(({ partner }) => maySeePartner(actor, partner)),
		datasets: datasets().map(({ id, title }) => ({ value: id, label: title })),
		isFree: actor.partners === null,
		allHref: withAll(url),
		limit: settings.upload_limit_mb
	};
};

/** Loadings under way: their files' names are for who may file. */
function openOf({ warehouse, actor }: App.Locals, words: LineWords) {
	return openLoadings(warehouse)
		.filter(({ partner }) => maySeePartner(actor, partner))
		.map(({ id, partner, files }) => ({
			id,
			partner: words.partners[partner] ?? partner,
			files: files.map(({ name }) => name).join(', ')
		}));
}

export const actions: Actions = {
	file: async ({ request, locals }) => {
		const begun = await beginForm(request, locals).catch(mistake);
		if ('message' in begun) return fail(400, begun);
		const view = await Promise.race([begun.ended, patience()]);
		if (!view) redirect(303, `/submissions/loading/${begun.id}`);
		if (view.refusal) return fail(400, view.refusal);
		const loaded = view.results;
		const [only] = loaded;
		if (loaded.length === 1 && only?.submission_id)
			redirect(303, `/submissions/${only.submission_id}${again(only)}`);
		return { results: await linesOf(loaded, locals) };
	}
};

/** Most files are checked in less; who sends a large one is led to the page that tells how far it is. */
const PATIENCE_MS = 1500;

function patience(): Promise<null> {
	return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
}

function withAll(url: URL): string {
	const query = new URLSearchParams(url.searchParams);
	query.set('all', '1');
	return `/submissions?${query}#list`;
}

/** A person's mistake as the form shows it; our own fault passes on. */
function mistake(error: unknown): { message: string; hint: string } {
	if (isRefusal(error)) return { message: error.message, hint: error.hint };
	throw error;
}

function again({ already_received }: LoadedFile): string {
	return already_received ? '?already' : '';
}

async function linesOf(loaded: LoadedFile[], locals: App.Locals): Promise<SubmissionLine[]> {
	const words = await wordsOf(locals);
	return loaded.map((listed, place) => submissionLine(listed, words, place));
}

async function wordsOf({ warehouse, settings }: App.Locals): Promise<LineWords> {
	return {
		partners: Object.fromEntries((await partners(warehouse)).map(({ partner, name }) => [partner, name])),
		datasets: Object.fromEntries(datasets().map(({ id, title }) => [id, title])),
		calendar: settings.calendar
	};
}
