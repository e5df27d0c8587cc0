import { error } from '@sveltejs/kit';
import { dayOf, writeDay } from '$lib/domain';
import { maySeePartner, mayUse } from '$lib/server/access';
import { lineHistory, lineNow, readMatrix, type LineVersion } from '$lib/server/desk';
import { partners } from '$lib/server/intake';
import { LINE_WORDS } from '$lib/ui/words/matrix';
import { answerChange } from '../../answer-change';
import { fieldsOf } from '../../line-fields';
import { wordFor } from '../../matrix-words';
import { readOffering, readWhy } from '../../read-offering';
import { remarksOn } from '../../remarks';
import { sayHistory } from '../../say-line';
import type { Actions, PageServerLoad } from './$types';

/** One line of the matrix: what it says, its history, and the form that changes it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { warehouse, actor } = locals;
	const key = { partner: params.partner, offering_id: params.line };
	const matrix = await readMatrix(warehouse, { now: new Date() });
	const line = matrix.lines.find(
		({ partner, offering_id }) => partner === key.partner && offering_id === key.offering_id
	);
	const versions = line ? await lineHistory(warehouse, key, matrix.state) : [];
	const row = await lineNow(warehouse, key);
	if (!line || !row) error(404, 'There is no such line in the matrix.');
	const known = await partners(warehouse);
	const nameOf = (id: string) => known.find(({ partner }) => partner === id)?.name ?? id;
	const mayEdit =
		mayUse(actor.role, '/matrix/[partner]/[line]', 'POST') && maySeePartner(actor, params.partner);
	return {
		line,
		row,
		state: matrix.state,
		day: matrix.today,
		labels: {
			service: wordFor('services', line.service),
			population: wordFor('populations', line.population),
			partner: nameOf(line.offering_partner),
			filedBy: nameOf(line.partner)
		},
		history: sayHistory(versions, locals.settings.time_zone),
		saved: savedNow(url, versions),
		remarks: mayEdit ? await remarksOn(warehouse, line) : [],
		mayEdit,
		mayOpen: mayEdit && mayUse(actor.role, '/submissions/[id]', 'GET'),
		today: writeDay(dayOf(new Date())),
		fields: mayEdit ? await fieldsOf(warehouse, { isNew: false }) : []
	};
};

/** The state that a change has just made; an address that names any other says nothing. */
function savedNow({ searchParams }: URL, [newest]: LineVersion[]): number | null {
	const state = Number(searchParams.get('saved'));
	return newest?.state === state && newest.why !== null ? state : null;
}

export const actions: Actions = {
	change: async ({ request, locals, params }) => {
		const form = await request.formData();
		form.set('offering_id', params.line);
		const { row, problems } = readOffering(form);
		const { why, problems: unsaid } = readWhy(form);
		const change = { partner: params.partner, line: row, why, seen: Number(form.get('seen')), isNew: false };
		return answerChange(locals, change, [...problems, ...unsaid]);
	},
	verify: async ({ request, locals, params }) => {
		const form = await request.formData();
		const row = await lineNow(locals.warehouse, { partner: params.partner, offering_id: params.line });
		if (!row) error(404, 'There is no such line in the matrix.');
		const line = { ...row, verified_date: dayOf(new Date()) };
		const change = { partner: params.partner, line, seen: Number(form.get('seen')), isNew: false };
		return answerChange(locals, { ...change, why: LINE_WORDS.verify.why }, []);
	}
};
