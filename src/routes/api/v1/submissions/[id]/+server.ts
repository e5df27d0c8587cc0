import { json } from '@sveltejs/kit';
import { withdraw } from '$lib/server/intake';
import { answering } from '../../../problem';
import { ownSubmission } from '../own-submission';
import type { RequestHandler } from './$types';

/** One submission with its findings. */
export const GET: RequestHandler = ({ params, locals }) =>
	answering(async () => json(await ownSubmission(locals, params.id)));

/** Takes a published submission back; makes the next state. */
export const DELETE: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		await ownSubmission(locals, params.id);
		return json(await withdraw(locals.warehouse, params.id, { actor: locals.actor, now: new Date() }));
	});
