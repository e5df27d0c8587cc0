import { error } from '@sveltejs/kit';
import { codeLabel } from '$lib/catalog';
import { readMatrix, type Matrix } from '$lib/server/desk';
import { partners } from '$lib/server/intake';
import { openNeeds } from '$lib/server/people';
import { FAULT_WORDS } from '$lib/ui/words/frame';
import { choiceOf } from '../../choice-of';
import { readState, type Reading } from '../../read-state';
import { providersOf } from './providers';
import { sayNeeds, servicesIn } from './say-needs';
import type { PageServerLoad } from './$types';

/** So many customers stand on one page. */
const PAGE = 100;

/** A partner's own customers who wait for a service, and who may provide it: rows of people, so each look is written down. */
export const load: PageServerLoad = async ({ params, url, locals }) => {
	const { warehouse } = locals;
	const known = await partners(warehouse);
	const name = known.find(({ partner }) => partner === params.partner)?.name;
	if (name === undefined) error(404, FAULT_WORDS.notFound);
	const reading = await readState(locals);
	if (!reading) return { name, list: null };
	const [needs, matrix] = await Promise.all([
		openNeeds(warehouse, params.partner, reading.state),
		matrixFor(warehouse, reading)
	]);
	const services = servicesIn(needs);
	const codes = services.map(({ code }) => code);
	const chosen = choiceOf(url.searchParams, 'service', { choices: codes, usual: codes[0] ?? '' });
	await locals.note('saw rows', { partner: params.partner, dataset: 'needs', rows: needs.length });
	const service = services.find(({ code }) => code === chosen);
	if (!service) return { name, list: { services, service: null } };
	const waiting = needs.filter((need) => need.service === service.code);
	const start = pageStart(url.searchParams.get('from'), waiting.length);
	return {
		name,
		list: {
			state: reading.state,
			asOf: reading.asOf,
			day: matrix.day,
			services,
			service: { ...service, label: codeLabel('services', service.code) },
			providers: providersOf(matrix, { service: service.code, waiting, partners: known }),
			all: waiting.length,
			start,
			size: PAGE,
			rows: sayNeeds(waiting.slice(start, start + PAGE), matrix.day)
		}
	};
};

/** The matrix of today; where files end in the past, of the last day that they speak of. */
async function matrixFor(w: App.Locals['warehouse'], { state, asOf }: Reading): Promise<Matrix> {
	const now = new Date();
	const matrix = await readMatrix(w, { state, now });
	return matrix.day < asOf ? readMatrix(w, { state, now, day: asOf }) : matrix;
}

/** The first row of a page: 0, 100, 200 …; what an address says otherwise is the first page. */
function pageStart(asked: string | null, all: number): number {
	const start = /^\d{1,7}$/.test(asked ?? '') ? Number(asked) : 0;
	return start < all && start % PAGE === 0 ? start : 0;
}
