import { datasets, formats, template, transforms } from '$lib/catalog';
import { maySeePartner } from '$lib/server/access';
import { partners } from '$lib/server/intake';
import { describeLayouts } from './describe-layouts';
import { describeStandard } from './describe-standard';
import { sampleFile } from './sample-files';
import type { PageServerLoad } from './$types';

/** What is taken from where in every layout, as declared; a partner's layout only for those who may see its files. */
export const load: PageServerLoad = async ({ locals }) => {
	const { warehouse, actor } = locals;
	const names = new Map((await partners(warehouse)).map(({ partner, name }) => [partner, name]));
	return {
		own: datasets().map(({ id, title, grain }) => ({
			id,
			title,
			grain,
			template: `data:text/csv;charset=utf-8,${encodeURIComponent(template(id))}`,
			sample: ownSample(id)
		})),
		layouts: describeLayouts()
			.filter(({ partner }) => maySeePartner(actor, partner))
			.map((layout) => ({ ...layout, partner: names.get(layout.partner) ?? layout.partner })),
		standards: transforms().map(describeStandard)
	};
};

function ownSample(id: string) {
	const own = formats().find((format) => format.partner === null && format.dataset === id);
	return own ? sampleFile(own.sample) : null;
}
