import { codeList, datasets } from '$lib/catalog';
import type { Agreement, AgreementDocument, DatasetId } from '$lib/domain';

/** Codes that name a population. */
export const POPULATIONS = codeList('populations').codes.filter(
	({ code }) => !['any', 'none'].includes(code)
);

/** Reads the form of an agreement as it was filled in; whether it can be kept is another matter. */
export function readAgreementForm(form: FormData): Agreement {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const ids = datasets().map(({ id }) => id);
	return {
		from: text('from') || null,
		until: text('until') || null,
		purpose: text('purpose'),
		datasets: ticked(form, 'dataset', ids),
		not_allowed: leftOut(form, ids),
		populations: ticked(
			form,
			'population',
			POPULATIONS.map(({ code }) => code)
		),
		retention: { identifiers: wholeFrom(text('identifiers')), rows: wholeFrom(text('rows')) },
		threshold: wholeFrom(text('threshold')),
		documents: documentsFrom(form)
	};
}

/** What is ticked of a list; nothing said where all of it is. */
function ticked<Value extends string>(form: FormData, name: string, all: Value[]): Value[] | null {
	const chosen = new Set(form.getAll(name).map(String));
	const some = all.filter((value) => chosen.has(value));
	return some.length === all.length ? null : some;
}

function leftOut(form: FormData, ids: DatasetId[]): Agreement['not_allowed'] {
	const columns = ids.map((id): [DatasetId, string[]] => {
		const headers = String(form.get(`headers_${id}`) ?? '').split('\n');
		const all = [...form.getAll(`left_out_${id}`).map(String), ...headers.map((header) => header.trim())];
		return [id, [...new Set(all.filter((name) => name !== ''))]];
	});
	return Object.fromEntries(columns.filter(([, names]) => names.length > 0));
}

/** Not a number where something else was written, so that it is said. */
function wholeFrom(text: string): number | null {
	return text === '' ? null : Number(text);
}

function documentsFrom(form: FormData): AgreementDocument[] {
	const column = (name: string) => form.getAll(name).map((value) => String(value).trim());
	const wheres = column('document_where');
	return column('document_title')
		.map((title, place) => ({ title, where: wheres[place] ?? '' }))
		.filter(({ title, where }) => title !== '' || where !== '');
}
