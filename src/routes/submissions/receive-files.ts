import { join } from 'node:path';
import { CALENDARS, DATASET_IDS, Refusal, type SubmissionClaim } from '$lib/domain';
import { maySeePartner } from '$lib/server/access';
import { load, type LoadedFile } from '$lib/server/intake';
import { withReceivedForm, type ReceivedForm } from '../api/v1/submissions/receive-form';

/** Receives the files of a form, reads and checks each, and publishes none. */
export async function receiveFiles(request: Request, locals: App.Locals): Promise<LoadedFile[]> {
	const limit = locals.settings.upload_limit_mb * 1024 * 1024;
	return withReceivedForm(request, join(locals.home.dir, 'work'), limit, async (form) => {
		const claim = claimOf(form, locals);
		if (form.files.length === 0)
			throw new Refusal('no_file', 'No file was chosen.', 'Choose the partner’s export and send it again.');
		const options = { actor: locals.actor, now: new Date(), settings: locals.settings };
		const loaded: LoadedFile[] = [];
		for (const file of form.files) loaded.push(await load(locals.warehouse, file, claim, options));
		return loaded;
	});
}

function claimOf(form: ReceivedForm, locals: App.Locals): SubmissionClaim {
	const partner = form.fields.get('new_partner') || form.fields.get('partner') || '';
	if (partner === '')
		throw new Refusal(
			'no_partner',
			'It is not said whose file it is.',
			'Choose the partner that exported it.'
		);
	if (!maySeePartner(locals.actor, partner))
		throw new Refusal(
			'not_allowed',
			`You file for ${locals.actor.partners?.join(', ')} only.`,
			'Choose that partner.'
		);
	return {
		partner,
		dataset: DATASET_IDS.find((id) => id === form.fields.get('dataset')),
		period: form.fields.get('period') || undefined,
		calendar: CALENDARS.find((calendar) => calendar === form.fields.get('calendar'))
	};
}
