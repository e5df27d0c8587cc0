import { auditCsv, listAudit } from '$lib/server/audit';
import { readAuditFilter } from '../read-audit-filter';
import type { RequestHandler } from './$types';

/** The entries that fit, as a file; that somebody took them is an entry too. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { entries } = await listAudit(locals.home.dir, readAuditFilter(url.searchParams));
	await locals.note('exported the audit log', { entries: entries.length });
	return new Response(auditCsv(entries), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="audit-log.csv"'
		}
	});
};
