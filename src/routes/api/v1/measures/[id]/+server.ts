import { json } from '@sveltejs/kit';
import { answer } from '$lib/server/measures';
import { answering } from '../../../problem';
import { answerTag } from '../../answer-tag';
import { questionAbout } from '../../question-about';
import type { RequestHandler } from './$types';

/** One safe table. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	answering(async () => {
		const table = await answer(locals.warehouse, questionAbout(params.id, url.searchParams), locals.settings);
		return json(table, { headers: { etag: answerTag(locals, table.state) } });
	});
