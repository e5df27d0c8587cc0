import { findingsCsv } from '$lib/server/intake';
import { answering } from '../../../../problem';
import { ownSubmission } from '../../own-submission';
import type { RequestHandler } from './$types';

/** The findings of a submission as a file for the people who mend it. */
export const GET: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		await ownSubmission(locals, params.id);
		await locals.note('downloaded findings', { submission: params.id, format: 'csv' });
		return new Response(await findingsCsv(locals.warehouse, params.id), {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="findings-${params.id.replace(/[^\w-]/g, '')}.csv"`
			}
		});
	});
