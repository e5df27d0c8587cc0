import { auditCsv, exportAudit } from '$lib/server/audit';
import { readAuditFilter } from '../read-audit-filter';
import type { RequestHandler } from './$types';

/** The entries that fit, as a file; that somebody took them is an entry too. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const filter = { ...readAuditFilter(url.searchParams), zone: locals.settings.time_zone };
	const { count, batches } = await exportAudit(locals.home.dir, filter);
	await locals.note('exported the audit log', { entries: count });
	return new Response(streamOf(auditCsv(batches())), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="audit-log.csv"'
		}
	});
};

/** Text as it comes, encoded; whoever stops reading stops its making. */
function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(stream) {
			const { done, value } = await text.next();
			if (done) stream.close();
			else stream.enqueue(encoder.encode(value));
		},
		async cancel() {
			await text.return(undefined);
		}
	});
}
