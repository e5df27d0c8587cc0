import { findingsWorkbook } from '$lib/server/intake';
import { answering } from '../../../../problem';
import { ownSubmission } from '../../own-submission';
import type { RequestHandler } from './$types';

/** The findings of a submission as a workbook in the partner's own columns and lines. */
export const GET: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		await ownSubmission(locals, params.id);
		await locals.note('downloaded findings', { submission: params.id, format: 'xlsx' });
		const book = await findingsWorkbook(locals.warehouse, params.id);
		return new Response(new Uint8Array(book), {
			headers: {
				'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
				'content-disposition': `attachment; filename="findings-${params.id.replace(/[^\w-]/g, '')}.xlsx"`
			}
		});
	});
