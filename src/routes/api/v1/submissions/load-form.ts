import { join } from 'node:path';
import { CALENDARS, DATASET_IDS, Refusal, type SubmissionClaim } from '$lib/domain';
import { maySeePartner } from '$lib/server/access';
import { loadAll, type LoadedFile } from '$lib/server/intake';
import { withReceivedForm, type ReceivedForm } from './receive-form';

/**
 * Receives the files of a form and loads each under the form's claim: fields `partner` (or `new_partner`), `dataset`,
 * `period`, `calendar`, and `publish` and `replace`, which a page's form does not send.
 */
export function loadForm(request: Request, locals: App.Locals): Promise<LoadedFile[]> {
	const limit = locals.settings.upload_limit_mb * 1024 * 1024;
	return withReceivedForm(request, join(locals.home.dir, 'work'), limit, async (form) => {
		const claim = readClaim(form, locals);
		if (form.files.length === 0)
			throw new Refusal(
				'no_file',
				'No file was sent.',
				'Choose the partner’s export (field "file") and send it again.'
			);
		const options = {
			publish: form.fields.get('publish') === 'true',
			replace: form.fields.get('replace') === 'true',
			actor: locals.actor,
			now: new Date(),
			settings: locals.settings
		};
		const loaded: LoadedFile[] = [];
		for (const file of form.files) loaded.push(...(await loadAll(locals.warehouse, file, claim, options)));
		return loaded;
	});
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
