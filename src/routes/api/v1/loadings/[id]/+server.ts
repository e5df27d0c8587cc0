import { json } from '@sveltejs/kit';
import { cancelLoading } from '$lib/server/intake';
import { answering } from '../../../problem';
import { ownLoading, publicLoading } from '../own-loading';
import type { RequestHandler } from './$types';

/** How far a loading is. */
export const GET: RequestHandler = ({ params, locals }) =>
	answering(async () => json(publicLoading(ownLoading(locals, params.id))));

/** Stops a loading; nothing of it is kept. */
export const DELETE: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		ownLoading(locals, params.id);
		cancelLoading(locals.warehouse, params.id);
		await locals.note('cancelled a loading');
		return json(publicLoading(ownLoading(locals, params.id)), { status: 202 });
	});
