import { join } from 'node:path';
import { json } from '@sveltejs/kit';
import { CALENDARS, DATASET_IDS, Refusal, type SubmissionClaim } from '$lib/domain';
import { maySeePartner } from '$lib/server/access';
import { load, states, type LoadedFile } from '$lib/server/intake';
import { answering } from '../../problem';
import { withReceivedForm, type ReceivedForm } from './receive-form';
import type { RequestHandler } from './$types';

/** Receives files: `file` (repeatable), `partner`, `dataset`, `period`, `calendar`, `publish`, `replace`. */
export const POST: RequestHandler = ({ request, locals }) =>
	answering(async () => {
		const limit = locals.settings.upload_limit_mb * 1024 * 1024;
		return withReceivedForm(request, join(locals.home.dir, 'work'), limit, async (form) => {
			const files = await loadForm(form, locals);
			const state = (await states(locals.warehouse)).length;
			return json({ files, state }, { status: files.some((file) => file.status === 'rejected') ? 422 : 201 });
		});
	});

async function loadForm(form: ReceivedForm, locals: App.Locals): Promise<LoadedFile[]> {
	const claim = readClaim(form, locals);
	if (form.files.length === 0)
		throw new Refusal('no_file', 'The upload has no file.', 'Send the file in the field "file".');
	const options = {
		publish: form.fields.get('publish') === 'true',
		replace: form.fields.get('replace') === 'true',
		actor: locals.actor,
		now: new Date(),
		settings: locals.settings
	};
	const loaded: LoadedFile[] = [];
	for (const file of form.files) loaded.push(await load(locals.warehouse, file, claim, options));
	return loaded;
}

function readClaim(form: ReceivedForm, locals: App.Locals): SubmissionClaim {
	const partner = form.fields.get('partner') ?? '';
	if (partner === '')
		throw new Refusal(
			'no_partner',
			'The upload does not say whose file it is.',
			'Send the partner in the field "partner".'
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
