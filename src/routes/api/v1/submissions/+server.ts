import { json } from '@sveltejs/kit';
import { states } from '$lib/server/intake';
import { answering } from '../../problem';
import { loadForm } from './load-form';
import type { RequestHandler } from './$types';

/** Receives files: `file` (repeatable), `partner`, `dataset`, `period`, `calendar`, `publish`, `replace`. */
export const POST: RequestHandler = ({ request, locals }) =>
	answering(async () => {
		const files = await loadForm(request, locals);
		const state = (await states(locals.warehouse)).length;
		return json({ files, state }, { status: files.some((file) => file.status === 'rejected') ? 422 : 201 });
	});
