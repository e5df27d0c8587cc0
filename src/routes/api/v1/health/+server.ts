import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Whether the server is up and holds its home; says nothing of the partnership. */
export const GET: RequestHandler = () => json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
