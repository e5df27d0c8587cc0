import { writeWord } from '$lib/server/figures';
import { memoPaper } from '$lib/ui/plans/memo-paper';
import { readMemo } from '../read-memo';
import type { RequestHandler } from './$types';

/** Who will pay what for whom, as a Word document. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const memo = await readMemo(locals, url);
	const content = await writeWord(memoPaper(memo));
	await locals.note('exported a plan', { state: memo.state, format: 'docx' });
	return new Response(new Uint8Array(content), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'content-disposition': `attachment; filename="who-pays-state-${memo.state}.docx"`,
			'cache-control': 'private, no-store'
		}
	});
};
