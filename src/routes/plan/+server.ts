import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The old address of plans leads to the page. */
export const GET: RequestHandler = ({ url }) => redirect(308, `/plans${url.search}`);
