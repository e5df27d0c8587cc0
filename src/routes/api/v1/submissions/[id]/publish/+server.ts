import { json } from '@sveltejs/kit';
import { publish } from '$lib/server/intake';
import { flagOf } from '../../../../flag-of';
import { answering } from '../../../../problem';
import { ownSubmission } from '../../own-submission';
import type { RequestHandler } from './$types';

/** Publishes a checked submission; `?replace=true` puts it in the place of what stands there. */
export const POST: RequestHandler = ({ params, url, locals }) =>
	answering(async () => {
		await ownSubmission(locals, params.id);
		const replace = flagOf(url.searchParams, 'replace', false);
		const asked = { replace, actor: locals.actor, now: new Date() };
		const published = await publish(locals.warehouse, params.id, asked);
		await locals.note('published', { submission: params.id, state: published.state });
		return json(published);
	});
