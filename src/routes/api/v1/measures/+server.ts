import { json } from '@sveltejs/kit';
import { measures } from '$lib/server/measures';
import type { RequestHandler } from './$types';

/** The catalogue of measures. */
export const GET: RequestHandler = () => json({ measures: measures() });
