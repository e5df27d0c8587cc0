import { json } from '@sveltejs/kit';
import { lookAtHealth } from '$lib/server/desk';
import type { RequestHandler } from './$types';

/** Whether the server is up and its home can be worked with; says nothing of the partnership. */
export const GET: RequestHandler = async ({ locals }) => {
	const health = await lookAtHealth(locals.home);
	const status = health.status === 'ok' ? 200 : 503;
	return json(health, { status, headers: { 'cache-control': 'no-store' } });
};
