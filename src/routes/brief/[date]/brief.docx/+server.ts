import { writeWord } from '$lib/server/figures';
import { briefPaper } from '$lib/ui/brief/brief-paper';
import { findVersions, latestReady, readBrief } from '../../read-brief';
import type { RequestHandler } from './$types';

/** The brief as a Word document: the sentences of the page, and no number that the page withholds. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const [{ brief }] = findVersions(locals.home.dir, params.date);
	const page = await readBrief(locals, brief, await latestReady(locals));
	const content = await writeWord(briefPaper(page));
	await locals.note('exported a brief', { brief: brief.date, format: 'docx', state: brief.state });
	return new Response(new Uint8Array(content), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'content-disposition': `attachment; filename="brief-${brief.date}.docx"`,
			'cache-control': 'private, no-store'
		}
	});
};
