import { codeLists, datasets, template } from '$lib/catalog';
import { checkCatalogue } from '$lib/server/intake';
import { measures } from '$lib/server/measures';
import { breakdownLabel } from '$lib/ui/breakdowns';
import type { PageServerLoad } from './$types';

/** What every number and every column means, as declared. */
export const load: PageServerLoad = () => ({
	measures: measures().map(({ tables, ...measure }) => ({ ...measure, tables: tables.map(breakdownLabel) })),
	datasets: datasets().map(({ id, title, grain, description, columns }) => ({
		id,
		title,
		grain,
		description,
		template: `data:text/csv;charset=utf-8,${encodeURIComponent(template(id))}`,
		columns: columns.map(({ name, title, type, description, required, identifying, codes, example }) => ({
			name,
			title,
			type,
			description,
			required,
			identifying,
			codes: codes?.split('+') ?? [],
			example
		}))
	})),
	checks: [...Map.groupBy(checkCatalogue(), ({ kind }) => kind)].map(([kind, checks]) => ({ kind, checks })),
	codeLists: codeLists().filter(({ id }) => !id.includes('+'))
});
