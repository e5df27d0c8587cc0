import { join } from 'node:path';
import { CALENDARS, DATASET_IDS, Refusal, type SubmissionClaim } from '$lib/domain';
import { maySeePartner } from '$lib/server/access';
import { logFault, notesOfLoading } from '$lib/server/audit';
import { beginLoading, type Begun, type LoadedFile, type LoadingView } from '$lib/server/intake';
import { flagOf } from '../../flag-of';
import { withReceivedForm, type ReceivedForm } from './receive-form';

/**
 * Receives the files of a form and loads them in their turn under the form's claim: fields `partner` (or
 * `new_partner`), `dataset`, `period`, `calendar`, and `publish` and `replace`, which a page's form does not send.
 */
export function loadForm(request: Request, locals: App.Locals): Promise<LoadedFile[]> {
	return receiveForm(request, locals, async (form) => resultsOf(await begin(form, locals).ended));
}

/** Receives the files of a form and returns as soon as they stand in the queue; the form's own mistakes are thrown. */
export async function beginForm(request: Request, locals: App.Locals): Promise<Begun> {
	const { promise, resolve } = Promise.withResolvers<Begun>();
	const whole = receiveForm(request, locals, async (form) => {
		const begun = begin(form, locals);
		resolve(begun);
		await begun.ended;
	});
	whole.catch((fault: unknown) => noteFault(fault, locals.requestId));
	return Promise.race([promise, whole.then(() => promise)]);
}

/** The files of a loading that has ended; thrown is why there are none. */
export function resultsOf({ phase, refusal, results }: LoadingView): LoadedFile[] {
	if (refusal) throw new Refusal('not_loaded', refusal.message, refusal.hint);
	if (phase === 'cancelled')
		throw new Refusal('cancelled', 'The loading was cancelled.', 'Nothing of it was kept.');
	return results;
}

function receiveForm<T>(
	request: Request,
	locals: App.Locals,
	use: (form: ReceivedForm) => Promise<T>
): Promise<T> {
	const limit = locals.settings.upload_limit_mb * 1024 * 1024;
	return withReceivedForm(request, join(locals.home.dir, 'work'), limit, use);
}

function begin(form: ReceivedForm, locals: App.Locals): Begun {
	const claim = readClaim(form, locals);
	if (form.files.length === 0)
		throw new Refusal(
			'no_file',
			'No file was sent.',
			'Choose the partner’s export (field "file") and send it again.'
		);
	const options = {
		publish: flagOf(form.fields, 'publish', false),
		replace: flagOf(form.fields, 'replace', false),
		actor: locals.actor,
		now: new Date(),
		settings: locals.settings
	};
	const { id, ended } = beginLoading(locals.warehouse, form.files, { claim, options });
	return { id, ended: ended.then((view) => noteLoaded(view, locals)) };
}

/** What was filed is written down when it is, whether or not somebody still waits for the answer. */
async function noteLoaded(view: LoadingView, locals: App.Locals): Promise<LoadingView> {
	await Promise.all(notesOfLoading(view.results).map(({ did, about }) => locals.note(did, about)));
	return view;
}

/** What goes wrong behind a page that was already answered is for the log; its sender reads a sentence. */
function noteFault(fault: unknown, requestId: string): void {
	if (fault instanceof Refusal) return;
	logFault(requestId, 'loading', fault);
}

function readClaim(form: ReceivedForm, locals: App.Locals): SubmissionClaim {
	const partner = form.fields.get('new_partner') || form.fields.get('partner') || '';
	if (partner === '')
		throw new Refusal(
			'no_partner',
			'It is not said whose file it is.',
			'Choose the partner that exported it (field "partner").'
		);
	if (!maySeePartner(locals.actor, partner))
		throw new Refusal(
			'not_allowed',
			`You file for ${locals.actor.partners?.join(', ')} only.`,
			'Choose that partner.'
		);
	return {
		partner,
		dataset: oneOf(form, 'dataset', DATASET_IDS),
		calendar: oneOf(form, 'calendar', CALENDARS),
		period: form.fields.get('period') || undefined
	};
}

function oneOf<T extends string>(form: ReceivedForm, field: string, allowed: readonly T[]): T | undefined {
	const sent = form.fields.get(field);
	if (!sent) return undefined;
	const found = allowed.find((one) => one === sent);
	if (found) return found;
	throw new Refusal(
		`bad_${field}`,
		`"${sent.slice(0, 60)}" is not a ${field}.`,
		`Choose one of ${allowed.join(', ')}.`
	);
}
