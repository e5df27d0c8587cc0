import { writeTableCsv } from '$lib/server/figures';
import { payerTable } from '$lib/ui/plans/memo-paper';
import { readMemo } from '../read-memo';
import type { RequestHandler } from './$types';

/** Who will pay what for whom, as CSV. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const memo = await readMemo(locals, url);
	await locals.note('exported a plan', { state: memo.state, format: 'csv' });
	return new Response(writeTableCsv(payerTable(memo.answer)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="who-pays-state-${memo.state}.csv"`,
			'cache-control': 'private, no-store'
		}
	});
};
