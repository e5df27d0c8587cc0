import { exportFormat } from '$lib/server/intake';
import { answering } from '../../../../api/problem';
import { ownSubmission } from '../../../../api/v1/submissions/own-submission';
import type { RequestHandler } from './$types';

/** How the partner writes this kind of export, as a layout that can move into `data/formats/`. */
export const GET: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		await ownSubmission(locals, params.id);
		const layout = await exportFormat(locals.warehouse, params.id);
		await locals.note('exported a layout', { submission: params.id });
		return new Response(`${JSON.stringify(layout, null, '\t')}\n`, {
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'content-disposition': `attachment; filename="${layout.id}.json"`
			}
		});
	});
