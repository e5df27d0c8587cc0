import type { RequestHandler } from './$types';

/** Any request keeps a session alive; this one does nothing else. */
export const POST: RequestHandler = () => new Response(null, { status: 204 });
