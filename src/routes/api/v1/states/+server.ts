import { json } from '@sveltejs/kit';
import { states } from '$lib/server/intake';
import { answerTag } from '../answer-tag';
import type { RequestHandler } from './$types';

/** The published states. */
export const GET: RequestHandler = async ({ locals }) => {
	const listed = await states(locals.warehouse);
	return json({ states: listed }, { headers: { etag: answerTag(locals, listed.length) } });
};
