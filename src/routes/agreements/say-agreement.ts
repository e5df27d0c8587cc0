import { codeLabel, dataset } from '$lib/catalog';
import { writeDay, type Agreement, type DatasetId } from '$lib/domain';
import { AGREEMENT_WORDS } from '$lib/ui/words/agreements';

const words = AGREEMENT_WORDS;

type Field = keyof typeof AGREEMENT_WORDS.fields;

/** What an agreement says, field by field, in words. */
export function sayAgreement(agreement: Agreement): Record<Field, string> {
	const { from, until, purpose, datasets, not_allowed, populations, retention, threshold, documents } =
		agreement;
	return {
		from: from === null ? words.nothing : writeDay(from),
		until: until === null ? words.nothing : writeDay(until),
		purpose: purpose || words.nothing,
		datasets: datasets?.map((id) => dataset(id).title).join(', ') ?? words.everything,
		not_allowed: sayColumns(not_allowed) || words.nothing,
		populations: populations?.map((code) => codeLabel('populations', code)).join(', ') ?? words.everything,
		identifiers: sayMonths(retention.identifiers),
		rows: sayMonths(retention.rows),
		threshold: threshold === null ? words.list.bySettings : String(threshold),
		documents:
			documents.map(({ title, where }) => (where ? `${title} (${where})` : title)).join('; ') || words.nothing
	};
}

/** What one version of an agreement changed in the one before, in words; nothing where no field reads differently. */
export function sayChanges(before: Agreement, after: Agreement): string[] {
	const [old, now] = [sayAgreement(before), sayAgreement(after)];
	const fields = Object.keys(words.fields) as Field[];
	return fields
		.filter((field) => old[field] !== now[field])
		.map((field) => words.change(words.fields[field], old[field], now[field]));
}

/** How many columns an agreement leaves out. */
export function countLeftOut({ not_allowed }: Agreement): number {
	return Object.values(not_allowed).reduce((sum, columns) => sum + columns.length, 0);
}

/** How long something is kept. */
export function sayMonths(months: number | null): string {
	return months === null ? words.list.forEver : words.months(months);
}

function sayColumns(columns: Agreement['not_allowed']): string {
	return Object.entries(columns)
		.filter(([, names]) => names.length > 0)
		.map(
			([id, names]) =>
				`${dataset(id as DatasetId).title}: ${names.map((name) => titleOf(id, name)).join(', ')}`
		)
		.join('; ');
}

function titleOf(id: string, name: string): string {
	return dataset(id as DatasetId).columns.find((column) => column.name === name)?.title ?? name;
}
