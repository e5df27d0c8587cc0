import { dayOf, type Offering } from '$lib/domain';
import { maySeePartner } from '$lib/server/access';
import { currentRows, presentDay, readMatrix, type OfferingRow } from '$lib/server/desk';
import { partners } from '$lib/server/intake';
import { LINE_WORDS } from '$lib/ui/words/matrix';
import { answerChange } from '../answer-change';
import { fieldsOf } from '../line-fields';
import { readOffering, readWhy } from '../read-offering';
import type { Actions, PageServerLoad } from './$types';

/** The form that adds a line, filled with the place that it was opened from. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { warehouse, actor } = locals;
	const { lines, state } = await readMatrix(warehouse, { now: new Date() });
	const filers = (await partners(warehouse)).filter(({ partner }) => maySeePartner(actor, partner));
	const filed = (id: string) => lines.filter(({ partner }) => partner === id).length;
	const usual = [...filers].sort((one, other) => filed(other.partner) - filed(one.partner))[0];
	const filer = usual?.partner ?? '';
	const day = await presentDay(warehouse, { state, now: new Date() });
	const place = (name: string) => url.searchParams.get(name) ?? '';
	const values: Partial<Record<keyof Offering, string>> = {
		offering_id: nextId(await currentRows(warehouse, filer)),
		offering_partner: place('partner'),
		service: place('service'),
		population: place('population'),
		from_date: place('from') || day,
		verified_date: dayOf(new Date())
	};
	return {
		state,
		filer,
		filers: filers.map(({ partner, name }) => ({ value: partner, label: name })),
		values,
		fields: await fieldsOf(warehouse, { isNew: true })
	};
};

/** An id that goes on where the partner's own ids end: behind OF-089 comes OF-090. */
function nextId(rows: OfferingRow[]): string {
	const numbered = rows.flatMap(({ offering_id }) => {
		const [, before, digits] = /^(.*?)(\d{1,9})$/s.exec(offering_id ?? '') ?? [];
		return before !== undefined && digits ? [{ before, digits }] : [];
	});
	const last = numbered.sort((one, other) => Number(other.digits) - Number(one.digits))[0];
	if (!last) return 'OF-001';
	return `${last.before}${String(Number(last.digits) + 1).padStart(last.digits.length, '0')}`;
}

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const partner = String(form.get('partner') ?? '');
		const { row, problems } = readOffering(form);
		const { why, problems: unsaid } = readWhy(form);
		const known = (await partners(locals.warehouse)).some((one) => one.partner === partner);
		const mayFile = known && maySeePartner(locals.actor, partner);
		const others = mayFile ? [] : [{ field: 'partner', message: LINE_WORDS.problems.partner }];
		const change = { partner, line: row, why, seen: Number(form.get('seen')), isNew: true };
		return answerChange(locals, change, [...others, ...problems, ...unsaid]);
	}
};
