import { memoPaper } from '$lib/ui/plans/memo-paper';
import { planHref } from '../plan-href';
import { readMemo } from '../read-memo';
import type { PageServerLoad } from './$types';

/** Who will pay what for whom, as a page for paper. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const memo = await readMemo(locals, url);
	const at = { text: memo.answer.text, state: memo.state };
	return {
		paper: memoPaper(memo),
		state: memo.state,
		asOf: memo.asOf,
		links: {
			back: planHref(at),
			word: planHref(at, '/plans/memorandum.docx'),
			csv: planHref(at, '/plans/memorandum.csv')
		}
	};
};
