import { json } from '@sveltejs/kit';
import { withdraw } from '$lib/server/intake';
import { answering } from '../../../problem';
import { ownSubmission } from '../own-submission';
import type { RequestHandler } from './$types';

/** One submission with its findings. */
export const GET: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		const one = await ownSubmission(locals, params.id);
		await locals.note('saw rows', { submission: params.id });
		return json(one);
	});

/** Takes a published submission back; makes the next state. */
export const DELETE: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		await ownSubmission(locals, params.id);
		const withdrawn = await withdraw(locals.warehouse, params.id, { actor: locals.actor, now: new Date() });
		await locals.note('withdrew', { submission: params.id, state: withdrawn.state });
		return json(withdrawn);
	});
