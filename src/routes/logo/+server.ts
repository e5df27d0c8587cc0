import { error } from '@sveltejs/kit';
import { readLogo } from '$lib/server/desk';
import type { RequestHandler } from './$types';

/** The partnership's logo. */
export const GET: RequestHandler = ({ locals }) => {
	const logo = readLogo(locals.home);
	if (!logo) error(404, 'There is no logo.');
	return new Response(new Uint8Array(logo.bytes), {
		headers: { 'content-type': logo.type, 'cache-control': 'private, no-cache' }
	});
};
