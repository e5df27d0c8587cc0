import { DATASET_IDS, type DatasetId } from '$lib/domain';
import { maySeePartner } from '$lib/server/access';
import { submissions, type LoadedFile } from '$lib/server/intake';
import type { HomeCommand } from '../command';
import { table } from '../table';

/** Lists what was received, with status and row counts. */
export default {
	name: 'submissions',
	place: 'home',
	isReading: true,
	takes: [],
	options: {
		partner: { type: 'string', valueHint: 'P', description: 'of this partner' },
		dataset: { type: 'enum', options: [...DATASET_IDS], description: 'of this dataset' }
	},
	async run(order, { home, actor }) {
		const filter = {
			partner: order.text('partner'),
			dataset: order.text('dataset') as DatasetId | undefined
		};
		const listed = (await submissions(home.warehouse, filter))
			.filter(({ partner }) => maySeePartner(actor, partner))
			.map(inBrief);
		const lines = listed.map(({ left_because: left, ...one }) => ({
			submission_id: one.submission_id,
			partner: one.partner,
			dataset: one.dataset,
			period: one.period,
			status: one.status,
			rows_loaded: one.rows_loaded,
			file: one.file,
			left_because: left ? `${left.why.replaceAll('_', ' ')} ${left.on}` : ''
		}));
		return { json: { submissions: listed }, words: table(lines) };
	}
} satisfies HomeCommand;

/** A list leaves out what was found in each file: `GET /api/v1/submissions/ID` and the pages have it. */
function inBrief(file: LoadedFile): Partial<LoadedFile> {
	const {
		findings: _findings,
		mapping: _mapping,
		rows_ignored: _ignored,
		questions: _questions,
		...brief
	} = file;
	return brief;
}
